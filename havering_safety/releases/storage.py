"""Rows into tables and versions out of them, at the speed each database allows.

SQLite takes `executemany` in chunks (one long generator kept every row in
memory); PostgreSQL takes COPY. Within a chunk rows go in by their id, in which
most indexes end: neighbours in an index are then written together.
"""

from itertools import chain, islice
from operator import itemgetter

from django.db import connection, models

CHUNK = 10_000


def chunks(rows, size=CHUNK):
    """Yield lists of at most `size` of the rows."""
    rows = iter(rows)
    while chunk := list(islice(rows, size)):
        yield chunk


def insert_rows(model, names, rows):
    """Insert tuples in the order of the field `names`, the first of which is their id."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = ", ".join(quote(model._meta.get_field(name).column) for name in names)
    ordered = map(_by_id, chunks(_with_instants(model, names, rows)))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # What psycopg itself raises, a full disk say, becomes one of Django's errors.
            copying = cursor.copy(f"COPY {table} ({columns}) FROM STDIN")
            with connection.wrap_database_errors, copying as copy:
                for row in chain.from_iterable(ordered):
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(names))
        for chunk in ordered:
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", chunk)


def _by_id(rows):
    rows.sort(key=itemgetter(0))
    return rows


def _with_instants(model, names, rows):
    """Return the rows with instants as the database keeps them: SQLite has no time zones."""
    fields = [model._meta.get_field(name) for name in names]
    places = [at for at, field in enumerate(fields) if isinstance(field, models.DateTimeField)]
    if not places or connection.vendor == "postgresql":
        return rows
    return (_with_adapted(row, places) for row in rows)


def _with_adapted(row, places):
    values = list(row)
    for place in places:
        values[place] = connection.ops.adapt_datetimefield_value(values[place])
    return values


def close_versions(model, versions, last_release):
    """Make a release the last one of the versions given by their primary keys."""
    quote = connection.ops.quote_name
    statement = (
        f"UPDATE {quote(model._meta.db_table)} SET {quote('last_release')} = %s "
        f"WHERE {quote('version')} = %s"
    )
    with connection.cursor() as cursor:
        for chunk in chunks(versions):
            cursor.executemany(statement, [(last_release, version) for version in chunk])
