"""Where the figures of a page can be had otherwise: every format that there is, the same query."""

from dataclasses import dataclass

from havering_safety.api.links import absolute
from havering_safety.pages.datasets import FORMATS, exists
from havering_safety.releases.feeds import question_of

CHARTS = ("svg", "png", "vl.json")
FEEDS = {"atom": "Atom feed of their changes", "feed.json": "JSON feed of their changes"}
STATS_ONLY = ("group_by", "measures", "compare")


@dataclass(frozen=True)
class Download:
    label: str
    href: str


def figures_of(shown, canonical, drawn):
    """Return the Downloads of a grid: JSON first, then what else exists; charts where it is `drawn`."""
    return _downloads(shown.path, canonical, () if drawn else CHARTS)


def rows_of(shown, query):
    """Return the Downloads of the rows that were counted."""
    given = {name: value for name, value in query.given.items() if name not in STATS_ONLY}
    asked = type(query)(query.release, query.parameters, given)
    # A feed is to come back to: pinned to a release, it would have no news.
    feeds = [
        Download(label, absolute(f"{shown.rows_path}.{suffix}", question_of(asked)))
        for suffix, label in FEEDS.items()
        if exists(f"{shown.rows_path}.{suffix}")
    ]
    return _downloads(shown.rows_path, asked.canonical()) + feeds


def _downloads(path, canonical, left_out=()):
    found = [Download("JSON, for programs", absolute(path, canonical))]
    for suffix, label in FORMATS.items():
        if suffix not in left_out and exists(f"{path}.{suffix}"):
            found.append(Download(label, absolute(f"{path}.{suffix}", canonical)))
    return found
