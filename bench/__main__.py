"""Everything the service is measured by, in one run and one table.

    python -m bench                     # about ten minutes; --sizes 100000,1000000,10000000 for all

Cold pages beside the peers, kept answers beside a view that does nothing, pages by the size of the
table, the last page beside the first, an export beside the sqlite3 shell, grids beside DuckDB, charts beside pages.
The figures are ratios of one run: the machine's speed cancels out. Imports: `bench.import_speed`.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.load import put_load, read_queries
from bench.page_speed import (
    QUERIES,
    ROOT,
    database_of,
    measure,
    medians,
    refuse_unequal,
    running,
    table_of,
)
from bench.servers import (
    BARE,
    DATASETTE,
    DATASETTE_BARE,
    FASTAPI,
    FLOOR,
    KEPT,
    OURS,
    PLAIN,
    serving,
)

# Cold page: our rate beside theirs, at least.
LEAST = {PLAIN: 4, FASTAPI: 3, DATASETTE: 10, DATASETTE_BARE: 3.5, FLOOR: 0.5}
KEPT_LEAST, SIZES_MOST, LAST_PAGE_MOST = 0.7, 1.3, 5
LAST_PAGE = 1_000


def bar(name, value, limit, *, most=False):
    """Print a line of the table of bars."""
    met = value <= limit if most else value >= limit
    words = f"at {'most' if most else 'least'} {limit}"
    print(f"| {name} | {value:.2f} | {words} | {'met' if met else 'MISSED'} |", flush=True)


def compare_cold_pages(database, given):
    with running((OURS, *LEAST), database) as peers:
        refuse_unequal(peers, checked=20)
        found = medians(measure(peers, given.seconds, given.rounds))
    print("\n".join(table_of(found, (PLAIN, FLOOR))), file=sys.stderr)
    for peer, least in LEAST.items():
        bar(f"cold page / {peer.name}", found[OURS].rate / found[peer].rate, least)


def compare_kept_answers(database, given):
    """A kept page and a 304 beside a view that returns as many bytes behind the same middleware."""
    with tempfile.TemporaryDirectory() as folder, serving(KEPT, database) as address:
        held, sizes = Path(folder, "held.txt"), []
        with held.open("w", encoding="utf-8") as file:
            for query in read_queries(QUERIES):
                with urllib.request.urlopen(f"{address}?{query}", timeout=30) as response:
                    sizes.append(len(response.read()))
                    file.write(f"{query}\t{response.headers['ETag']}\n")
        many, none = str(round(statistics.mean(sizes))), "0"
        with (
            serving(BARE, database, BENCH_BYTES=many) as bare,
            serving(BARE, database, BENCH_BYTES=none) as empty,
        ):
            for name, asked, beside, ours in (
                ("kept page / bare view", QUERIES, bare, QUERIES),
                ("304 / bare view, empty", QUERIES, empty, held),
            ):
                rates = [
                    put_load(address, ours, given.seconds).rate
                    / put_load(beside, asked, given.seconds).rate
                    for _ in range(given.rounds)
                ]
                bar(name, statistics.median(rates), KEPT_LEAST)


def compare_limits(database, given):
    """Kept pages with every request counted by client, beside none counted."""
    rates, environments = {}, {"counted": {"THROTTLE_REQUESTS": "1000000000"}, "not": {}}
    for name, environment in environments.items():
        with serving(KEPT, database, **environment) as address:
            put_load(address, QUERIES, 2)
            runs = [put_load(address, QUERIES, given.seconds).rate for _ in range(given.rounds)]
            rates[name] = statistics.median(runs)
    ratio = rates["counted"] / rates["not"]
    print(f"| kept page, requests counted by client / not | {ratio:.2f} | | |", flush=True)


def compare_sizes(databases, given):
    with tempfile.TemporaryDirectory():
        p50s = []
        for database in databases:
            with serving(OURS, database) as address:
                put_load(address, QUERIES, 2)
                runs = [put_load(address, QUERIES, given.seconds) for _ in range(given.rounds)]
                p50s.append(statistics.median(run.p50 for run in runs))
    sizes = f"{given.sizes[-1]:,} / {given.sizes[0]:,} rows"
    bar(f"p50 of the cold page, {sizes}", p50s[-1] / p50s[0], SIZES_MOST, most=True)


def compare_last_page(database, given):
    with serving(OURS, database) as address:
        times = {1: [], LAST_PAGE: []}
        for _ in range(30):
            for page, taken in times.items():
                taken.append(_seconds(f"{address}?page={page}"))
    first, last = map(statistics.median, times.values())
    bar("last page allowed / page 1", last / first, LAST_PAGE_MOST, most=True)


def _seconds(address):
    start = time.perf_counter()
    with urllib.request.urlopen(address, timeout=60) as response:
        response.read()
    return time.perf_counter() - start


def main():
    """Read the command line, measure, print one table; the peers' rates go to the error stream."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="100000,1000000", help="incidents, the last is measured")
    parser.add_argument("--seconds", type=int, default=6, help="length of a run")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each peer")
    parser.add_argument(
        "--only", default="", help="pages, kept, limits, sizes, last, export, grids, charts"
    )
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench")
    given = parser.parse_args()
    given.sizes = sorted(map(int, given.sizes.split(",")))
    options = ["--rows", str(given.sizes[-1]), "--folder", str(given.folder)]
    databases = [database_of(size, given.folder) for size in given.sizes]
    parts = {
        "pages": lambda: compare_cold_pages(databases[-1], given),
        "kept": lambda: compare_kept_answers(databases[-1], given),
        "limits": lambda: compare_limits(databases[-1], given),
        "sizes": lambda: compare_sizes(databases, given),
        "last": lambda: compare_last_page(databases[-1], given),
        "export": lambda: subprocess.run(
            [sys.executable, "-m", "bench.export_speed", *options], cwd=ROOT, check=True
        ),
        **{
            f"{name}s": lambda name=name: subprocess.run(
                [sys.executable, "-m", f"bench.{name}_speed", *options], cwd=ROOT, check=True
            )
            for name in ("grid", "chart")
        },
    }
    print("| figure | here | asked | |\n|---|---:|---|---|", flush=True)
    for name, compare in parts.items():
        if name in (given.only.split(",") if given.only else parts):
            compare()


if __name__ == "__main__":
    main()
