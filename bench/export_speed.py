"""How fast, how soon and in how much memory does an export of a million rows come?

    python -m bench.export_speed [--postgres URL]

Rows a second beside `sqlite3 -csv` for the same SELECT, in turns; the time to the first byte; and the
memory that the server and its workers take for themselves (RssAnon) at most, while it sends the last six
months, a tenth of the rows, and while it sends all. `--postgres` names a PostgreSQL database that holds
the same rows, or an empty one to be filled with them.
"""

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple
from urllib.parse import urlsplit

from bench.make_street import write_benchmark
from bench.page_speed import MONTHS, ROOT, database_of, rows_a_month
from bench.servers import OURS, serving

LEAST_RATIO, MOST_FIRST_BYTE, MOST_GROWTH = 0.35, 200, 1.1
COLUMNS = (
    "public_id, crime_id, month, crime_type, crime_type, last_outcome_category, "
    "last_outcome_category, ward_code, ward_code, ward_code, location, latitude, longitude, "
    "lsoa_code, lsoa_name, force, reported_by, falls_within, source, first_release"
)
SQL = (
    f"SELECT {COLUMNS} FROM incidents_incident WHERE first_release <= 2 AND last_release >= 2 "
    "ORDER BY month DESC, public_id DESC"
)
FEW_MONTHS = 6
# How often memory is looked at.
LOOK = 0.02


class Export(NamedTuple):
    """What an export was: rows sent, seconds to the first byte and to the last, peak memory in MB."""

    rows: int
    first: float
    seconds: float
    memory: float


class PeakMemory(Thread):
    """Watches the anonymous memory of the processes below this one while a block runs."""

    def __init__(self):
        super().__init__(daemon=True)
        self.peak, self._over = 0.0, Event()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *raised):
        self._over.set()
        self.join()

    def run(self):
        while not self._over.wait(LOOK):
            self.peak = max(self.peak, sum(map(_anonymous, _below(os.getpid()))))


def _below(pid):
    """Yield the ids of all processes that a process started, and those that they started."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [child for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield child
        yield from _below(child)


def _anonymous(pid):
    """Return the MB that a process has for itself, 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon"))


def export(address, ending, query=""):
    """Ask for an export, read it to its end, and refuse one that is not whole."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=900)
    with PeakMemory() as memory:
        start = time.perf_counter()
        connection.request("GET", f"{parts.path}{ending}?{query}")
        response = connection.getresponse()
        lines = response.read(1).count(b"\n")
        first = time.perf_counter() - start
        while block := response.read(1 << 20):
            lines += block.count(b"\n")
        seconds = time.perf_counter() - start
    connection.close()
    rows, said = lines - (ending == ".csv"), int(response.headers["X-Total-Count"])
    if rows != said:
        raise SystemExit(f"{ending}: {said:,} rows said and {rows:,} received")
    return Export(rows, first, seconds, memory.peak)


def seconds_of_shell(database):
    start = time.perf_counter()
    command = ["sqlite3", "-csv", "-header", database, SQL]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as shell:
        while shell.stdout.read(1 << 20):
            pass
    return time.perf_counter() - start


def bar(name, value, words, *, met):
    print(f"| {name} | {value} | {words} | {'met' if met else 'MISSED'} |", flush=True)


def compare_with_shell(database, rounds):
    ours, theirs, ratios = [], [], []
    with serving(OURS, database) as address:
        for _ in range(rounds):
            took = seconds_of_shell(database)
            exported = export(address, ".csv")
            ours.append(exported.rows / exported.seconds)
            theirs.append(exported.rows / took)
            ratios.append(took / exported.seconds)
    ratio = statistics.median(ratios)
    rates = f"{statistics.median(ours):,.0f} and {statistics.median(theirs):,.0f} rows/s"
    name = f"CSV export / sqlite3 -csv ({rates})"
    bar(name, f"{ratio:.2f}", f"at least {LEAST_RATIO}", met=ratio >= LEAST_RATIO)


def measure(name, database, few, rounds, **environment):
    """Print the bars of one database: the first byte, and memory by the number of rows."""
    for ending in (".csv", ".ndjson"):
        # A server of its own for each: what one export took is not given back before the next.
        found = []
        for query in (few, ""):
            with serving(OURS, database, **environment) as address:
                export(address, ending, "month=1999-01")
                found.append([export(address, ending, query) for _ in range(rounds)])
        first = statistics.median(each.first for each in found[-1]) * 1000
        words = f"under {MOST_FIRST_BYTE} ms"
        bar(f"{name}, {ending}: first byte, ms", f"{first:.0f}", words, met=first < MOST_FIRST_BYTE)
        less, more = (max(each.memory for each in runs) for runs in found)
        rows = " / ".join(f"{runs[0].rows:,}" for runs in reversed(found))
        bar(
            f"{name}, {ending}: RssAnon of {rows} rows ({more:.0f} / {less:.0f} MB)",
            f"{more / less:.2f}", f"at most {MOST_GROWTH}", met=more <= MOST_GROWTH * less,
        )  # fmt: skip


def fill(url, rows):
    """Fill a PostgreSQL database with the rows of the others, where it has none."""
    environment = os.environ | {"DATABASE_URL": url}

    def manage(*arguments):
        command = [sys.executable, "manage.py", *map(str, arguments)]
        return subprocess.run(
            command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        ).stdout

    manage("migrate", "--verbosity", "0")
    held = manage(
        "shell",
        "-v",
        "0",
        "-c",
        "from incidents.models import Incident; print(Incident.objects.exists())",
    )
    if held.strip() == "True":
        return
    print("Filling the PostgreSQL database (once) ...", file=sys.stderr)
    with tempfile.TemporaryDirectory() as made:
        street, boundaries = Path(made, "street"), Path(made, "boundaries.geojson")
        write_benchmark(street, rows_a_month(rows), MONTHS, boundaries)
        manage("import_ward_boundaries", boundaries)
        manage("import_police_archive", street)


def last_months(database):
    """Return the query of the last months, which hold a tenth of the rows."""
    sql = f"SELECT DISTINCT month FROM incidents_incident ORDER BY month DESC LIMIT {FEW_MONTHS}"
    found = subprocess.run(["sqlite3", database, sql], check=True, capture_output=True, text=True)
    return f"date_from={found.stdout.split()[-1]}"


def main():
    """Read the command line, measure, print the lines of a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000, help="incidents in the database")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each")
    folder = ROOT / "var" / "bench"
    parser.add_argument("--folder", type=Path, default=folder, help="keeps the database")
    parser.add_argument("--postgres", metavar="URL", help="measure this PostgreSQL database too")
    given = parser.parse_args()
    database = database_of(given.rows, given.folder)
    few = last_months(database)
    compare_with_shell(database, given.rounds)
    measure("SQLite", database, few, given.rounds)
    if given.postgres:
        fill(given.postgres, given.rows)
        measure("PostgreSQL", database, few, given.rounds, DATABASE_URL=given.postgres)


if __name__ == "__main__":
    main()
