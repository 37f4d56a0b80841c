"""Validators and caching headers, handled once around every read.

The precondition is answered here, after the query was found valid and before any
row is read: `@condition` would answer 304 to a misspelt query, and Django's
middleware would read the rows first.
"""

import hashlib
from functools import lru_cache

from django.conf import settings
from django.http import HttpResponseNotModified
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, quote_etag

from havering_safety.api.coding import IDENTITY

CURRENT_SECONDS = 300
PINNED_SECONDS = 86_400
PRECONDITIONS = frozenset({"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"})
# A 304 has none; Django would work one out and take it away again.
NONE = "none"
# One text for all answers from a release.
http_date = lru_cache(32)(http_date)


class Validators:
    """What tells one answer from another: release, code version, query, media type, coding."""

    def __init__(self, release, path, canonical_query, media_type, coding, pinned):
        parts = (
            release.validator,
            settings.CODE_VERSION,
            path,
            canonical_query,
            media_type,
            coding or IDENTITY,
            # Addresses in the body begin with the first; sentences, warnings and licences hold the others.
            settings.PUBLIC_URL,
            settings.AREA_NAME,
            settings.PUBLISHER,
            settings.CONTACT,
            *settings.AREA_FORCES,
            *settings.OTHER_FORCES,
        )
        digest = hashlib.sha256("\n".join(parts).encode("utf-8", "backslashreplace")).hexdigest()
        self.etag = quote_etag(digest[:32])
        self.key = f"answer:{digest[:32]}"
        self.coding = coding
        self.last_modified = int(release.modified_at.timestamp())
        self.max_age = PINNED_SECONDS if pinned else CURRENT_SECONDS

    def answer_unchanged(self, request, *, certain):
        """Return a 304 where the client holds this very answer, else None.

        Until it is `certain` that there is an answer (a row, a page), only the ETag of an
        earlier one proves it: a date or `*` would make a 304 of what is a 404.
        """
        if request.META.keys().isdisjoint(PRECONDITIONS):
            return None
        held = request.META.get("HTTP_IF_NONE_MATCH", "")
        if not certain and self.etag not in held:
            return None
        # What nearly every client sends needs no parsing.
        response = (
            HttpResponseNotModified(content_type=NONE)
            if held == self.etag
            else get_conditional_response(request, etag=self.etag, last_modified=self.last_modified)
        )
        if response is not None and response.status_code == 304:
            self.set_headers(response)
            return response
        return None

    def set_headers(self, response):
        response["ETag"] = self.etag
        response["Last-Modified"] = http_date(self.last_modified)
        response["Cache-Control"] = f"public, max-age={self.max_age}"
        if self.coding:
            patch_vary_headers(response, ["Accept-Encoding"])


def content_etag(body):
    """Return a strong validator made from the bytes of a body that changes only with the code."""
    return quote_etag(hashlib.sha256(body).hexdigest()[:32])
