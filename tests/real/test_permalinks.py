"""A permalink of any question gives the same bytes for ever: later imports, another process, host and port.

Two servers: one on a database, one on the same after later files were imported.
"""

import http.client
import json
import os
import re
import subprocess
import sys
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, assume, given, settings

from clients.server import free_port, wait_for
from tests.conftest import ROOT
from tests.openapi import operations
from tests.real.questions import questions

pytestmark = pytest.mark.xdist_group("processes")

# Few for each of the operations in the suite; many where proof is asked for.
EXAMPLES = max(2, settings.default.max_examples // 50)
PUBLIC_URL = "https://safety.test"
OTHER_HOST = "mirror.test:8443"


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Server(NamedTuple):
    """A running server, asked under a name of its own."""

    port: int
    host: str

    def ask(self, address):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", address, headers={"Host": self.host})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()


@contextmanager
def serving(database_url, host, log, **environment):
    port = free_port()
    own = {
        "DATABASE_URL": database_url, "PUBLIC_URL": PUBLIC_URL, "ENVIRONMENT": "local",
        "ALLOWED_HOSTS": "127.0.0.1,localhost,mirror.test",
    }  # fmt: skip
    command = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, *command, "--no-access-log", "havering_safety.wsgi:application"],
            cwd=ROOT, env=os.environ | own | environment, stdout=output, stderr=output,
        )  # fmt: skip
        try:
            wait_for(f"http://127.0.0.1:{port}/readyz", process)
            yield Server(port, host or f"localhost:{port}")
        finally:
            process.terminate()
            process.wait(timeout=30)


@pytest.fixture(scope="module")
def servers(imported, databases, tmp_path_factory):
    """Serve what was held before the later files, and what is held after them."""
    folder = tmp_path_factory.mktemp("servers")
    before = {"PYTHONHASHSEED": "0", "TZ": "Europe/London", "ANSWER_CACHE_BYTES": "0"}
    after = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    with (
        serving(databases.copy, "", folder / "before", **before) as first,
        serving(databases.whole, OTHER_HOST, folder / "after", **after) as second,
    ):
        yield first, second


@pytest.fixture(scope="module")
def rows(servers):
    """Return values for the parameter in the path of each operation that has one, by its id."""
    found = {}
    for operation_id, (path, operation) in operations().items():
        (name,) = [each["name"] for each in operation["parameters"] if each["in"] == "path"] or [""]
        if name:
            listed = json.loads(servers[0].ask(path.partition("/{")[0]).body)["results"]
            keys = {"ward": ["slug", "gss_code"]}.get(name, [name])
            found[operation_id] = [str(row[key]) for row in listed[:50] for key in keys]
    return found


def permalink_of(answer):
    """Return the permalink that an answer gives of itself: JSON in its `meta`, all in their links."""
    canonical = re.search(r'<([^>]*)>; rel="canonical"', answer.headers["Link"])[1]
    if answer.headers["Content-Type"] == "application/json":
        meta = json.loads(answer.body).get("meta", {"permalink": canonical})
        assert meta["permalink"] == canonical
    return canonical


@pytest.mark.parametrize("operation_id", operations())
def test_permalink_of_any_question_keeps_its_bytes(servers, rows, operation_id):
    before, after = servers

    @settings(
        max_examples=EXAMPLES, derandomize=True, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(questions(operation_id, rows))
    def ask(address):
        asked = before.ask(address)
        # What is refused has no permalink.
        assume(asked.status not in {400, 404, 409})
        assert asked.status == 200, asked.body[:2000]
        permalink = urlsplit(permalink_of(asked))
        assert f"{permalink.scheme}://{permalink.netloc}" == PUBLIC_URL
        assert "release=" in permalink.query

        pinned = f"{permalink.path}?{permalink.query}"
        assert before.ask(pinned).body == asked.body
        elsewhere = after.ask(pinned)
        assert (elsewhere.status, elsewhere.body) == (200, asked.body)
        assert elsewhere.headers["ETag"] == before.ask(pinned).headers["ETag"]

    ask()


def test_the_two_servers_are_of_different_releases(servers):
    first, second = (json.loads(server.ask("/api/v1").body)["meta"] for server in servers)

    assert (first["release"], second["release"]) == (7, 10)
