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
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.load import put_load, read_queries
from bench.make_street import write_benchmark

ROOT = Path(__file__).resolve().parent.parent
QUERIES = ROOT / "bench" / "queries.txt"
PEERS = {
    "Havering Safety": "havering_safety.wsgi:application",
    "plain ModelViewSet": "bench.peers.plain_drf.wsgi:application",
    "floor": "bench.peers.floor:application",
}
OURS, PLAIN, FLOOR = PEERS
LEAST_RATIO, AIM = 2.5, 4
MONTHS = 60
# Of a hundred rows made, two lie outside all wards and one has no location.
MADE_A_STORED_ROW = 1.032


def database_of(rows, folder):
    """Return an SQLite file with so many incidents, made by our own import where it is absent."""
    database = folder / f"incidents-{rows}-{_schema_version()}.sqlite3"
    if database.exists():
        return database
    print(f"Making {database} (once) ...", file=sys.stderr)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as made:
        unfinished, street = Path(made, database.name), Path(made, "street")
        boundaries = Path(made, "boundaries.geojson")
        write_benchmark(street, round(rows * MADE_A_STORED_ROW / MONTHS), MONTHS, boundaries)
        for command in (
            ["migrate"],
            ["import_ward_boundaries", boundaries],
            ["import_police_archive", street],
        ):
            _manage(unfinished, *command)
        unfinished.rename(database)
    return database


def _schema_version():
    """Return a word that changes with the tables, so that an older file is not taken for one of now."""
    migrations = sorted(ROOT.glob("*/**/migrations/0*.py"))
    return hashlib.sha256("".join(path.name for path in migrations).encode()).hexdigest()[:8]


def _manage(database, *arguments):
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{database}"}
    command = [sys.executable, "manage.py", *map(str, arguments), "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def serving(target, database):
    """Serve an application on a free port of this machine; give its address, stop it on leaving."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "ENVIRONMENT"}
    environment |= {"DATABASE_URL": f"sqlite:///{database}", "BENCH_DATABASE": str(database)}
    server = subprocess.Popen(
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
            "--port", str(port), "--workers", "1", "--blocking-threads", "1",
            "--no-access-log", "--log-level", "warning", target,
        ],
        cwd=ROOT, env=environment,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}/api/v1/incidents"
    try:
        _wait_for(server, port)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)


def _wait_for(server, port):
    patience = time.monotonic() + 30
    while time.monotonic() < patience and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"The server on port {port} did not start.")


def refuse_unequal(addresses, queries):
    """Stop unless all peers give the same count and the same rows: a wrong answer has no speed."""
    for query in queries:
        answers = {name: _ask(f"{address}?{query}") for name, address in addresses.items()}
        shown = {name: (answer["count"], answer["results"]) for name, answer in answers.items()}
        for name in addresses:
            if shown[name] != shown[FLOOR]:
                raise SystemExit(f"{name} and {FLOOR} differ on {query}")


def _ask(address):
    with urllib.request.urlopen(address, timeout=30) as response:
        return json.load(response)


def measure(addresses, seconds, rounds):
    """Return {name: list of Loads}, the peers taking turns after a short warming of each."""
    loads = {name: [] for name in addresses}
    for address in addresses.values():
        put_load(address, QUERIES, 2)
    for _ in range(rounds):
        for name, address in addresses.items():
            loads[name].append(put_load(address, QUERIES, seconds))
    return loads


def table_of(loads):
    """Yield the lines of a Markdown table: medians, and the rates beside plain and floor."""
    rates = {name: statistics.median(load.rate for load in runs) for name, runs in loads.items()}
    yield "| peer | requests/s | p50 ms | p99 ms | x plain | x floor |"
    yield "|---|---:|---:|---:|---:|---:|"
    for name, runs in loads.items():
        p50, p99 = (
            statistics.median(getattr(load, rank) for load in runs) for rank in ("p50", "p99")
        )
        against = f"{rates[name] / rates[PLAIN]:.2f} | {rates[name] / rates[FLOOR]:.2f}"
        yield f"| {name} | {rates[name]:,.0f} | {p50:.2f} | {p99:.2f} | {against} |"
    ratio = rates[OURS] / rates[PLAIN]
    met = "met" if ratio >= LEAST_RATIO else "MISSED"
    yield ""
    yield f"{ratio:.2f} times the plain view; at least {LEAST_RATIO} asked: {met} (aim {AIM})."


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
    with ExitStack() as servers:
        addresses = {
            name: servers.enter_context(serving(target, database)) for name, target in PEERS.items()
        }
        refuse_unequal(addresses, read_queries(QUERIES)[:50])
        loads = measure(addresses, given.seconds, given.rounds)
    print("\n".join(table_of(loads)))


if __name__ == "__main__":
    main()
