"""Which embed stands for a page: the addresses that oEmbed knows, read as strictly as the pages."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import QueryDict

from havering_safety.api.parameters import IGNORED
from havering_safety.api.problems import Problem
from havering_safety.pages.asking import Asking
from havering_safety.pages.datasets import SHOWN
from havering_safety.pages.embeds.shown import in_explorer
from havering_safety.pages.embeds.views import kinds_for
from havering_safety.pages.question import AskedOfStatistics
from incidents.charts.forms import find_undrawable
from wards.gazetteer import gazetteer_of


@dataclass(frozen=True)
class Embed:
    """An embed of a kind: its query string, and its title in plain English."""

    kind: str
    query: str
    title: str


def embed_at(address, release):
    """Return the Embed that stands for the address of a page, or raise a not-found Problem."""
    path, texts = _parted(address)
    if path == "/explore" and _asks(texts):
        return embed_of(texts)
    if path == "/wards" and not _asks(texts):
        year = SHOWN["incidents"].latest_year(release)
        if year:
            first, last = year
            return _of_incidents(texts, group_by="ward", date_from=first, date_to=last)
    if path.startswith("/wards/") and not _asks(texts):
        ward = gazetteer_of(release).find(path.removeprefix("/wards/"))
        if ward:
            return _of_incidents(texts, group_by="month", ward=ward.slug)
    raise Problem("not-found", "No chart, figure or table stands for that address.")


def embed_of(texts):
    """Return the Embed of a question in the explorer: one figure, else a chart where it can be drawn."""
    # An embed shows a table from its beginning.
    texts.pop("page", None)
    asking = AskedOfStatistics()
    asking.request = Asking("/explore", texts)
    try:
        asking.read_query(asking.request, {})
    except Problem as problem:
        raise Problem("not-found", str(problem.detail)) from None
    question = asking.inner.question(asking.asked)
    kind = kinds_for(question, not [*find_undrawable(question)])[0]
    query = in_explorer(asking, release="release" in texts)
    return Embed(kind, query, asking.inner.describe(asking.asked))


def _parted(address):
    """Return path and parameters of an address of ours."""
    try:
        parts = urlsplit(address.removeprefix(settings.PUBLIC_URL))
        texts = QueryDict(parts.query, mutable=True)
    except (ValueError, TooManyFieldsSent):
        raise Problem("not-found", "That is no address.") from None
    if not address.startswith(f"{settings.PUBLIC_URL}/"):
        raise Problem("not-found", f"Only addresses below {settings.PUBLIC_URL} are known here.")
    return parts.path, texts


def _asks(texts):
    """Tell whether a query asks anything, beyond what release answers."""
    return any(name != "release" and not IGNORED.fullmatch(name) for name in texts)


def _of_incidents(texts, **asked):
    texts.update({"dataset": "incidents", **asked})
    return embed_of(texts)
