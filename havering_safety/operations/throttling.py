"""So many requests a client and a minute, counted where all workers see it.

A fixed window: one counter a client and window, raised by the cache itself, so that workers need
no lock. Without its cache the service answers everybody rather than nobody.
"""

import time
from dataclasses import dataclass

from django.conf import settings

from havering_safety.api import shared_cache
from havering_safety.operations.clients import client_of
from havering_safety.pages.errors import error_response


@dataclass(frozen=True)
class Window:
    """What is left to a client: requests, and seconds until the count begins anew."""

    used: int
    seconds: int

    @property
    def left(self):
        return max(0, settings.THROTTLE_REQUESTS - self.used)

    @property
    def exceeded(self):
        return self.used > settings.THROTTLE_REQUESTS

    def describe(self, response):
        """Add the RateLimit fields (draft-ietf-httpapi-ratelimit-headers) to what no cache shares."""
        if "no-store" not in response.get("Cache-Control", ""):
            return
        quota = f"q={settings.THROTTLE_REQUESTS};w={settings.THROTTLE_SECONDS}"
        response["RateLimit-Policy"] = f'"client";{quota}'
        response["RateLimit"] = f'"client";r={self.left};t={self.seconds}'


def throttle(get_response):
    """Middleware: a client above its number of requests is told to wait (429)."""

    def middleware(request):
        if not settings.THROTTLE_REQUESTS:
            return get_response(request)
        window = count(request)
        response = refuse(request, window) if window.exceeded else get_response(request)
        window.describe(response)
        return response

    return middleware


def count(request):
    """Count a request; return the client's window."""
    now, length = time.time(), settings.THROTTLE_SECONDS
    number = int(now // length)
    key = f"throttle:{number}:{client_of(request)}"
    used = shared_cache.ask(lambda cache: _raised(cache, key, length), default=0)
    return Window(used, max(1, round((number + 1) * length - now)))


def _raised(cache, key, seconds):
    try:
        return cache.incr(key)
    except ValueError:
        # Nobody has asked in this window; another worker may say so at the same moment.
        return 1 if cache.add(key, 1, timeout=2 * seconds) else cache.incr(key)


def refuse(request, window):
    detail = (
        f"At most {settings.THROTTLE_REQUESTS} requests in {settings.THROTTLE_SECONDS} seconds. "
        f"Ask again in {window.seconds} seconds; whole releases are in the bulk files."
    )
    response = error_response(request, "too-many-requests", detail)
    response["Retry-After"] = str(window.seconds)
    response["Cache-Control"] = "no-store"
    return response
