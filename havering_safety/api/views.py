"""The read-only view: read the query strictly, answer preconditions, then answer.

A subclass declares `filterset_class`, `serializer_class`, `operation_id` and
gives the answer; nothing overrides `get()`.
"""

from functools import cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpResponse
from django_filters import FilterSet
from rest_framework.views import APIView

from havering_safety.api.answers import answers
from havering_safety.api.coding import coded, coding_of
from havering_safety.api.conditional import Validators
from havering_safety.api.deprecation import announce, marked
from havering_safety.api.filters import find_contradictions
from havering_safety.api.links import absolute, link_header
from havering_safety.api.negotiation import accepts
from havering_safety.api.parameters import Query, QueryReader
from havering_safety.api.problems import Fault, Problem
from havering_safety.api.renderers import JSONRenderer
from havering_safety.api.repeated import repeated

READ_METHODS = ("GET", "HEAD", "OPTIONS")
ALLOW = ", ".join(READ_METHODS)
LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
JSON = JSONRenderer()


class ReadView(APIView):
    """A resource that can only be read."""

    renderer_classes = [JSONRenderer]
    operation_id: str
    tag: str
    summary: str
    filterset_class: type[FilterSet] | None = None
    serializer_class: Any
    path_parameters: dict[str, dict] = {}
    # Whether an answer depends on nothing but what its validator is made of; exports are too large.
    is_kept = True
    # Questions that the documentation asks of the demo data, the plainest first; each is
    # {parameter: text}. None of them: the required parameters alone.
    example_queries: tuple[dict[str, str], ...] = ({},)
    # Status: a question that is answered with it.
    example_problems: dict[str, dict[str, str]] = {}
    # Whether a well-formed question can be one that the data cannot answer (409).
    conflicts = False
    # Whether what is asked for by name can have been withdrawn for privacy (410).
    redactable = False
    # Whether so few answers are made at once that some are refused for now (429).
    is_costly = False

    @classmethod
    @cache
    def get_parameters(cls):
        """Return every parameter this operation takes, by name."""
        return {**cls.get_filters(), **cls.get_own_parameters()}

    @classmethod
    def get_filters(cls):
        """Return the parameters that choose rows, by name."""
        return cls.filterset_class.base_filters if cls.filterset_class else {}

    @classmethod
    def get_own_parameters(cls):
        """Return the parameters that are no filters."""
        return {}

    @classmethod
    def get_example_queries(cls):
        """Return the example questions with all that they require."""
        required = {
            name: parameter.example
            for name, parameter in cls.get_parameters().items()
            if parameter.required
        }
        return [required | asked for asked in cls.example_queries]

    @classmethod
    def get_example_beside(cls, name):
        """Return {other parameter: text} without which a parameter's example answers nothing."""
        parameters = cls.get_parameters()
        return {other: parameters[other].example for other in parameters[name].together}

    @classmethod
    def get_hints(cls):
        """Return {parameter people try here and should not: what to do instead}."""
        return {}

    @classmethod
    def get_response(cls):
        """Return the serializer class of the answer, or the JSON Schema of a text."""
        return cls.serializer_class

    def parameters_for(self, request):
        """Return the parameters that a request may use: some are ruled out by others."""
        return self.get_parameters()

    def get_release(self, number):
        """Return the release an answer is made from: the newest, or the one numbered."""
        raise Problem("not-found", "There are no releases here.")

    @property
    def default_response_headers(self):
        # REST framework looks through all methods there are, with every answer.
        return {"Allow": ALLOW}

    def dispatch(self, request, *args, **path):
        return self.repeat(request) or super().dispatch(request, *args, **path)

    def repeat(self, request):
        """Return the kept answer to a question asked before in the same words, or None.

        It costs a look at the releases, and nothing else of what follows here.
        """
        media_type, accept = self.renderer_classes[0].media_type, request.META.get("HTTP_ACCEPT")
        if (
            request.method not in ("GET", "HEAD")
            or not self.keeps
            or not accepts(media_type, accept)
        ):
            return None
        try:
            validators = repeated.recall(self.words_of(request), self.get_release)
        except (Problem, DatabaseError):
            return None
        if not validators:
            return None
        response = validators.answer_unchanged(request, certain=False)
        if not response:
            kept = answers.find(validators.key)
            if not kept:
                return None
            validators.set_headers(kept)
            response = validators.answer_unchanged(request, certain=True) or kept
        for name, value in self.default_response_headers.items():
            response[name] = value
        return response

    @property
    def keeps(self):
        """Whether answers are kept here and now."""
        return self.is_kept and settings.ANSWER_CACHE_BYTES > 0

    def words_of(self, request):
        """Return all that tells one question from another before it is understood."""
        query = request.META.get("QUERY_STRING", "")
        return type(self), request.path, query, self.coding_of(request) or ""

    def coding_of(self, request):
        """Return the content coding of the answer, None where there is but one."""
        return coding_of(request, self.renderer_classes[0].media_type) if self.is_kept else None

    def get(self, request, **path):
        query = self.read_query(request, path)
        release, number = query.release, query.given.get("release")
        self.validators = Validators(
            release,
            request.path,
            query.canonical(),
            self.renderer_classes[0].media_type,
            self.coding_of(request),
            pinned=number is not None,
        )
        certain = self.answers_surely(query, path)
        unchanged = self.validators.answer_unchanged(request, certain=certain)
        if unchanged:
            return unchanged
        response = self.respond(query, path)
        if self.keeps:
            repeated.remember(self.words_of(request), number, release, self.validators)
        self.validators.set_headers(response)
        return self.validators.answer_unchanged(request, certain=True) or response

    def respond(self, query, path):
        """Return the response to a query: the one that is kept, or one made now."""
        if self.keeps:
            return answers.answer(self.validators.key, lambda: self.make(query, path))
        return self.make(query, path)

    def make(self, query, path):
        """Return a response that anybody who asks the same may be given."""
        response = self.answer(query, **path)
        response["Link"] = link_header(self.get_links(query))
        announce(response, self.deprecations_of(query))
        return coded(response, self.validators.coding)

    @classmethod
    @cache
    def get_deprecations(cls):
        """Return {name: Deprecation} of the parameters, and the same of the fields of an answer."""
        return marked(cls.get_parameters()), marked(_fields_of(cls))

    def deprecations_of(self, query):
        """Return the Deprecations of what a query uses and its answer holds."""
        parameters, fields = self.get_deprecations()
        if not parameters and not fields:
            return []
        shown = set(self.shown_fields(query))
        return [parameters[name] for name in parameters if name in query.given] + [
            fields[name] for name in fields if name in shown
        ]

    def shown_fields(self, query):
        """Return the names of the fields that the answer holds."""
        return _fields_of(self)

    @staticmethod
    def options(request, **path):
        response = HttpResponse(status=204)
        response["Allow"] = ALLOW
        return response

    def answers_surely(self, query, path):
        """Tell whether a valid query has an answer whatever the rows are: no row or page can be missing."""
        return not path and query.get("page", 1) == 1

    def read_query(self, request, path):
        """Return the Query, or raise a Problem with all its faults."""
        parameters, given = self.parameters_for(request), request.GET
        reader = QueryReader(parameters, given, self.get_hints())
        number, missing = reader.read("release", None), None
        try:
            release = self.get_release(number)
        except Problem as problem:
            release, missing = self.get_release(None), problem
        values = {
            name: number if name == "release" else reader.read(name, release)
            for name in given
            if name in parameters
        }
        understood = {name: value for name, value in values.items() if value is not None}
        query = Query(release, parameters, understood)
        faults = [*reader.faults, *self.find_faults(query)]
        if faults:
            raise Problem("invalid-query", _sentence(faults), faults)
        if missing:
            raise missing
        query.join()
        return query

    def find_faults(self, query):
        """Yield the faults of values that are each well formed but not together."""
        for name, value, sentence in find_contradictions(query):
            yield Fault(name, value, "combination", sentence)

    def answer(self, query, *args: Any, **path: Any):
        """Return the response to a query that was understood."""
        raise Problem("not-found", "There is nothing here.")

    def get_meta(self, query):
        """Return what the answer says of itself."""
        return {}

    def get_links(self, query):
        """Return {relation: address} for the Link header."""
        return {
            "canonical": absolute(self.request.path, query.canonical()),
            "license": LICENCE_URL,
            "service-desc": absolute("/api/v1/openapi.json"),
        }

    def json(self, body):
        return HttpResponse(JSON.render(body), content_type=self.renderer_classes[0].media_type)


def _fields_of(view):
    """Return the declared fields of a view's answer; a text or a grid has none."""
    return getattr(getattr(view, "serializer_class", None), "_declared_fields", {})


def _sentence(faults):
    if len(faults) == 1:
        return faults[0].detail
    return f"{len(faults)} faults; each is described in errors."
