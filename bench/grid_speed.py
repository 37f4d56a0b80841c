"""How fast is a grid of ward by month out of a million incidents, beside DuckDB's GROUP BY?

    python -m bench.grid_speed

Both count the same rows as of the same release, in turns, in one run, so that a busy moment of the
machine meets both; medians are printed. Ours is the whole answer: query read, grid, intervals, JSON.
DuckDB's is its rows fetched. Grids that the kept counts do not answer stand below, without a peer.
"""

import argparse
import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import duckdb

from bench.make_street import write_benchmark
from bench.page_speed import ROOT, database_of, manage, rows_a_month

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


# 20 wards, 14 crime types and 178 months, of which 60 are held: 49,840 of the 50,000 cells allowed.
LARGEST = "group_by=ward,month,crime_type&date_from=2010-03&date_to=2024-12"


def revised(database, rows):
    """Return a copy of a database with one release more: the first month again, without one row in 50."""
    copy = database.with_name(f"{database.stem}-revised.sqlite3")
    if copy.exists():
        return copy
    print(f"Making {copy} (once) ...", file=sys.stderr)
    with tempfile.TemporaryDirectory(dir=database.parent) as made:
        unfinished, boundaries = Path(made, copy.name), Path(made, "boundaries.geojson")
        shutil.copy(database, unfinished)
        (street,) = write_benchmark(Path(made, "street"), rows_a_month(rows), 1, boundaries)
        header, *lines = street.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for number, line in enumerate(lines) if number % 50]
        street.write_text(header + "".join(kept), encoding="utf-8")
        manage(unfinished, "import_police_archive", Path(made, "street"))
        unfinished.rename(copy)
    return copy


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
    os.environ |= {"DATABASE_URL": f"sqlite:///{database}", "ANSWER_CACHE_BYTES": "0"}
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
    folder = ROOT / "var" / "bench"
    parser.add_argument("--folder", type=Path, default=folder, help="keeps the database")
    given = parser.parse_args()
    database = revised(database_of(given.rows, given.folder), given.rows)
    ask, peer = client_of(database), duckdb_of(database)
    (newest,) = (
        sqlite3.connect(database).execute("SELECT max(number) FROM releases_release").fetchone()
    )
    for groups in BESIDE_DUCKDB:
        for release in (newest - 1, newest):
            # What a release holds is read once a process.
            ask(f"group_by={groups}&release={release}")
            ours, theirs = compare(ask, peer, groups, release, given.runs)
            print(
                f"| {groups} as of {release}: {ours * 1000:.1f} ms / DuckDB {theirs * 1000:.1f} ms "
                f"| {ours / theirs:.2f} | at most {MOST_RATIO} | {verdict(ours <= MOST_RATIO * theirs)} |"
            )
    for query in (*COUNTED, LARGEST):
        ask(query)
        took = statistics.median(seconds(partial(ask, query)) for _ in range(given.runs))
        print(
            f"| {query}, ms | {took * 1000:.0f} | under {MOST_SECONDS * 1000:.0f} "
            f"| {verdict(took < MOST_SECONDS)} |"
        )


def verdict(met):
    return "met" if met else "MISSED"


if __name__ == "__main__":
    main()
