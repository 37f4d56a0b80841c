"""Put load on a server on this machine: by wrk where it is installed, else by a small client.

Both ask the queries of a file in turn over connections kept alive, for a bounded time.
"""

import http.client
import itertools
import re
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

SCRIPT = Path(__file__).parent / "queries.lua"
CONNECTIONS = 4


class FailedRequestsError(Exception):
    """A peer answered something else than 200, or nothing."""


@dataclass(frozen=True)
class Load:
    """What a run of load measured: requests a second, and milliseconds a request at two ranks."""

    rate: float
    p50: float
    p99: float


def read_queries(path):
    """Return the query strings of a file; lines that begin with # are remarks."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def put_load(address, queries, seconds):
    """Return the Load of so many seconds of the queries of a file, or raise FailedRequestsError."""
    by = _load_by_wrk if shutil.which("wrk") else _load_by_threads
    return by(address, queries, seconds)


def _load_by_wrk(address, queries, seconds):
    command = ["wrk", "--threads", "1", "--connections", str(CONNECTIONS)]
    command += ["--duration", f"{seconds}s", "--timeout", "10s", "--script", str(SCRIPT)]
    run = subprocess.run(
        [*command, address, "--", str(queries)], capture_output=True, text=True, check=True
    )
    found = {name: int(value) for name, value in re.findall(r"(\w+)=(\d+)", run.stdout)}
    if found["failed"]:
        raise FailedRequestsError(f"{address}: {found['failed']} of {found['requests']} failed")
    rate = found["requests"] / found["microseconds"] * 1_000_000
    return Load(rate, found["p50"] / 1000, found["p99"] / 1000)


def _load_by_threads(address, queries, seconds):
    asked, taken, stop = itertools.cycle(read_queries(queries)), [], time.perf_counter() + seconds
    clients = [
        threading.Thread(target=_ask_until, args=(stop, urlsplit(address), asked, taken))
        for _ in range(CONNECTIONS)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    if None in taken or not taken:
        raise FailedRequestsError(address)
    taken.sort()
    p50, p99 = taken[len(taken) // 2], taken[len(taken) * 99 // 100]
    return Load(len(taken) / seconds, p50 * 1000, p99 * 1000)


def _ask_until(stop, address, asked, taken):
    """Note the seconds each request took, and None for the first that failed."""
    connection = http.client.HTTPConnection(address.netloc, timeout=10)
    while (start := time.perf_counter()) < stop:
        connection.request("GET", f"{address.path}?{next(asked)}")
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            taken.append(None)
            break
        taken.append(time.perf_counter() - start)
    connection.close()
