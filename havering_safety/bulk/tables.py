"""The tables of bulk files: what the CSV exports of a release give, under names of their own.

A table is made of one export or a few, so its columns, rows and order are those of the API, and its
permalinks give the very same rows.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, QueryDict

from havering_safety.api.fields import (
    CountColumn,
    DayColumn,
    FlagColumn,
    InstantColumn,
    NumberColumn,
)

KINDS = {
    NumberColumn: "number",
    CountColumn: "count",
    FlagColumn: "flag",
    DayColumn: "day",
    InstantColumn: "instant",
}


def _as_they_are(values):
    return values


@dataclass(frozen=True)
class Column:
    """A column: its kind is text, number, count, flag, day or instant."""

    name: str
    kind: str
    nullable: bool
    description: str


@dataclass(frozen=True)
class TableRecipe:
    """How a table is made: the CSV view with its address, and the queries whose rows it holds.

    `references` maps a column to the table and column it names. A table that is `optional` is left
    out where it would be empty.
    """

    name: str
    title: str
    view: Any
    address: str
    queries: tuple[str, ...] = ("",)
    key: str | None = None
    references: tuple[tuple[str, str, str], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    optional: bool = False
    note: str = ""

    def of(self, release):
        """Return the Table of a release."""
        return Table(self, release)


class Table:
    """A table of one release."""

    def __init__(self, recipe, release):
        self.recipe, self.name, self.release = recipe, recipe.name, release
        self.exports = [self._asked(text) for text in recipe.queries]

    def _asked(self, text):
        """Return the view and the query as a request for the export of the release makes them."""
        view, request = self.recipe.view(), HttpRequest()
        request.method, request.path = "GET", self.recipe.address
        request.GET = QueryDict(f"{text}&release={self.release.number}")
        view.request = request
        return view, view.read_query(request, {})

    @property
    def columns(self):
        serializer = self.recipe.view.serializer_class
        return [
            Column(name, KINDS.get(type(field), "text"), field.allow_null, field.help_text)
            for name, field in serializer._declared_fields.items()
        ]

    @cached_property
    def rows(self):
        """How many rows there are."""
        return sum(view.filtered(query).count() for view, query in self.exports)

    def batches(self, write=_as_they_are):
        """Yield lists of rows, tuples in the order of the columns; `write` makes the cells of a column."""
        for view, query in self.exports:
            for rows in view.texts(query, write):
                yield list(rows)

    @cached_property
    def metas(self):
        """What each of the exports says of itself: permalink, citation, coverage, warnings."""
        return [view.get_meta(query) for view, query in self.exports]
