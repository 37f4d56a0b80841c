"""Where the figures of a page can be had otherwise: every format that there is, the same query."""

from dataclasses import dataclass

from havering_safety.api.links import absolute
from havering_safety.pages.datasets import FORMATS, exists

CHARTS = ("svg", "png", "vl.json")
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
    canonical = type(query)(query.release, query.parameters, given).canonical()
    return _downloads(shown.rows_path, canonical)


def _downloads(path, canonical, left_out=()):
    found = [Download("JSON, for programs", absolute(path, canonical))]
    for suffix, label in FORMATS.items():
        if suffix not in left_out and exists(f"{path}.{suffix}"):
            found.append(Download(label, absolute(f"{path}.{suffix}", canonical)))
    return found
