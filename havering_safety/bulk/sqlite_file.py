"""A release as one SQLite file: tables with keys, the wards they name, indexes, and what it all means.

The same release gives the same bytes: rows go in in one order, and nothing of the clock goes in.
"""

import datetime
import json
import sqlite3
from contextlib import closing

from havering_safety.bulk.contents import instant

TYPES = {"number": "REAL", "count": "INTEGER", "flag": "INTEGER"}
ABOUT = """
CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE data_sets (
  table_name TEXT PRIMARY KEY, title TEXT NOT NULL, rows INTEGER NOT NULL, permalinks TEXT NOT NULL,
  citation TEXT NOT NULL, covered_from TEXT, covered_to TEXT, months_missing TEXT NOT NULL,
  warnings TEXT NOT NULL
);
CREATE TABLE columns (
  table_name TEXT NOT NULL REFERENCES data_sets (table_name), column_name TEXT NOT NULL,
  type TEXT NOT NULL, description TEXT NOT NULL, PRIMARY KEY (table_name, column_name)
);
"""


class BrokenReferenceError(Exception):
    """A row names a row of another table that is not there."""


def write_sqlite(path, contents, advance):
    """Write the file; `advance` is told of rows written. Raises BrokenReferenceError."""
    with closing(sqlite3.connect(path)) as database:
        # A file that is not finished is thrown away: it needs no journal.
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute(f"PRAGMA user_version = {contents.release.number}")
        database.executescript(ABOUT)
        _write_about(database, contents)
        for table in contents.tables:
            database.execute(_definition(table))
            _write_rows(database, table, advance)
            _write_indexes(database, table)
        database.execute("ANALYZE")
        database.commit()
        _refuse_broken_references(database)


def _definition(table):
    references = {column: target for column, *target in table.recipe.references}
    parts = []
    for column in table.columns:
        part = f'"{column.name}" {TYPES.get(column.kind, "TEXT")}'
        if column.name == table.recipe.key:
            part += " PRIMARY KEY"
        if not column.nullable:
            part += " NOT NULL"
        if column.name in references:
            part += ' REFERENCES "{}" ("{}")'.format(*references[column.name])
        parts.append(part)
    return 'CREATE TABLE "{}" (\n  {}\n)'.format(table.name, ",\n  ".join(parts))


def _write_rows(database, table, advance):
    places = ", ".join("?" * len(table.columns))
    statement = f'INSERT INTO "{table.name}" VALUES ({places})'  # names of ours
    kinds = [column.kind for column in table.columns]
    dated = [place for place, kind in enumerate(kinds) if kind in {"day", "instant"}]
    for batch in table.batches():
        database.executemany(statement, (_stored(row, dated) for row in batch) if dated else batch)
        advance(len(batch))


def _stored(row, dated):
    cells = list(row)
    for place in dated:
        cells[place] = text_of(cells[place])
    return cells


def text_of(value):
    """Return a day or an instant as the API writes it; null stays null."""
    if isinstance(value, datetime.datetime):
        return instant(value)
    return value and value.isoformat()


def _write_indexes(database, table):
    for columns in table.recipe.indexes:
        name = "_".join((table.name, *columns))
        listed = ", ".join(f'"{column}"' for column in columns)
        database.execute(f'CREATE INDEX "{name}" ON "{table.name}" ({listed})')


def _write_about(database, contents):
    facts = dict(contents.facts)
    licence, warnings = facts.pop("licence"), facts.pop("warnings")
    facts |= {f"licence_{name}": text for name, text in licence.items()}
    facts["warnings"] = " ".join(warning["detail"] for warning in warnings)
    facts["synthetic"] = "true" if facts["synthetic"] else "false"
    database.executemany(
        "INSERT INTO metadata VALUES (?, ?)", [(name, str(value)) for name, value in facts.items()]
    )
    for said in contents.data_sets:
        coverage = said["coverage"] or {"from": None, "to": None, "missing": []}
        database.execute(
            "INSERT INTO data_sets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                said["table"], said["title"], said["rows"], "\n".join(said["permalinks"]),
                said["citation"], coverage["from"], coverage["to"], json.dumps(coverage["missing"]),
                "\n".join(warning["detail"] for warning in said["warnings"]),
            ),
        )  # fmt: skip
    database.executemany(
        "INSERT INTO columns VALUES (?, ?, ?, ?)",
        [
            (table.name, column.name, column.kind, column.description)
            for table in contents.tables
            for column in table.columns
        ],
    )


def _refuse_broken_references(database):
    broken = database.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        table, row, parent, _ = broken
        raise BrokenReferenceError(f"Row {row} of {table} names nothing in {parent}.")
