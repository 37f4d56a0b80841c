"""The explorer: a question as a form, its answer as a sentence, a chart, a table and downloads.

Its query string is that of the statistics of the API, with the data set beside it.
"""

from django.http import HttpResponseRedirect

from havering_safety.api.links import absolute
from havering_safety.api.parameters import IGNORED
from havering_safety.api.problems import Problem
from havering_safety.pages.datasets import SHOWN
from havering_safety.pages.embeds.oembed import discovery_of
from havering_safety.pages.embeds.shown import in_explorer
from havering_safety.pages.embeds.snippets import snippets_of
from havering_safety.pages.embeds.views import kinds_for
from havering_safety.pages.explorer.downloads import figures_of, rows_of
from havering_safety.pages.explorer.examples import examples_of
from havering_safety.pages.explorer.form import make_form
from havering_safety.pages.explorer.mending import mended
from havering_safety.pages.explorer.paging import PAGE, paging_of
from havering_safety.pages.grids import table_of
from havering_safety.pages.languages import code_of
from havering_safety.pages.page import Page
from havering_safety.pages.question import AskedOfStatistics
from havering_safety.pages.wording import number, time_label
from incidents.charts.forms import find_undrawable

PATH = "/explore"
# What by itself asks nothing.
NO_QUESTION = ("release", "page")


class ExplorerPage(AskedOfStatistics, Page):
    """A form over every data set and filter; without a question, how to ask one."""

    template = "pages/explore.html"
    section = "explore"

    @property
    def beside(self):
        return super().beside | {"page": PAGE}

    def get(self, request, **path):
        parameters = {**self.beside, **self.shown.view.get_parameters()}
        kept = without_blanks(request.GET, parameters)
        if kept != request.GET:
            query = kept.urlencode(safe=",")
            return HttpResponseRedirect(f"{PATH}?{query}" if query else PATH)
        return super().get(request, **path)

    def words(self, query, **path):
        shown, given = self.shown, self.request.GET
        words = self._form(shown, query.release, ())
        if not any(not IGNORED.fullmatch(name) for name in given if name not in NO_QUESTION):
            return words | {"examples": examples_of(query.release)}
        body = self.body()
        canonical = self.asked.canonical()
        question = self.inner.question(self.asked)
        drawn = not [*find_undrawable(question)]
        newest = in_explorer(self, release="release" in given)
        paging = paging_of(query, PATH, len(body["results"]))
        return words | {
            "body": body,
            "paging": paging,
            "total": None if body["total"] is None else number(body["total"]),
            "first": body["meta"]["coverage"]["from"]
            and time_label(body["meta"]["coverage"]["from"]),
            "last": body["meta"]["coverage"]["to"] and time_label(body["meta"]["coverage"]["to"]),
            "meta": body["meta"],
            "table": table_of(shown, body, query.release, start=paging.rows.start),
            "chart": f"{shown.path}.svg?{canonical}" if drawn else None,
            "figures": figures_of(shown, canonical, drawn),
            "snippets": code_of(shown.path, canonical, "json", "csv"),
            "rows": rows_of(shown, self.asked),
            "permalink": absolute(PATH, query.canonical()),
            "embeds": snippets_of(kinds_for(question, drawn), newest, body["meta"]["description"]),
            "oembed": discovery_of(PATH, newest),
        }

    def _form(self, shown, release, faults):
        shown_faults = mended(PATH, self.request.GET, faults)
        opened, closed = make_form(
            shown.view.get_parameters(), self.request.GET, release, shown_faults
        )
        return {
            "shown": shown,
            "datasets": SHOWN.values(),
            "opened": opened,
            "closed": closed,
            "faults": shown_faults,
            "more_faults": len(faults) - len(shown_faults),
        }

    def get_exception_handler(self):
        return self._answer_faults

    def _answer_faults(self, exception, context):
        """Return the form again, each fault beside its field, for a query that was not understood."""
        if not isinstance(exception, Problem) or exception.kind != "invalid-query":
            return self.answer_error(exception, context)
        release = self.get_release(None)
        response = self.render(release, self._form(self.shown, release, exception.faults), 400)
        response["Cache-Control"] = "no-store"
        return response


def without_blanks(given, parameters):
    """Return a query as it was typed, or without blanks where it has any: a form sends all its fields.

    Several values of one parameter are then joined, so that the address stays short.
    """
    if all(part.strip(" ") for name in given for part in _texts(given, name, parameters)):
        return given
    kept = given.copy()
    for name in given:
        texts = [text for text in _texts(given, name, parameters) if text.strip(" ")]
        if texts:
            is_one = name in parameters and parameters[name].several
            kept.setlist(name, [",".join(texts)] if is_one else texts)
        else:
            del kept[name]
    return kept


def _texts(given, name, parameters):
    texts = given.getlist(name)
    if name in parameters and parameters[name].several:
        return [part for text in texts for part in text.split(",")]
    return texts
