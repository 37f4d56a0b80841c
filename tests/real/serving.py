"""Serve a database by a server of its own, and ask it under any name."""

import http.client
import os
import subprocess
import sys
from contextlib import contextmanager
from typing import NamedTuple

from clients.server import free_port, wait_for
from tests.conftest import ROOT

PUBLIC_URL = "https://safety.test"


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
    """Serve a database with one thread, the output to a file; give the Server."""
    port = free_port()
    own = {
        "DATABASE_URL": database_url, "PUBLIC_URL": PUBLIC_URL, "ENVIRONMENT": "local",
        "ALLOWED_HOSTS": "127.0.0.1,localhost,mirror.test",
    }  # fmt: skip
    command = [
        "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", "1",
    ]  # fmt: skip
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
