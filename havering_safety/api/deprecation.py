"""What is going to be taken away is announced in the answers to those who use it, and in the document.

`Deprecation` (RFC 9745) says since when something should no longer be used, `Sunset` (RFC 8594) from
when it may be gone, and a link what to use instead. Only answers to requests that use a deprecated
parameter, or that hold a deprecated field, say so: everybody else would learn to look away.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.utils.http import http_date

from havering_safety.api.links import absolute


@dataclass(frozen=True)
class Deprecation:
    """Since which day, until which day at least (None: not decided), and the page about it."""

    since: date
    sunset: date | None
    page: str


def deprecated(parameter, deprecation):
    """Return a parameter or filter, marked as deprecated. A field takes `deprecated=` instead."""
    parameter.deprecated = deprecation
    return parameter


def marked(named):
    """Return {name: Deprecation} of those of {name: parameter or field} that are deprecated."""
    return {
        name: part.deprecated for name, part in named.items() if getattr(part, "deprecated", None)
    }


def announce(response, deprecations):
    """Set the headers for what a request used: the earliest dates of several, and every page."""
    if not deprecations:
        return
    response["Deprecation"] = f"@{min(_seconds(one.since) for one in deprecations)}"
    if sunsets := [_seconds(one.sunset) for one in deprecations if one.sunset]:
        response["Sunset"] = http_date(min(sunsets))
    pages = dict.fromkeys(absolute(one.page) for one in deprecations)
    links = [f'<{page}>; rel="deprecation"; type="text/html"' for page in pages]
    before = [response["Link"]] if response.get("Link") else []
    response["Link"] = ", ".join(before + links)


def _seconds(day):
    return int(datetime.combine(day, time(), UTC).timestamp())
