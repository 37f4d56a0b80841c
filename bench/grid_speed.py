"""How fast is a grid of ward by month out of a million incidents, beside DuckDB's GROUP BY?

    python -m bench.grid_speed

Both count the same rows as of the same release, in turns, in one run, so that a busy moment of the
machine meets both; medians are printed. Ours is the whole answer: query read, grid, intervals, JSON.
DuckDB's is its rows fetched. Grids that the kept counts do not answer stand below, without a peer.
"""

import argparse
import os
import sqlite3
import statistics
import tempfile
import time
from functools import partial
from pathlib import Path

import duckdb

from bench.page_speed import database_of

MOST_RATIO, MOST_SECONDS = 1.5, 0.5
CODES = ("ward_code", "month", "crime_type")
COLUMNS = (*CODES, "first_release", "last_release")
BESIDE_DUCKDB = ("ward,month", "ward,month,crime_type")
COUNTED = (
    "group_by=ward,month&last_outcome_category=suspect-charged",
    "group_by=ward,month&force=metropolitan",
    "group_by=ward,month,last_outcome_category",
    "group_by=ward,month&lsoa_code=E01900000",
    "group_by=ward,month&search=road 12",
)


def duckdb_of(database):
    """Return a DuckDB connection that holds the rows of an SQLite database in memory."""
    rows = sqlite3.connect(database)
    peer = duckdb.connect()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rows.csv")
        with path.open("w", encoding="utf-8") as file:
            for row in rows.execute(f"SELECT {', '.join(COLUMNS)} FROM incidents_incident"):
                file.write(",".join(map(str, row)) + "\n")
        peer.execute(
            f"CREATE TABLE incidents AS SELECT * FROM read_csv('{path}', header=false, "
            f"names={list(COLUMNS)})"
        )
    rows.close()
    return peer


def seconds(function):
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def compare(ask, peer, groups, release, runs):
    """Return the medians, ours and DuckDB's, of runs that take turns."""
    columns = ", ".join(CODES[: groups.count(",") + 1])
    sql = (
        f"SELECT {columns}, count(*) FROM incidents "
        f"WHERE first_release <= {release} AND last_release >= {release} GROUP BY {columns}"
    )
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(seconds(lambda: ask(f"group_by={groups}&release={release}")))
        theirs.append(seconds(lambda: peer.execute(sql).fetchall()))
    return statistics.median(ours), statistics.median(theirs)


def client_of(database):
    """Return a function that asks statistics of incidents with a query string."""
    os.environ["DATABASE_URL"] = f"sqlite:///{database}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "havering_safety.settings")
    import django

    django.setup()
    from django.test import Client

    client = Client()

    def ask(query):
        response = client.get(f"/api/v1/stats/incidents?{query}")
        if response.status_code != 200:
            raise SystemExit(f"{query}: {response.status_code} {response.content[:300]!r}")

    return ask


def main():
    """Read the command line, time the grids, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000, help="incidents in the database")
    parser.add_argument("--runs", type=int, default=15, help="runs of each")
    folder = Path(tempfile.gettempdir(), "havering-bench")
    parser.add_argument("--folder", type=Path, default=folder, help="where the database is kept")
    given = parser.parse_args()
    database = database_of(given.rows, given.folder)
    ask, peer = client_of(database), duckdb_of(database)
    (release,) = (
        sqlite3.connect(database).execute("SELECT max(number) FROM releases_release").fetchone()
    )
    for groups in BESIDE_DUCKDB:
        # What a release holds is read once a process.
        ask(f"group_by={groups}&release={release}")
        ours, theirs = compare(ask, peer, groups, release, given.runs)
        print(
            f"{groups}: ours {ours * 1000:.1f} ms, DuckDB {theirs * 1000:.1f} ms, "
            f"ratio {ours / theirs:.2f} (at most {MOST_RATIO})"
        )
    for query in COUNTED:
        ask(query)
        took = statistics.median(seconds(partial(ask, query)) for _ in range(given.runs))
        print(f"{query}: {took * 1000:.0f} ms (under {MOST_SECONDS * 1000:.0f})")


if __name__ == "__main__":
    main()
