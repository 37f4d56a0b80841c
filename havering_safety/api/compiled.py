"""SQL that the ORM wrote once for each shape of query, bound anew to the values of each request.

Building and compiling a query costs the ORM more than the database needs to answer it, and the
text it arrives at depends on the shape alone: which filters, with how many values each, which
columns, order and page. So it is written once, from stand-ins that no request can bring. A shape
whose parameters are not exactly the stand-ins (words become patterns, days become instants) goes
through the ORM each time, as do values that are no texts.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import connection, connections, router

# Texts of SQL kept of each kind; a page deep in a list is a shape of its own.
MOST_SHAPES = 1_000
# Above every number that `release` takes, and below the last that a column holds.
NO_RELEASE = SimpleNamespace(number=2_000_000_011)


class _WrittenError(Exception):
    """Carries a statement out of the ORM before it is sent."""


@dataclass(frozen=True, eq=False)
class Statement:
    """A text of SQL, for each of its parameters the place among the values, and the converters of its columns."""

    sql: str
    places: tuple[int, ...]
    converters: tuple = ()

    def rows(self, values):
        """Return the rows it selects, as tuples, when bound to the values."""
        rows = self.raw_rows(values)
        return [self.converted(row) for row in rows] if self.converters else rows

    def raw_rows(self, values):
        """Return the rows as the database gives them: `converted` makes values of ours of one."""
        parameters = [values[place] for place in self.places]
        # Looked up once: `connections` looks the thread's up at every mention.
        database = _database_at_hand()
        if database.queries_logged or database.execute_wrappers:
            with database.cursor() as cursor:
                cursor.execute(self.sql, parameters)
                return cursor.fetchall()
        return self._rows_of_the_driver(database, parameters)

    def _rows_of_the_driver(self, database, parameters):
        """Return the rows with nobody between: Django's cursors take longer than a small answer does."""
        database.close_if_health_check_failed()
        database.ensure_connection()
        database.validate_no_broken_transaction()
        with database.wrap_database_errors:
            return database.connection.execute(self._sql_of_the_driver, parameters).fetchall()

    @cached_property
    def _sql_of_the_driver(self):
        if connection.vendor != "sqlite":
            return self.sql
        return self.sql.replace("%%", "\0").replace("%s", "?").replace("\0", "%")

    def converted(self, row):
        cells = list(row)
        for place, convert, column in self.converters:
            cells[place] = convert(cells[place], column, connection)
        return tuple(cells)


class Question:
    """What a query asks of a view's rows: the shape, and the values in the order of the shape."""

    def __init__(self, view, query):
        self.view, self.query = view, query
        self.release = query.release
        self.bound = view.bound(query)
        shape, self.values = [], [self.release.number]
        for name, value in sorted(self.bound.items()):
            several = isinstance(value, list)
            texts = [one for one in value if one is not None] if several else [value]
            shape.append((name, len(texts) if several else None, several and None in value))
            self.values += texts
        texts_only = all(type(value) is str for value in self.values[1:])
        self.shape: Any = (type(view), tuple(shape)) if texts_only else None

    def count(self):
        """Return how many rows fit."""
        statement = self.shape and _write_count(*self.shape)
        if statement:
            return statement.rows(self.values)[0][0]
        return self._selected().count()

    def page(self, columns, ordering, page):
        """Return the rows of a page as tuples of the columns."""
        arguments = (tuple(columns), tuple(ordering), page.start, page.stop)
        statement = self.shape and _write_page(*self.shape, *arguments)
        if statement:
            return statement.rows(self.values)
        return list(_paged(self.view, self._selected(), *arguments))

    def _selected(self):
        return self.view.narrowed(self.release, self.bound)


def _paged(view, rows, columns, ordering, start, stop):
    return view.ordered(rows, ordering).values_list(*columns)[start:stop]


@lru_cache(MOST_SHAPES)
def _write_count(view_class, shape):
    bound, stand_ins = _stand_ins(shape)
    return statement_of(view_class().narrowed(NO_RELEASE, bound).count, stand_ins)


@lru_cache(MOST_SHAPES)
def _write_page(view_class, shape, columns, *arguments):
    view, (bound, stand_ins) = view_class(), _stand_ins(shape)
    rows = view.narrowed(NO_RELEASE, bound)
    try:
        converters = converters_of(rows.model, columns)
    except FieldDoesNotExist:
        # A column made by the query: only the ORM knows how to read it.
        return None
    paged = _paged(view, rows, columns, *arguments)
    return statement_of(lambda: list(paged), stand_ins, converters)


def _stand_ins(shape):
    """Return a value for each filter of a shape, and the stand-ins in the order of a Question's values."""
    bound, stand_ins = {}, [NO_RELEASE.number]
    for name, length, with_null in shape:
        start, single = len(stand_ins), length is None
        # Escapes and wildcards, so that a text made into a pattern is no longer the same.
        stand_ins += [f"%_\\ {place}" for place in range(start, start + (1 if single else length))]
        bound[name] = stand_ins[start] if single else stand_ins[start:] + [None] * with_null
    return bound, stand_ins


def _database_at_hand():
    """Return the connection that is to be read by: of the replica, where it was chosen for the request."""
    whatever_model: Any = None
    return connections[router.db_for_read(whatever_model)]


def statement_of(ask, stand_ins, converters=()):
    """Return the Statement that `ask()` would run, or None where stand-ins do not come through as they are."""
    # Opened first: what is told to a new connection is no part of the question.
    database = _database_at_hand()
    database.ensure_connection()
    try:
        with database.execute_wrapper(_carry_out):
            ask()
    except _WrittenError as written:
        sql, parameters = written.args
        whole = all(one in parameters for one in stand_ins)
        if whole and all(one in stand_ins for one in parameters) and not _shows_release(sql):
            return Statement(sql, tuple(map(stand_ins.index, parameters)), converters)
    return None


def _shows_release(sql):
    return str(NO_RELEASE.number) in sql


def _carry_out(execute, sql, parameters, many, context):
    raise _WrittenError(sql, tuple(parameters or ()))


def converters_of(model, columns):
    """Return (place, converter, column) for the columns that the database does not give as they are shown."""
    found = []
    for place, name in enumerate(columns):
        column = model._meta.get_field(name).get_col(model._meta.db_table)
        for convert in (
            *connection.ops.get_db_converters(column),
            *column.get_db_converters(connection),
        ):
            found.append((place, convert, column))
    return tuple(found)
