"""One list of fields: a serializer's declarations are the schema, the CSV header and `fields=`.

Rows are read with `.values_list()` and never pass through a serializer. A field
either shows its column as it is stored, or looks the stored value up in a table
(a ward's code gives slug and name).
"""

from functools import lru_cache
from itertools import islice, repeat

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

# Rows that are written at once in an export.
BATCH = 2_000


class _Column(serializers.Field):
    """What a declared field adds: its column, the table its value is looked up in, its Deprecation."""

    def __init__(
        self, help_text, *, column=None, table=None, null=False, deprecated=None, **options
    ):
        self.column = column
        self.table = table
        self.deprecated = deprecated
        super().__init__(help_text=help_text, allow_null=null, read_only=True, **options)


class TextColumn(_Column, serializers.CharField):
    """A text."""


class NumberColumn(_Column, serializers.FloatField):
    """A number with a fraction."""


class CountColumn(_Column, serializers.IntegerField):
    """A whole number."""


class FlagColumn(_Column, serializers.BooleanField):
    """True or false."""


class DayColumn(_Column, serializers.DateField):
    """A day, `YYYY-MM-DD`."""


class InstantColumn(_Column, serializers.DateTimeField):
    """An instant in UTC."""


class TextsColumn(_Column, serializers.ListField):
    """Several texts."""

    child = serializers.CharField()


@extend_schema_field({"type": "object", "additionalProperties": True})
class ObjectColumn(_Column):
    """An object whose members the document does not fix."""


def constant(word):
    """Return a field that always holds one word, as GeoJSON's `type` does."""
    schema = {"type": "string", "enum": [word]}
    kind = extend_schema_field(schema)(type("Constant", (serializers.CharField,), {}))
    return kind(read_only=True, help_text=f"Always {word}.")


class RowSerializer(serializers.Serializer):
    """Base of row serializers: they describe, `RowPlan` reads."""

    @classmethod
    def field_names(cls):
        return list(cls._declared_fields)


class RowPlan:
    """How to read the chosen fields of a row: columns to select, places to take, tables to look up."""

    def __init__(self, serializer, names=None):
        fields = serializer._declared_fields
        self.names = tuple(name for name in fields if names is None or name in names)
        sources = [fields[name].column or name for name in self.names]
        self.columns = tuple(dict.fromkeys(sources))
        self._sources = [
            (self.columns.index(source), fields[name].table)
            for name, source in zip(self.names, sources, strict=True)
        ]

    def dicts(self, rows, tables):
        """Return rows (tuples in the order of `columns`) as dictionaries."""
        shown = zip(*self._shown(list(rows), tables), strict=True)
        return list(map(dict, map(zip, repeat(self.names), shown)))

    def texts(self, rows, tables, write):
        """Yield batches of rows as tuples of texts, in the order of `names`.

        `write` makes the texts of a column from the sequence of its values.
        """
        rows = iter(rows)
        while batch := list(islice(rows, BATCH)):
            yield zip(*map(write, self._shown(batch, tables)), strict=True)

    def _shown(self, rows, tables):
        # A column at a time, and no step of Python for a row: twice as fast as row by row.
        columns = list(zip(*rows, strict=True)) if rows else [()] * len(self.columns)
        return [
            list(map(tables[table].get, columns[place])) if table else columns[place]
            for place, table in self._sources
        ]


@lru_cache(256)
def plan_of(serializer, names):
    """Return the RowPlan of a tuple of field names, None for all; made once."""
    return RowPlan(serializer, names)
