"""Rendered answers, kept ready: a release never changes, so an answer from one is right for ever.

Each is known by its validator, which holds all that tells it from others: release, code version,
query, media type, content coding. Kept in this process, within bounds, and in the shared cache.
The same question asked by many at once is answered once: by one thread of a process, and with
a shared cache by one process.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Event, Lock

from django.conf import settings
from django.http import HttpResponse

from havering_safety.api import shared_cache

DAY = 86_400
# How long other threads wait for the one who is at it.
PATIENCE = 15
# How long other processes do, and how often they look. A process may be killed while it is at it: then
# all its turns stand until they expire, and every thread of the others may be waiting for one.
TURN, LOOK = 2, 0.02
# What an entry takes beside its body.
OVERHEAD = 1_000


@dataclass(frozen=True)
class Kept:
    """An answer as it is sent: headers and body."""

    headers: tuple[tuple[str, str], ...]
    body: bytes

    def response(self):
        return HttpResponse(self.body, headers=dict(self.headers))


class AnswerCache:
    """The answers of this process, the longest unused given up first."""

    def __init__(self):
        self._kept, self._bytes, self._lock = OrderedDict(), 0, Lock()
        self._flights = {}

    def find(self, key):
        """Return the response that this process keeps under the key, or None."""
        with self._lock:
            kept = self._recent(key)
        return kept and kept.response()

    def answer(self, key, make):
        """Return the response known by the key: kept, made by another at this moment, or by `make()`."""
        with self._lock:
            kept, flight = self._recent(key), self._flights.get(key)
            if kept is None and flight is None:
                landing = self._flights[key] = Event()
        if kept:
            return kept.response()
        if flight:
            flight.wait(PATIENCE)
            with self._lock:
                kept = self._recent(key)
            # What cannot be kept, a stream or a problem, each makes for itself.
            return kept.response() if kept else make()
        try:
            return self._lead(key, make)
        finally:
            with self._lock:
                del self._flights[key]
            landing.set()

    def _recent(self, key):
        kept = self._kept.get(key)
        if kept:
            self._kept.move_to_end(key)
        return kept

    def _lead(self, key, make):
        """Answer for all threads of this process, and where a cache is shared for all processes."""
        if not shared_cache.is_shared():
            return self._made(key, make)
        turn = f"{key}:turn"
        kept = _read_shared(key)
        if not kept and not shared_cache.ask(lambda cache: cache.add(turn, 1, TURN), default=True):
            kept = _wait_for_another(key, turn)
        if kept:
            self._keep(key, kept)
            return kept.response()
        try:
            return self._made(key, make)
        finally:
            shared_cache.ask(lambda cache: cache.delete(turn))

    def _made(self, key, make):
        response = make()
        if response.streaming or response.status_code != 200:
            return response
        if len(response.content) <= settings.ANSWER_CACHE_LARGEST:
            kept = Kept(tuple(response.items()), response.content)
            self._keep(key, kept)
            if shared_cache.is_shared():
                shared_cache.ask(lambda cache: cache.set(key, (kept.headers, kept.body), DAY))
        return response

    def _keep(self, key, kept):
        with self._lock:
            self._forget(key)
            self._kept[key] = kept
            self._bytes += len(kept.body) + OVERHEAD
            while self._bytes > settings.ANSWER_CACHE_BYTES and self._kept:
                self._forget(next(iter(self._kept)))

    def _forget(self, key):
        gone = self._kept.pop(key, None)
        if gone:
            self._bytes -= len(gone.body) + OVERHEAD

    def clear(self):
        """Give up all answers of this process."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    @property
    def size(self):
        """Answers and bytes kept in this process."""
        return len(self._kept), self._bytes


def _read_shared(key):
    found = shared_cache.ask(lambda cache: cache.get(key))
    return Kept(*found) if found else None


def _wait_for_another(key, turn):
    """Return the answer that another process is making; None where it gave up or takes too long."""
    patience = time.monotonic() + TURN
    while time.monotonic() < patience:
        kept = _read_shared(key)
        if kept or not shared_cache.ask(lambda cache: cache.get(turn)):
            return kept or _read_shared(key)
        time.sleep(LOOK)
    return None


answers = AnswerCache()
