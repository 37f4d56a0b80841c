"""The read-only view: read the query strictly, answer preconditions, then answer.

A subclass declares `filterset_class`, `serializer_class`, `operation_id` and
gives the answer; nothing overrides `get()`.
"""

from functools import cache
from typing import Any

from django.http import HttpResponse
from django_filters import FilterSet
from rest_framework.views import APIView

from havering_safety.api.conditional import Validators
from havering_safety.api.filters import find_contradictions
from havering_safety.api.links import absolute, link_header
from havering_safety.api.parameters import Query, QueryReader
from havering_safety.api.problems import Fault, Problem
from havering_safety.api.renderers import JSONRenderer

READ_METHODS = ("GET", "HEAD", "OPTIONS")
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
    # Whether a well-formed question can be one that the data cannot answer (409).
    conflicts = False

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

    def get(self, request, **path):
        query = self.read_query(request, path)
        self.validators = Validators(
            query.release,
            request.path,
            query.canonical(),
            self.renderer_classes[0].media_type,
            pinned="release" in query.given,
        )
        certain = not path and query.get("page", 1) == 1
        unchanged = self.validators.answer_unchanged(request, certain=certain)
        if unchanged:
            return unchanged
        response = self.answer(query, **path)
        self.validators.set_headers(response)
        response["Link"] = link_header(self.get_links(query))
        return self.validators.answer_unchanged(request, certain=True) or response

    @staticmethod
    def options(request, **path):
        response = HttpResponse(status=204)
        response["Allow"] = ", ".join(READ_METHODS)
        return response

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


def _sentence(faults):
    if len(faults) == 1:
        return faults[0].detail
    return f"{len(faults)} faults; each is described in errors."
