"""How long does a chart take, and what do other answers lose while charts are drawn?

    python -m bench.chart_speed

One worker with four threads, as `make run` has it, a million incidents. Charts are asked one after
another, each for the first time and once more; then a hundred different ones at once, each until it
is drawn, while pages of rows are asked without a pause. Where as many are drawn as may be, the
server says when to come back; the clients do, not all in the same instant. Runs with and without
charts take turns, so that a busy moment of the machine meets both; medians are compared.
"""

import argparse
import random
import statistics
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit

from bench.load import put_load
from bench.page_speed import QUERIES, ROOT, database_of
from bench.servers import DRAWING, serving

AT_ONCE, ONE_BY_ONE, ROUNDS = 100, 20, 3
MOST_GROWTH = 3
TYPES = ("burglary", "drugs", "robbery", "shoplifting", "vehicle-crime", "public-order")
FORMS = (
    "group_by=ward&crime_type={}&month=20{}-{:02}",
    "group_by=month&crime_type={}&date_from=20{}-{:02}",
)


def charts():
    """Return query strings of different charts: bars by ward, and lines over time."""
    months = [(year, month) for year in (20, 21, 22) for month in range(1, 13)]
    return [form.format(kind, *month) for month in months for kind in TYPES for form in FORMS]


def main():
    """Read the command line, measure, print lines of the table of bars."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000, help="incidents in the database")
    parser.add_argument("--seconds", type=int, default=8, help="length of a run")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench")
    given = parser.parse_args()
    with serving(DRAWING, database_of(given.rows, given.folder)) as address:
        parts = urlsplit(address)
        ask = Asker(f"{parts.scheme}://{parts.netloc}/api/v1/stats/incidents.svg")
        warmed, alone, rest = charts()[:2], charts()[2 : ONE_BY_ONE + 2], charts()[ONE_BY_ONE + 2 :]
        for query in warmed:
            ask(query)
        for name in ("cold", "kept"):
            took = statistics.median(map(ask, alone))
            print(f"| a chart, {name}, ms | {took * 1000:.1f} | | |", flush=True)
        put_load(address, QUERIES, 2)
        quiet, busy = [], []
        for round_ in range(ROUNDS):
            quiet.append(put_load(address, QUERIES, given.seconds))
            busy.append(
                beside_charts(ask, address, rest[round_ * AT_ONCE :][:AT_ONCE], given.seconds)
            )
            told = f"{AT_ONCE} charts at once, {ask.refused} times told to come back so far"
            print(f"{told}; pages: {quiet[-1]} alone, {busy[-1]} beside.", file=sys.stderr)
    growth = statistics.median(run.p99 for run in busy) / statistics.median(
        run.p99 for run in quiet
    )
    verdict = "met" if growth <= MOST_GROWTH else "MISSED"
    name = f"p99 of a page of rows, beside {AT_ONCE} charts / alone"
    print(f"| {name} | {growth:.2f} | at most {MOST_GROWTH} | {verdict} |")


class Asker:
    """Asks for charts; counts how often it was told to come back."""

    def __init__(self, address):
        self.address, self.refused = address, 0
        self._lock = threading.Lock()

    def __call__(self, query):
        """Return the seconds until a chart was there."""
        start = time.perf_counter()
        while True:
            try:
                with urllib.request.urlopen(f"{self.address}?{query}", timeout=60) as response:
                    response.read()
                return time.perf_counter() - start
            except HTTPError as error:
                if error.code != 429:
                    raise
                with self._lock:
                    self.refused += 1
                time.sleep(float(error.headers["Retry-After"]) * random.uniform(1, 2))


def beside_charts(ask, address, queries, seconds):
    """Return the Load of pages while charts are asked at once."""
    with ThreadPoolExecutor(len(queries)) as clients:
        drawn = [clients.submit(ask, query) for query in queries]
        load = put_load(address, QUERIES, seconds)
        if all(one.done() for one in drawn):
            raise SystemExit("The charts were drawn before the load ended: give fewer --seconds.")
        for one in drawn:
            one.result()
        return load


if __name__ == "__main__":
    main()
