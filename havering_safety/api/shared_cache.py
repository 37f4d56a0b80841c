"""The cache that all processes share, where there is one: never an error, and never a wait for a dead one.

`CACHE_URL` names it. Without one each process is on its own. When it does not answer, nobody
asks again for a while, so that its death costs one short time-out and not one a request.
"""

import logging
from functools import cache

from django.conf import settings
from django.core.cache import cache as shared
from redis.exceptions import RedisError

from havering_safety.api.rest import Rest

log = logging.getLogger(__name__)

LONGEST_REST = 30


@cache
def _rest_of(address):
    return Rest(LONGEST_REST)


def is_shared():
    """Tell whether the cache is one that other processes see."""
    return "locmem" not in settings.CACHES["default"]["BACKEND"]


def ask(question, default=None):
    """Return what `question(cache)` returns, or the default where the cache does not answer."""
    rest = _rest_of(str(settings.CACHES["default"].get("LOCATION")))
    if rest.lasts:
        return default
    try:
        answer = question(shared)
    except (RedisError, OSError):
        log.warning(
            "the shared cache does not answer: for %s seconds requests are not counted and answers "
            "not shared",
            rest.begin(),
        )
        return default
    rest.end()
    return answer
