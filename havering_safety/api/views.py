"""The read-only views: read the query strictly, answer preconditions, then answer.

A subclass declares `filterset_class`, `serializer_class`, `operation_id` and
gives the rows; nothing overrides `get()`.
"""

from functools import cache
from typing import Any

from django.db.models import F
from django.http import HttpResponse
from django_filters import FilterSet
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from havering_safety.api import pagination
from havering_safety.api.compiled import Question
from havering_safety.api.conditional import Validators
from havering_safety.api.exports import csv_lines, csv_response, stream
from havering_safety.api.fields import plan_of
from havering_safety.api.filters import find_contradictions
from havering_safety.api.links import absolute, link_header
from havering_safety.api.parameters import Query, QueryReader
from havering_safety.api.problems import Fault, Problem
from havering_safety.api.renderers import CSVRenderer, JSONRenderer
from havering_safety.api.values import BooleanParameter, OrderingParameter, SeveralChoices

READ_METHODS = ("GET", "HEAD", "OPTIONS")
LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
JSON = JSONRenderer()
# What an export says to the parameters of pages.
EXPORT_HINTS = dict.fromkeys(
    ("page", "page_size"), "An export holds every row and has no pages; the JSON list has them."
)


class ReadView(APIView):
    """A resource that can only be read."""

    renderer_classes = [JSONRenderer]
    operation_id: str
    tag: str
    summary: str
    filterset_class: type[FilterSet] | None = None
    serializer_class: type[Serializer]
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


class RowsView(ReadView):
    """Any answer made of rows: their fields, their filters, their order."""

    # Name in `ordering`: column. Nullable columns sort with unknown first on every database.
    ordering_fields: dict = {}
    nullable_orderings: frozenset = frozenset()
    default_ordering: list = []
    key = "public_id"

    @classmethod
    def get_own_parameters(cls):
        names = cls.serializer_class.field_names()
        noun = cls.serializer_class.__name__.removesuffix("Serializer")
        fields = SeveralChoices(
            "Only these fields; their order is fixed. Clients made from this document expect whole "
            "rows: leave it out there.",
            names[0],
            choices=names,
            component=f"{noun}Field",
        )
        ordering = OrderingParameter(cls.ordering_fields, cls.default_ordering, f"{noun}Ordering")
        return {"fields": fields, "ordering": ordering, **super().get_own_parameters()}

    def get_queryset(self, release):
        """Return all rows of a release."""
        raise Problem("not-found", "There is nothing here.")

    def get_tables(self, release):
        """Return the look-up tables that the fields name."""
        return {}

    def plan(self, query):
        names = query.get("fields")
        return plan_of(self.serializer_class, names and tuple(names))

    def filtered(self, query):
        """Return the rows of the query's release that fit it."""
        return self.narrowed(query.release, self.bound(query))

    def bound(self, query):
        """Return the filters of a query with their values as the database knows them, defaults included."""
        filters = self.get_filters()
        return {
            name: filters[name].bound(value)
            for name, value in query.values.items()
            if name in filters
        }

    def narrowed(self, release, bound):
        """Return the rows of a release that fit the filters."""
        rows, filters = self.get_queryset(release), self.get_filters()
        for name, value in bound.items():
            rows = filters[name].narrowed(rows, value)
        return rows

    def ordered(self, rows, names):
        """Return rows in a total order: it ends in the key, in the direction of the name before it."""
        keys, descending = [], False
        for name in names:
            descending = name.startswith("-")
            keys.append(self._order_by(name.removeprefix("-"), descending))
        return rows.order_by(*keys, f"-{self.key}" if descending else self.key)

    def _order_by(self, name, descending):
        column = self.ordering_fields[name]
        if name in self.nullable_orderings:
            return (
                F(column).desc(nulls_last=True) if descending else F(column).asc(nulls_first=True)
            )
        return f"-{column}" if descending else column


class ListView(RowsView):
    """A page of rows with the exact count of all."""

    # The address of all rows in one answer.
    export: str

    @classmethod
    def get_own_parameters(cls):
        return {**super().get_own_parameters(), **pagination.PARAMETERS}

    @classmethod
    def get_hints(cls):
        return {
            "format": f"There is no 'format' here: CSV is at {cls.export}, with the same query string."
        }

    def find_faults(self, query):
        yield from super().find_faults(query)
        yield from pagination.find_page_faults(query.given, self.export)

    def answer(self, query, **path):
        page, plan = pagination.page_of(query), self.plan(query)
        question = Question(self, query)
        count = question.count()
        pagination.refuse_past_the_last(page, count)
        self.neighbours = self._neighbours(query, page, count)
        body = {"count": count, **self.neighbours, "results": []}
        if count:
            chosen = question.page(plan.columns, query.get("ordering"), page)
            body["results"] = plan.dicts(chosen, self.get_tables(query.release))
        body["meta"] = self.get_meta(query)
        return self.json(body)

    def _neighbours(self, query, page, count):
        def address(number):
            return absolute(self.request.path, query.canonical(page=number))

        return {
            "next": address(page.number + 1) if page.stop < count else None,
            "previous": address(page.number - 1) if page.number > 1 else None,
        }

    def get_links(self, query):
        neighbours = {"next": self.neighbours["next"], "prev": self.neighbours["previous"]}
        return {**neighbours, **super().get_links(query)}


class CsvView(RowsView):
    """All rows that fit, as one CSV document, streamed."""

    renderer_classes = [CSVRenderer]

    @classmethod
    def get_hints(cls):
        return {**EXPORT_HINTS, "format": "There is no 'format' here: this address gives CSV."}

    @classmethod
    def get_own_parameters(cls):
        bom = BooleanParameter("Begin with a byte order mark, which Excel wants.")
        return {**super().get_own_parameters(), "bom": bom}

    @classmethod
    def get_response(cls):
        return {"type": "string", "description": "RFC 4180, UTF-8, CRLF, with a header row."}

    def get_filename(self, query):
        """Return the name a download is saved under."""
        raise Problem("not-found", "There is nothing here.")

    def answer(self, query, **path):
        plan, rows = self.plan(query), self.filtered(query)
        chosen = self.ordered(rows, query.get("ordering")).values_list(*plan.columns)
        values = plan.lists(stream(chosen), self.get_tables(query.release))
        lines = csv_lines(plan.names, values, query.get("bom"))
        return csv_response(
            self.get_filename(query), rows.count(), lines, head=self.request.method == "HEAD"
        )


def _sentence(faults):
    if len(faults) == 1:
        return faults[0].detail
    return f"{len(faults)} faults; each is described in errors."
