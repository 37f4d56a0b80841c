"""The page: read strictly and cached as the API is, answered in HTML, its errors too."""

from dataclasses import dataclass
from typing import Any

from rest_framework.exceptions import MethodNotAllowed

from havering_safety.api.problems import KINDS, Problem, problem_of
from havering_safety.api.views import READ_METHODS
from havering_safety.pages.errors import base_of, error_page
from havering_safety.pages.rendering import render_page
from havering_safety.releases.views import ReleasedView


class HTMLRenderer:
    """What pages are made of, for the negotiation of media types."""

    media_type, format, charset = "text/html", "html", "utf-8"


@dataclass(frozen=True)
class Suggestion:
    """A page that may have been meant."""

    text: str
    href: str


class MissingPageError(Problem):
    """Raised where there is no such page, with Suggestions of those that there are."""

    def __init__(self, detail, suggestions=()):
        super().__init__("not-found", detail)
        self.suggestions = suggestions


class Page(ReleasedView):
    """A page made from one release. A subclass names its template and returns its words."""

    # Not part of the API's document.
    schema = None
    # A page shows a query as it was typed; answers are kept by what it means.
    is_kept = False
    renderer_classes: list[Any] = [HTMLRenderer]
    template: str
    section = ""
    summary = "Havering Safety"

    def words(self, query, **path):
        """Return what the template shows."""
        return {}

    def answer(self, query, **path):
        return self.render(query.release, self.words(query, **path))

    def render(self, release, words, status=200):
        """Return the page, with what every page shows of the release it is made from."""
        shared = {
            "release": release,
            "unpinned": self._unpinned(),
            "synthetic": release.synthetic,
            "section": self.section,
        }
        return render_page(self.template, shared | words, status)

    def _unpinned(self):
        """Return the address of the newest release's page, None where this one names no release.

        Whether a newer one exists is not said: a pinned page stays the same whatever is imported.
        """
        if "release" not in self.request.GET:
            return None
        query = self.request.GET.copy()
        del query["release"]
        return f"{self.request.path}?{query.urlencode(safe=',')}".removesuffix("?")

    def perform_content_negotiation(self, request, force=False):
        # A page is a page whatever is asked for: a browser's fetch sends `*/*`, a link checker less.
        return self.renderer_classes[0], self.renderer_classes[0].media_type

    def get_exception_handler(self):
        return self.answer_error

    @staticmethod
    def answer_error(exception, context):
        """Return the page about an error, None for one that nobody expected."""
        problem = problem_of(exception)
        if problem is None:
            return None
        status, detail = KINDS[problem.kind][0], str(problem.detail)
        words = {"detail": detail, "faults": problem.faults, "base": base_of(context["request"])}
        words["suggestions"] = getattr(problem, "suggestions", ())
        response = error_page(problem.kind, status, **words)
        response["Cache-Control"] = "no-store"
        if problem.retry_after is not None:
            response["Retry-After"] = str(problem.retry_after)
        if isinstance(exception, MethodNotAllowed):
            response["Allow"] = ", ".join(READ_METHODS)
        return response
