"""The cache that all processes share, where there is one: never an error, and never a wait for a dead one.

`CACHE_URL` names it. Without one each process is on its own. When it does not answer, nobody
asks again for a while, so that its death costs one short time-out and not one a request.
"""

import logging
import time
from functools import cache

from django.conf import settings
from django.core.cache import cache as shared
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

SHORTEST_REST, LONGEST_REST = 1, 30


class _Rest:
    """Until when a cache is left alone, longer after each failure."""

    def __init__(self):
        self.until, self.seconds = 0.0, SHORTEST_REST

    def begin(self):
        log.warning(
            "the shared cache does not answer: for %s seconds requests are not counted and answers "
            "not shared",
            self.seconds,
        )
        self.until = time.monotonic() + self.seconds
        self.seconds = min(2 * self.seconds, LONGEST_REST)

    def end(self):
        self.seconds = SHORTEST_REST


@cache
def _rest_of(address):
    return _Rest()


def is_shared():
    """Tell whether the cache is one that other processes see."""
    return "locmem" not in settings.CACHES["default"]["BACKEND"]


def ask(question, default=None):
    """Return what `question(cache)` returns, or the default where the cache does not answer."""
    rest = _rest_of(str(settings.CACHES["default"].get("LOCATION")))
    if time.monotonic() < rest.until:
        return default
    try:
        answer = question(shared)
    except (RedisError, OSError):
        rest.begin()
        return default
    rest.end()
    return answer
