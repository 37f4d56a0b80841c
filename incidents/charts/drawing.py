"""Order charts from the painter: a few at once, each within a time."""

import hashlib
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from typing import Any

from django.conf import settings

from incidents.charts.painter import DRAWN, LENGTH, receive

SECONDS = 20


class BusyError(Exception):
    """As many charts as allowed are being drawn already."""


class SlowError(Exception):
    """A chart took longer than it may."""


class DrawingError(Exception):
    """The painter could not draw a chart."""


class LostError(Exception):
    """The painter ended while it drew, and again when it was started anew."""


class Painter:
    """The process that draws for this one: started at the first chart, again whenever it has ended."""

    def __init__(self, seconds=SECONDS):
        self._lock, self._seconds = Lock(), seconds
        self._owner: int | None = None
        self._process: Any = None
        self._socket: Any = None

    def paint(self, order):
        """Return the bytes of an order; one is drawn at a time."""
        body = json.dumps(order).encode()
        deadline = time.monotonic() + self._seconds
        if not self._lock.acquire(timeout=self._seconds):
            raise SlowError
        try:
            return self._painted(body, deadline)
        finally:
            self._lock.release()

    def _painted(self, body, deadline):
        # The painter ends by itself when it has grown: it is noticed here, and started again.
        for attempt in (1, 2):
            self._start()
            try:
                return self._exchange(body, deadline)
            except TimeoutError:
                self.stop()
                raise SlowError from None
            except OSError as error:
                self.stop()
                if attempt == 2:
                    raise LostError from error
        raise LostError

    def _exchange(self, body, deadline):
        self._socket.settimeout(max(0.001, deadline - time.monotonic()))
        self._socket.sendall(LENGTH.pack(0, len(body)) + body)
        head = self._receive(LENGTH.size, deadline)
        state, length = LENGTH.unpack(head)
        answer = self._receive(length, deadline)
        if state != DRAWN:
            raise DrawingError(answer.decode())
        return answer

    def _receive(self, length, deadline):
        self._socket.settimeout(max(0.001, deadline - time.monotonic()))
        answer = receive(self._socket, length)
        if len(answer) < length:
            raise ConnectionResetError("the painter has ended")
        return answer

    def _start(self):
        if self._owner == os.getpid():
            if self._process.poll() is None:
                return
            self.stop()
        # A fork has its parent's painter in its memory: it must not talk to that one.
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "incidents.charts.painter", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                cwd=settings.BASE_DIR,
                # A Ctrl-C ends the server; the painter then sees its end of the line.
                start_new_session=True,
            )
        self._owner = os.getpid()

    @property
    def process_id(self):
        """The process that draws, None while there is none."""
        return self._process and self._process.pid

    def stop(self):
        """End the painter, if there is one."""
        if self._process is not None:
            self._socket.close()
            self._process.kill()
            self._process.wait()
            self._process = self._owner = None


PAINTER = Painter()
_slots = BoundedSemaphore(settings.CHARTS_AT_ONCE)


@contextmanager
def slot():
    """Hold one of the few places; BusyError at once where none is free."""
    if not _slots.acquire(blocking=False):
        raise BusyError
    try:
        yield
    finally:
        _slots.release()


def draw(spec, *, title, width, png):
    """Return the bytes of a chart as SVG, or as PNG."""
    text = json.dumps(spec, sort_keys=True)
    identity = "c" + hashlib.sha256(text.encode()).hexdigest()[:12]
    about = {"title": title, "description": spec["description"], "identity": identity}
    return PAINTER.paint({"spec": text, "png": png, "about": about | {"width": width}})
