"""Ask what no honest client asks, and see that every answer is a calm one.

    python -m bench.hostile                             # 100,000 requests of a demo server started here
    python -m bench.hostile http://127.0.0.1:8000 --requests 5000 --seed 7

Each request is an honest address spoiled in one to three places: path, parameters, headers, method,
body, or the bytes of the request line itself. A fault is an answer of 500 or above, a body that
shows a path or a traceback, or silence where the request was whole. The same seed asks the same
requests; the run ends with status 1 where there was a fault, and prints the first of each kind.
"""

import argparse
import collections
import http.client
import random
import socket
import sys
import threading
import time
from contextlib import nullcontext, suppress
from urllib.parse import urlsplit

from bench.hostile_requests import honest_addresses, is_whole, make_request
from bench.page_speed import manage, schema_version
from bench.servers import KEPT, ROOT, serving

THREADS = 4
PATIENCE, PATIENCE_WITH_A_PART = 30, 0.5
# What an answer may never show: where the code lies, and how it failed.
SECRETS = [
    text.encode()
    for text in (
        str(ROOT),
        sys.prefix,
        sys.base_prefix + "/lib",
        "site-packages",
        "Traceback (",
        "django.core.",
    )
]


def ask(address, request, patience):
    """Send the bytes of a request; return (status, body), or (None, b"") where the server hung up."""
    with socket.create_connection((address.hostname, address.port), patience) as connection:
        with suppress(
            BrokenPipeError, ConnectionResetError
        ):  # it had seen enough, and may have answered
            connection.sendall(request)
        method = request.split(b" ", 1)[0]
        response = http.client.HTTPResponse(
            connection, method="HEAD" if method == b"HEAD" else "GET"
        )
        try:
            response.begin()
            return response.status, response.read()
        except (ConnectionResetError, http.client.HTTPException):
            return None, b""


def fault_of(status, body):
    """Return what is wrong with an answer, or None. A server may hang up on what is not HTTP."""
    if status is not None and status >= 500 and status != 501:
        return f"status {status}"
    shown = next((secret for secret in SECRETS if secret in body), None)
    return f"shows {shown.decode()}" if shown else None


def attack(address, addresses, count, seed):
    """Send so many requests on some threads; return a Counter of statuses, and {fault: (number, request)}."""
    statuses, faults, numbers = collections.Counter(), {}, iter(range(count))
    taking = threading.Lock()

    def work():
        while True:
            with taking:
                number = next(numbers, None)
            if number is None:
                return
            # A generator of its own: which thread asks it does not change a request.
            request = make_request(random.Random(f"{seed} {number}"), addresses)
            # A server may wait for the rest of a body that is shorter than it was said to be.
            whole = is_whole(request)
            try:
                status, body = ask(address, request, PATIENCE if whole else PATIENCE_WITH_A_PART)
                fault = fault_of(status, body)
            except TimeoutError:
                status, fault = "no answer", f"no answer in {PATIENCE} s" if whole else None
            with taking:
                statuses[status] += 1
                if fault:
                    faults.setdefault(fault, (number, request))

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses, faults


def demo_database():
    """Return an SQLite file of demo data in var/bench, made where it is absent."""
    database = ROOT / "var" / "bench" / f"demo-{schema_version()}.sqlite3"
    if not database.exists():
        database.parent.mkdir(parents=True, exist_ok=True)
        manage(database, "migrate")
        manage(database, "load_demo")
        manage(database, "load_statements")
    return database


def main():
    """Read the command line, attack, print what came back; exit 1 where there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "address", nargs="?", help="a server on this machine; default: one started here"
    )
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    server = nullcontext(given.address) if given.address else serving(KEPT, demo_database())
    with server as answering:
        address = urlsplit(answering)
        if address.hostname not in ("127.0.0.1", "localhost", "::1"):
            parser.error("only a server on this machine is attacked")
        addresses = honest_addresses(f"http://{address.netloc}")
        start = time.monotonic()
        statuses, faults = attack(address, addresses, given.requests, given.seed)
        seconds = time.monotonic() - start
    print(f"{given.requests:,} requests, seed {given.seed}, {seconds:.0f} s")
    for status, count in sorted(statuses.items(), key=str):
        print(f"  {'hung up' if status is None else status}: {count:,}")
    for fault, (number, request) in faults.items():
        print(f"FAULT {fault}, request {number}: {request[:300]!r} ... {request[-300:]!r}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
