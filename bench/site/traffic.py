"""Readers of the site: many at once by wrk, and one that remembers every answer and checks it later."""

import http.client
import itertools
import json
import re
import subprocess
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bench.load import read_queries
from bench.page_speed import QUERIES

SCRIPT = Path(__file__).with_name("statuses.lua")
PATH = "/api/v1/incidents"


@dataclass
class Crowd:
    """What wrk saw: answers by status, errors of connections, requests a second, milliseconds at two ranks."""

    statuses: dict[str, int]
    broken: dict[str, int]
    rate: float
    p50: float
    p99: float

    def __str__(self):
        broken = {name: count for name, count in self.broken.items() if count}
        return (
            f"{self.statuses} {'broken ' + str(broken) if broken else 'no connection broken'}, "
            f"{self.rate:,.0f}/s, p50 {self.p50:.0f} ms, p99 {self.p99:.0f} ms"
        )


@contextmanager
def crowd(address, connections, seconds):
    """Let so many connections ask for so long; give a list that holds the Crowd on leaving."""
    command = [
        "wrk",
        "--threads",
        "1",
        "--connections",
        str(connections),
        "--duration",
        f"{seconds}s",
    ]
    command += ["--timeout", "10s", "--script", SCRIPT, address + PATH, "--", QUERIES]
    seen = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as wrk:
        yield seen
        seen.append(_read(wrk.communicate()[0]))


def _read(printed):
    statuses = dict(re.findall(r"(\w+)=(\d+)", re.search(r"^statuses (.*)$", printed, re.M)[1]))
    found = re.search(r"^summary (.*)$", printed, re.M)[1]
    said = {name: int(value) for name, value in re.findall(r"(\w+)=(\d+)", found)}
    rate = said["requests"] / said["microseconds"] * 1_000_000
    broken = {name: said[name] for name in ("connect", "read", "write", "timeout")}
    statuses = {name: int(count) for name, count in sorted(statuses.items())}
    return Crowd(statuses, broken, rate, said["p50"] / 1000, said["p99"] / 1000)


@dataclass
class Witness:
    """A reader that notes for each answer which release it names and what its rows were."""

    address: str
    statuses: Counter = field(default_factory=Counter)
    answers: dict[tuple[str, int], str] = field(default_factory=dict)
    backwards: int = 0
    contradictions: int = 0
    slowest: float = 0

    def watch(self, stop):
        """Ask until told to stop, one question after the other."""
        newest = 0
        for query in itertools.cycle(read_queries(QUERIES)[:60]):
            if stop.is_set():
                return
            start = time.perf_counter()
            status, answer = self.ask(query)
            self.slowest = max(self.slowest, time.perf_counter() - start)
            self.statuses[status] += 1
            if status != 200:
                continue
            release = answer["meta"]["release"]
            self.backwards += release < newest
            newest = max(newest, release)
            rows = rows_of(answer)
            self.contradictions += self.answers.setdefault((query, release), rows) != rows

    def ask(self, query):
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=15)
        try:
            connection.request("GET", f"{PATH}?{query}")
            response = connection.getresponse()
            body = response.read()
            return response.status, json.loads(body) if response.status == 200 else None
        except OSError as error:
            return type(error).__name__, None
        finally:
            connection.close()

    def check(self):
        """Ask for each noted answer again, as of the release it named; return how many differ."""
        wrong = 0
        for (query, release), rows in self.answers.items():
            _, answer = self.ask(f"{query}&release={release}")
            wrong += answer is None or rows_of(answer) != rows
        return wrong


def rows_of(answer):
    """Return what must not change about an answer as of a release."""
    return json.dumps([answer["count"], answer["results"], answer["meta"]["coverage"]])


@contextmanager
def witness(address):
    """Let a Witness watch meanwhile."""
    watching, stop = Witness(address), threading.Event()
    thread = threading.Thread(target=watching.watch, args=(stop,))
    thread.start()
    try:
        yield watching
    finally:
        stop.set()
        thread.join()


@contextmanager
def memory_of(parts):
    """Note the memory of parts each second; give {name: [MB]}."""
    noted, stop = {part.name: [] for part in parts}, threading.Event()

    def note():
        while not stop.wait(1):
            for part in parts:
                noted[part.name].append(part.memory())

    thread = threading.Thread(target=note)
    thread.start()
    try:
        yield noted
    finally:
        stop.set()
        thread.join()
