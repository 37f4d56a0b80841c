"""Embeds: a chart, a figure or a table of one question, in a frame or for an element of the widget.

Their query string is the explorer's; a chart takes its form too, such as `chart=map`.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha384
from pathlib import Path

from havering_safety.api.documents import document_response, reading
from havering_safety.api.links import absolute
from havering_safety.api.problems import Fault, Problem
from havering_safety.pages.embeds.shown import shown_of
from havering_safety.pages.page import Page
from havering_safety.pages.question import AskedOfStatistics, sentence_of
from havering_safety.pages.rendering import render_page
from havering_safety.releases.views import ReleasedView
from incidents.charts.forms import find_undrawable
from incidents.views.charts import FORM

KINDS = ("chart", "figure", "table")
# Its bytes never change, for pages of others hold their digest: another widget has another address.
WIDGET = "/embed/v1/widget.js"


def kinds_for(question, drawn):
    """Return the kinds of embed that suit a question, the plainest to read first."""
    if not question.groups:
        return ["figure", "table"]
    return ["chart", "table"] if drawn else ["table"]


class EmbedView(AskedOfStatistics):
    """A question that suits the kind of embed."""

    # What is shown depends on what a query means, not on how it was typed.
    is_kept = True
    kind = KINDS[0]

    @property
    def beside(self):
        return super().beside | ({"chart": FORM} if self.kind == "chart" else {})

    def read_query(self, request, path):
        query = super().read_query(request, path)
        faults = [
            Fault(name, value, "combination", told) for name, value, told in self._unfit(query)
        ]
        if faults:
            raise Problem("invalid-query", sentence_of(faults), faults)
        return query

    def _unfit(self, query):
        """Yield (parameter, value, sentence) for why a question cannot be shown so."""
        question = self.inner.question(self.asked)
        if self.kind == "chart":
            yield from find_undrawable(question, query.get("chart"))
        elif self.kind == "figure" and question.groups:
            told = "A figure is one number: leave group_by out, or ask for a table or a chart."
            yield "group_by", ",".join(question.groups), told

    def shown_to(self, query):
        return shown_of(self, query, self.kind)


class EmbedPage(EmbedView, Page):
    """An embed as a page for a frame: no script needed, no navigation around it."""

    template = "pages/embed/embed.html"

    def answer(self, query, **path):
        words = {"embedded": self.shown_to(query), "kind": self.kind}
        return render_page(self.template, words)


class EmbedAnswerView(EmbedView, ReleasedView):
    """The same for the element that the widget defines."""

    # Not part of the API's document: the widget alone reads it.
    schema = None

    def answer(self, query, **path):
        return self.json(self.shown_to(query).as_data())


@cache
def widget_source():
    """Return the bytes of the module that defines the elements."""
    return (Path(__file__).parent / "widget.js").read_bytes()


@cache
def widget_integrity():
    """Return the digest of the module as the `integrity` of a script takes it (Subresource Integrity)."""
    return f"sha384-{b64encode(sha384(widget_source()).digest()).decode()}"


@reading
def widget(request):
    """The module that defines the elements."""
    return document_response(
        request, widget_source(), "text/javascript; charset=utf-8", absolute(WIDGET)
    )
