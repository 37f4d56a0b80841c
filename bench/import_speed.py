"""Import 500,000 police-shaped rows with wards, beside plain loads of the same rows.

Run from the root of the repository: `.venv/bin/python -m bench.import_speed`. Needs the sqlite3
shell, and once the environment of the peers of other makes. The peers load the same cells, as
texts, into a table with three indexes, or without any; ours also places each row in a ward, keeps
versions, ledgers, seven indexes and counts. Runs alternate; medians of three (of sqlite-utils, one),
by the clock and by processor time, which other work on the machine disturbs less. Memory is the
peak of the whole process, for one monthly file and for five.
"""

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bench.make_street import write_benchmark
from bench.servers import python_of_peers

ROOT = Path(__file__).resolve().parent.parent
ROWS, MONTHS, RUNS = 100_000, 5, 3
PEER_TABLE = """
CREATE TABLE street (crime_id, month, reported_by, falls_within, longitude, latitude, location,
  lsoa_code, lsoa_name, crime_type, last_outcome_category, context);
CREATE INDEX by_month ON street (month);
CREATE INDEX by_type ON street (crime_type, month);
"""
# The third index: as short as the others, or on what tells rows apart, as ours are.
SHORT_INDEX = "CREATE INDEX by_lsoa ON street (lsoa_code, month);"
CRIME_ID_INDEX = "CREATE INDEX by_crime_id ON street (crime_id);"

SHORT, LONG = "`sqlite3 .import`, three short indexes", "`sqlite3 .import`, one on the Crime ID"
UTILS = "`sqlite-utils insert`, no index"
COLD, KNOWN = "ours, cold", "ours, the same files: known by their bytes, not read"
SHUFFLED = "ours, the same rows shuffled: read and compared"
AT_MOST = {COLD: "3", KNOWN: "1.5", SHUFFLED: "1.5"}


class Cost(NamedTuple):
    """What a process took: seconds by the clock, seconds of a processor, peak memory in MB."""

    seconds: float
    processor: float
    megabytes: float


def run(command, **environment):
    """Return the Cost of a command that must succeed."""
    before = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(map(str, command))} failed")
    seconds = time.perf_counter() - before
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def manage(database, *arguments):
    return run(
        [sys.executable, "manage.py", *map(str, arguments)], DATABASE_URL=f"sqlite:///{database}"
    )


def fresh_database(path, boundaries):
    """Make a migrated database with the wards of the benchmark."""
    manage(path, "migrate", "-v0")
    manage(path, "import_ward_boundaries", boundaries)


def import_ours(folder, files, then):
    """Import into a copy of the empty database, and then what leaves it as it is; return the Costs."""
    database = folder / "ours.sqlite3"
    shutil.copy(folder / "empty.sqlite3", database)
    costs = [manage(database, "import_police_archive", path, "-v0") for path in (files, *then)]
    database.unlink()
    return costs


def import_peer(folder, csv_files, third_index):
    """Import the same files with the sqlite3 shell; return the Cost."""
    database = folder / "peer.sqlite3"
    database.unlink(missing_ok=True)
    subprocess.run(["sqlite3", database, PEER_TABLE + third_index], check=True)
    imports = [f".import --csv --skip 1 '{path}' street" for path in csv_files]
    return run(
        ["sqlite3", "-cmd", "PRAGMA journal_mode = WAL", database, "BEGIN", *imports, "COMMIT"]
    )


def insert_with_sqlite_utils(folder, csv_file):
    """Insert the same rows, in one file, as sqlite-utils does unasked; return the Cost."""
    database = folder / "utils.sqlite3"
    database.unlink(missing_ok=True)
    program = python_of_peers().with_name("sqlite-utils")
    return run([program, "insert", database, "street", csv_file, "--csv", "--silent"])


def write_shuffled(csv_files, folder):
    """Write the files again with their rows in another order."""
    for path in csv_files:
        header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        random.Random(path.name).shuffle(rows)
        folder.mkdir(exist_ok=True)
        (folder / path.name).write_text(header + "".join(rows), encoding="utf-8")


def write_joined(csv_files, joined):
    """Write the rows of all files as one."""
    with joined.open("w", encoding="utf-8") as out:
        for number, path in enumerate(csv_files):
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            out.writelines(lines[bool(number) :])


def main():
    if not shutil.which("sqlite3"):
        raise SystemExit(
            "This benchmark needs the sqlite3 shell (Debian: apt-get install sqlite3)."
        )
    python_of_peers()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        boundaries = folder / "boundaries.geojson"
        csv_files = write_benchmark(folder / "five", ROWS, MONTHS, boundaries)
        write_benchmark(folder / "one", ROWS, 1, boundaries)
        write_shuffled(csv_files, folder / "shuffled")
        write_joined(csv_files, folder / "joined.csv")
        fresh_database(folder / "empty.sqlite3", boundaries)
        report(measure(folder, csv_files), import_ours(folder, folder / "one", ())[0])


def measure(folder, csv_files):
    """Return the Costs of each subject, by name."""
    five, shuffled = folder / "five", folder / "shuffled"
    costs = {name: [] for name in (SHORT, LONG, UTILS, COLD, KNOWN, SHUFFLED)}
    for _ in range(RUNS):
        for name, cost in zip(
            (COLD, KNOWN, SHUFFLED), import_ours(folder, five, (five, shuffled)), strict=True
        ):
            costs[name].append(cost)
        costs[SHORT].append(import_peer(folder, csv_files, SHORT_INDEX))
        costs[LONG].append(import_peer(folder, csv_files, CRIME_ID_INDEX))
    # It is slow, and far from its bar: once is enough.
    costs[UTILS].append(insert_with_sqlite_utils(folder, folder / "joined.csv"))
    return costs


def report(costs, one):
    """Print the tables."""
    median = {
        name: Cost(*map(statistics.median, zip(*found, strict=True)))
        for name, found in costs.items()
    }
    base = median[SHORT]
    print(f"{ROWS * MONTHS:,} rows in {MONTHS} files, medians of {RUNS} alternating runs\n")
    print(
        "| what | seconds | ratio | processor seconds | ratio | asked |\n|---|---:|---:|---:|---:|---|"
    )
    for name, cost in median.items():
        print(
            f"| {name} | {cost.seconds:.2f} | {cost.seconds / base.seconds:.2f} | {cost.processor:.2f} "
            f"| {cost.processor / base.processor:.2f} | {f'at most {AT_MOST[name]}' if name in AT_MOST else ''} |"
        )
    cold, rows = median[COLD], ROWS * MONTHS
    print("\n| rows per second, cold, processor time | | asked |\n|---|---:|---|")
    for name, least in ((SHORT, 0.33), (LONG, 0.33), (UTILS, 1)):
        print(
            f"| ours {rows / cold.processor:,.0f} / {name} {rows / median[name].processor:,.0f} "
            f"| {median[name].processor / cold.processor:.2f} | at least {least} |"
        )
    print("\n| peak memory, MB | measured | asked |\n|---|---:|---|")
    print(f"| one file of {ROWS:,} rows | {one.megabytes:.0f} | |")
    print(f"| {MONTHS} files | {cold.megabytes:.0f} | at most 200 |")
    print(f"| {MONTHS} files, rows shuffled | {median[SHUFFLED].megabytes:.0f} | at most 200 |")


if __name__ == "__main__":
    main()
