"""One list of fields: a serializer's declarations are the schema, the CSV header and `fields=`.

Rows are read with `.values_list()` and never pass through a serializer. A field
either shows its column as it is stored, or looks the stored value up in a table
(a ward's code gives slug and name).
"""

from operator import itemgetter

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


class _Column:
    """What a declared field adds: the column it reads and the table it looks the value up in."""

    def __init__(self, help_text, *, column=None, table=None, null=False, **options):
        self.column = column
        self.table = table
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
        self.names = [name for name in fields if names is None or name in names]
        sources = [fields[name].column or name for name in self.names]
        self.columns = list(dict.fromkeys(sources))
        self._tables = [(name, fields[name].table) for name in self.names if fields[name].table]
        places = [self.columns.index(source) for source in sources]
        self._take = itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],)

    def dicts(self, rows, tables):
        """Return rows (tuples in the order of `columns`) as dictionaries."""
        names, take = self.names, self._take
        looked_up = [(name, tables[table]) for name, table in self._tables]
        found = []
        for row in rows:
            shown = dict(zip(names, take(row), strict=True))
            for name, table in looked_up:
                shown[name] = table.get(shown[name])
            found.append(shown)
        return found

    def lists(self, rows, tables):
        """Yield rows as lists of values, in the order of `names`."""
        take = self._take
        looked_up = [(self.names.index(name), tables[table]) for name, table in self._tables]
        for row in rows:
            values = list(take(row))
            for place, table in looked_up:
                values[place] = table.get(values[place])
            yield values
