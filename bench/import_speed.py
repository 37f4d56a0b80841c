"""Import 500,000 police-shaped rows with wards, against `sqlite3 .import` of the same rows.

Run from the root of the repository: `.venv/bin/python -m bench.import_speed`. Needs the sqlite3
shell. The peer loads the same cells, as texts, into a table with three indexes; ours also places
each row in a ward, keeps versions, ledgers, six indexes and counts. Runs alternate; medians of
three. Memory is the peak of the whole process, for one monthly file and for five.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.make_street import write_benchmark

ROOT = Path(__file__).resolve().parent.parent
ROWS, MONTHS, RUNS = 100_000, 5, 3
PEER_TABLE = """
CREATE TABLE street (crime_id, month, reported_by, falls_within, longitude, latitude, location,
  lsoa_code, lsoa_name, crime_type, last_outcome_category, context);
CREATE INDEX by_month ON street (month);
CREATE INDEX by_type ON street (crime_type, month);
CREATE INDEX by_lsoa ON street (lsoa_code, month);
"""


def run(command, **environment):
    """Return seconds and peak memory in MB of a command that must succeed."""
    before = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(map(str, command))} failed")
    return time.perf_counter() - before, usage.ru_maxrss / 1024


def manage(database, *arguments):
    return run(
        [sys.executable, "manage.py", *map(str, arguments)], DATABASE_URL=f"sqlite:///{database}"
    )


def fresh_database(path, boundaries):
    """Make a migrated database with the wards of the benchmark."""
    manage(path, "migrate", "-v0")
    manage(path, "import_ward_boundaries", boundaries)


def import_ours(folder, empty, files, name):
    """Import into a copy of the empty database; return (cold, unchanged) as (seconds, MB)."""
    database = folder / f"{name}.sqlite3"
    shutil.copy(empty, database)
    cold = manage(database, "import_police_archive", files, "-v0")
    unchanged = manage(database, "import_police_archive", files, "-v0")
    database.unlink()
    return cold, unchanged


def import_peer(folder, csv_files):
    """Import the same files with the sqlite3 shell; return seconds."""
    database = folder / "peer.sqlite3"
    database.unlink(missing_ok=True)
    subprocess.run(["sqlite3", database, PEER_TABLE], check=True)
    imports = [f".import --csv --skip 1 '{path}' street" for path in csv_files]
    seconds, _ = run(
        ["sqlite3", "-cmd", "PRAGMA journal_mode = WAL", database, "BEGIN", *imports, "COMMIT"]
    )
    return seconds


def main():
    if not shutil.which("sqlite3"):
        raise SystemExit(
            "This benchmark needs the sqlite3 shell (Debian: apt-get install sqlite3)."
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files, one = folder / "five", folder / "one"
        boundaries = folder / "boundaries.geojson"
        write_benchmark(files, ROWS, MONTHS, boundaries)
        write_benchmark(one, ROWS, 1, boundaries)
        fresh_database(folder / "empty.sqlite3", boundaries)
        measure(folder, files, one)


def measure(folder, files, one):
    """Print the table."""
    empty, csv_files = folder / "empty.sqlite3", sorted(files.rglob("*street.csv"))
    ours, peer = [], []
    for _ in range(RUNS):
        ours.append(import_ours(folder, empty, files, "ours"))
        peer.append(import_peer(folder, csv_files))
    (_, memory_of_one), _ = import_ours(folder, empty, one, "one")
    base = statistics.median(peer)
    cold = statistics.median(seconds for (seconds, _), _ in ours)
    unchanged = statistics.median(seconds for _, (seconds, _) in ours)
    memory = statistics.median(megabytes for (_, megabytes), _ in ours)
    print(f"{ROWS * MONTHS:,} rows in {MONTHS} files, medians of {RUNS} alternating runs\n")
    print("| what | seconds | ratio | at most |\n|---|---|---|---|")
    print(f"| sqlite3 .import, three indexes | {base:.2f} | 1 | |")
    print(f"| import_police_archive, cold | {cold:.2f} | {cold / base:.2f} | 3 |")
    print(
        f"| import_police_archive, unchanged | {unchanged:.2f} | {unchanged / base:.2f} | 1.5 |\n"
    )
    print("| peak memory, MB | measured | at most |\n|---|---|---|")
    print(f"| one file of {ROWS:,} rows | {memory_of_one:.0f} | |")
    print(f"| {MONTHS} files | {memory:.0f} | 200 |")


if __name__ == "__main__":
    main()
