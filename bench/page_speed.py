"""How fast is a page of 100 incidents with four filters and the exact count, out of a million?

    python -m bench.page_speed

Asks the queries of bench/queries.txt of three applications on one SQLite file, each behind
granian with one worker and one thread: ours, a plain Django REST framework ModelViewSet with
the same table, indexes and fields, and the floor, which is the least an answer costs in Python.
The runs take turns, so that a busy moment of the machine meets all three; medians are printed.
Nothing is cached between requests, and no two queries of the file are the same.
"""

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.load import Load, put_load, read_queries
from bench.make_street import write_benchmark
from bench.servers import FLOOR, OURS, PLAIN, serving

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "bench" / "queries.txt"
# Where the tables are described.
APPS = ("havering_safety", "incidents", "wards")
PARTS = ("rate", "p50", "p99")
LEAST_RATIO, AIM = 2.5, 4
MONTHS = 60
# Of a hundred rows made, two lie outside all wards and one has no location.
MADE_A_STORED_ROW = 1.032


def database_of(rows, folder):
    """Return an SQLite file with so many incidents, made by our own import where it is absent."""
    database = folder / f"incidents-{rows}-{schema_version()}.sqlite3"
    if database.exists():
        return database
    print(f"Making {database} (once) ...", file=sys.stderr)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as made:
        unfinished, street = Path(made, database.name), Path(made, "street")
        boundaries = Path(made, "boundaries.geojson")
        write_benchmark(street, rows_a_month(rows), MONTHS, boundaries)
        for command in (
            ["migrate"],
            ["import_ward_boundaries", boundaries],
            ["import_police_archive", street],
        ):
            manage(unfinished, *command)
        unfinished.rename(database)
    return database


def rows_a_month(rows):
    """Return how many rows to make for each month, for so many to be stored in all."""
    return round(rows * MADE_A_STORED_ROW / MONTHS)


def schema_version():
    """Return a word that changes with the tables, so that an older file is not taken for one of now."""
    migrations = sorted(path for app in APPS for path in (ROOT / app).rglob("migrations/0*.py"))
    return hashlib.sha256("".join(path.name for path in migrations).encode()).hexdigest()[:8]


def manage(database, *arguments):
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{database}"}
    command = [sys.executable, "manage.py", *map(str, arguments), "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def running(peers, database, **environment):
    """Serve the peers; give {peer: (its address, the file of the queries in its words)}."""
    with ExitStack() as servers:
        folder = Path(servers.enter_context(tempfile.TemporaryDirectory()))
        found = {}
        for number, peer in enumerate(peers):
            file = folder / f"{number}.txt"
            file.write_text("\n".join(map(peer.query, read_queries(QUERIES))), encoding="utf-8")
            found[peer] = servers.enter_context(serving(peer, database, **environment)), file
        yield found


def refuse_unequal(running, checked=50):
    """Stop unless all peers give the same rows, by id: a wrong answer has no speed."""
    for number in range(checked):
        shown = {
            peer.name: _ids(_ask(f"{address}?{read_queries(file)[number]}"))
            for peer, (address, file) in running.items()
        }
        for name, ids in shown.items():
            if ids != shown[FLOOR.name]:
                raise SystemExit(f"{name} and the floor differ on query {number + 1}")


def _ask(address):
    with urllib.request.urlopen(address, timeout=30) as response:
        return json.load(response)


def _ids(answer):
    """Return the ids of an answer's rows. Datasette orders a month's rows by another column."""
    rows = answer.get("rows") or answer["results"]
    months = [row["month"] for row in rows]
    within = {row.get("id") or row["public_id"] for row in rows if row["month"] != months[-1]}
    return months, within


def measure(running, seconds, rounds):
    """Return {peer: list of Loads}, the peers taking turns after a short warming of each."""
    loads = {peer: [] for peer in running}
    for address, file in running.values():
        put_load(address, file, 2)
    for _ in range(rounds):
        for peer, (address, file) in running.items():
            loads[peer].append(put_load(address, file, seconds))
    return loads


def medians(loads):
    """Return {peer: median Load of its runs}."""
    return {
        peer: Load(*(statistics.median(getattr(run, part) for run in runs) for part in PARTS))
        for peer, runs in loads.items()
    }


def table_of(found, beside):
    """Yield the lines of a Markdown table: each peer's Load, and its rate beside some of them."""
    heads = "".join(f" x {peer.name} |" for peer in beside)
    yield f"| peer | requests/s | p50 ms | p99 ms |{heads}"
    yield "|---|---:|---:|---:|" + "---:|" * len(beside)
    for peer, load in found.items():
        ratios = "".join(f" {load.rate / found[other].rate:.2f} |" for other in beside)
        yield f"| {peer.name} | {load.rate:,.0f} | {load.p50:.2f} | {load.p99:.2f} |{ratios}"


def main():
    """Read the command line, build what is absent, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000, help="incidents in the database")
    parser.add_argument("--seconds", type=int, default=8, help="length of a run")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each peer")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "var" / "bench", help="keeps the database"
    )
    given = parser.parse_args()
    database = database_of(given.rows, given.folder)
    with running((OURS, PLAIN, FLOOR), database) as peers:
        refuse_unequal(peers)
        found = medians(measure(peers, given.seconds, given.rounds))
    print("\n".join(table_of(found, (PLAIN, FLOOR))))
    ratio = found[OURS].rate / found[PLAIN].rate
    met = "met" if ratio >= LEAST_RATIO else "MISSED"
    print(f"\n{ratio:.2f} times the plain view; at least {LEAST_RATIO} asked: {met} (aim {AIM}).")


if __name__ == "__main__":
    main()
