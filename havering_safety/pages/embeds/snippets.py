"""The one line of HTML that shows an embed on another site: an element, or a frame."""

from dataclasses import dataclass

from django.utils.html import format_html

from havering_safety.api.links import absolute
from havering_safety.pages.embeds.views import WIDGET, widget_integrity

WIDTH = 640
HEIGHTS = {"chart": 640, "figure": 320, "table": 480}
LABELS = {"chart": "The chart", "figure": "The figure", "table": "The table"}


@dataclass(frozen=True)
class Snippet:
    """Both ways to embed one kind, each a line of HTML."""

    kind: str
    label: str
    element: str
    frame: str


def snippets_of(kinds, query, title):
    """Return the Snippets of a query string, which is that of the explorer."""
    return [
        Snippet(kind, LABELS[kind], element_of(kind, query, title), frame_of(kind, query, title))
        for kind in kinds
    ]


def element_of(kind, query, title):
    """Return the script and the element; a link stands in it for those who run no script."""
    return format_html(
        '<script type="module" src="{}" integrity="{}" crossorigin="anonymous"></script>'
        '<havering-safety-{kind} query="{query}"><a href="{}">{}</a></havering-safety-{kind}>',
        absolute(WIDGET),
        widget_integrity(),
        absolute("/explore", query),
        title,
        kind=kind,
        query=query,
    )


def frame_of(kind, query, title, width="100%", height=None):
    """Return the frame that needs no script."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" frameborder="0" loading="lazy"></iframe>',
        absolute(f"/embed/{kind}", query),
        title,
        width,
        height or HEIGHTS[kind],
    )
