"""Exports by a real server of one thread: every row is sent, and who leaves early keeps nobody waiting."""

import json
import socket

import pytest

pytestmark = pytest.mark.xdist_group("processes")

# The most rows of the real files: more bytes than sockets hold.
INCIDENTS = "/api/v1/incidents"


@pytest.mark.parametrize("ending", [".csv", ".ndjson"])
def test_header_counts_the_rows_that_are_received(servers, ending):
    _, server = servers

    answer = server.ask(f"{INCIDENTS}{ending}")

    lines = answer.body.count(b"\n") - (ending == ".csv")
    assert lines == int(answer.headers["X-Total-Count"]) > 30_000
    assert lines == json.loads(server.ask(f"{INCIDENTS}?page_size=1").body)["count"]
    assert len(answer.body) > 8_000_000


def test_client_that_leaves_frees_the_thread(servers):
    _, server = servers

    for _ in range(3):
        with socket.create_connection(("127.0.0.1", server.port)) as leaving:
            leaving.sendall(f"GET {INCIDENTS}.csv HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert leaving.recv(1_000).startswith(b"HTTP/1.1 200 OK")

    # The only thread there is; one that is kept would never answer.
    assert server.ask("/api/v1").status == 200
