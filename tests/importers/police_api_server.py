"""A police API on 127.0.0.1 that answers as told, faults included."""

import json
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

Fault = Callable[["_Handler"], None]


def repeat_question(month: str, poly: str) -> list[Any]:
    return [{"poly": poly, "month": month}]


class PoliceApiServer(ThreadingHTTPServer):
    """Answers a polygon with one element that repeats it, so that a file tells what was asked.

    `answer_of` gives other elements for a month and polygon. `faults` are used up first, one a
    request for crimes. `asked` and `answered` list (month, poly).
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.months: Any = [{"date": "2016-02"}, {"date": "2016-01"}]
        self.faults: list[Fault] = []
        self.too_many: Callable[[str, str], bool] = lambda month, poly: False
        self.answer_of: Callable[[str, str], list[Any]] = repeat_question
        self.asked: list[tuple[str, str]] = []
        self.answered: list[tuple[str, str]] = []
        self.released = threading.Event()
        self.victim = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/api"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that hang up are what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: PoliceApiServer

    def do_GET(self) -> None:
        assert self.path == "/api/crimes-street-dates"
        self.answer(200, json.dumps(self.server.months).encode())

    def do_POST(self) -> None:
        assert self.path == "/api/crimes-street/all-crime"
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        (month,), (poly,) = form["date"], form["poly"]
        self.server.asked.append((month, poly))
        if self.server.faults:
            self.server.faults.pop(0)(self)
        else:
            self.reply(month, poly)

    def reply(self, month: str, poly: str) -> None:
        if self.server.too_many(month, poly):
            self.answer(503, b"")
        else:
            self.server.answered.append((month, poly))
            self.answer(200, json.dumps(self.server.answer_of(month, poly)).encode())

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, text in headers.items():
            self.send_header(name.replace("_", "-"), text)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Keep the tests' output clean."""


@contextmanager
def police_api_server() -> Iterator[PoliceApiServer]:
    with PoliceApiServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.released.set()
            server.shutdown()
            thread.join()


def as_usual(handler: _Handler) -> None:
    """No fault: hold a later one back by one request."""
    handler.reply(*handler.server.asked[-1])


def status(code: int, **headers: str) -> Fault:
    return lambda handler: handler.answer(code, b"{}", **headers)


def body(content: bytes) -> Fault:
    return lambda handler: handler.answer(200, content)


def silence(handler: _Handler) -> None:
    handler.server.released.wait()


def hang_up(handler: _Handler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def cut_off(handler: _Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'[{"category":"burg')
    hang_up(handler)


def cut_off_and_kill(handler: _Handler) -> None:
    """End the client with SIGKILL when half the answer is on its way."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'[{"category":"burg')
    os.kill(handler.server.victim, signal.SIGKILL)
    handler.server.released.wait(5)


class FakeClock:
    """A clock that only pauses move on."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pauses: list[float] = []

    def __call__(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds

    @property
    def backoffs(self) -> list[float]:
        """The pauses that are longer than the pace alone asks for."""
        return [seconds for seconds in self.pauses if seconds > 0.1]
