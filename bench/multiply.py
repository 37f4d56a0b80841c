"""Make a benchmark's database ten times as large, each row ten times under ten ids.

    python -m bench.multiply 1000000

An import of ten million rows takes the better part of an hour; this takes minutes and gives the pages of
`python -m bench --sizes 100000,10000000 --only sizes` the table, indexes and kept counts they would have.
"""

import sqlite3
import sys
from pathlib import Path

from bench.page_speed import ROOT, database_of, schema_version

COPIES = 10
FOLDER = ROOT / "var" / "bench"


def multiply(rows):
    """Return the database with COPIES times the rows of another, made where it is absent."""
    made = FOLDER / f"incidents-{rows * COPIES}-{schema_version()}.sqlite3"
    if made.exists():
        return made
    unfinished = made.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    with sqlite3.connect(f"file:{database_of(rows, FOLDER)}?mode=ro", uri=True) as small:
        small.execute("VACUUM INTO ?", [str(unfinished)])
    with sqlite3.connect(unfinished) as large:
        for setting in (
            "journal_mode = OFF",
            "synchronous = OFF",
            "cache_size = -2000000",
            "temp_store = MEMORY",
        ):
            large.execute(f"PRAGMA {setting}")
        _copy_rows(large)
        large.execute(
            "UPDATE releases_countdifference SET n = n * ? WHERE dataset = 'incidents'", [COPIES]
        )
        large.execute("ANALYZE")
    unfinished.rename(made)
    return made


def _copy_rows(large):
    """Copy all incidents under new ids, their indexes made afterwards."""
    indexes = large.execute(
        "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'incidents_incident' AND type = 'index'"
    ).fetchall()
    for name, _ in indexes:
        large.execute(f'DROP INDEX "{name}"')
    columns = [name for _, name, *_ in large.execute("PRAGMA table_info(incidents_incident)")]
    kept = [name for name in columns if name not in ("version", "public_id")]
    names = ", ".join(f'"{name}"' for name in kept)
    large.execute("CREATE TEMP TABLE one AS SELECT * FROM incidents_incident")
    for copy in range(1, COPIES):
        large.execute(
            f"INSERT INTO incidents_incident (public_id, {names}) "
            f"SELECT substr(public_id, 1, 12) || ?, {names} FROM one ORDER BY version",
            ["ABCDEFGHI"[copy - 1]],  # ids are in lower case
        )
    large.execute("DROP TABLE one")
    for _, sql in indexes:
        large.execute(sql)


if __name__ == "__main__":
    sys.stdout.write(f"{Path(multiply(int(sys.argv[1])))}\n")
