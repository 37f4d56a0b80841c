"""Views of statements."""

from havering_safety.api.fields import RowPlan
from havering_safety.api.problems import Fault, Problem
from havering_safety.releases.serializers import detail_envelope
from havering_safety.releases.views import (
    SYNTHETIC,
    ReleasedCsvView,
    ReleasedListView,
    ReleasedView,
)
from incidents.codelists_statements import STATEMENT_KINDS, STATEMENT_MEASURES
from incidents.description import describe_place, listed
from incidents.filters_statements import StatementFilterSet, find_faults_of_statements
from incidents.models import Statement
from incidents.serializers_statements import StatementSerializer
from incidents.statement_names import names_of
from incidents.versions import redaction
from wards.gazetteer import gazetteer_of

LICENCE = {
    "id": "MIT",
    "url": "https://opensource.org/license/mit",
    "attribution": "Retold by Havering Safety; each statement names its source.",
}
REAL_BESIDE_DEMO = SYNTHETIC | {
    "detail": "All figures of this database are invented demo data; only the statements are real."
}


def tables_of(release):
    """Return the look-up tables of statements."""
    return {"ward_slugs": gazetteer_of(release).slugs}


class _Statements(ReleasedView):
    """What all views of statements share."""

    tag = "Statements"
    summary = "Statements"

    def get_meta(self, query):
        meta = super().get_meta(query)
        warnings = [REAL_BESIDE_DEMO if one == SYNTHETIC else one for one in meta["warnings"]]
        return meta | {"licence": LICENCE, "warnings": warnings}

    def get_links(self, query):
        return super().get_links(query) | {"license": LICENCE["url"]}


class _StatementRows(_Statements):
    filterset_class = StatementFilterSet
    serializer_class = StatementSerializer
    example_queries = ({"team": "romford-town-centre", "measure": "count"}, {"said_to": "2023"})
    key = "slug"
    ordering_fields = {
        "said_on": "said_on",
        "published_on": "published_on",
        "kind": "kind",
        "speaker": "speaker",
        "slug": "slug",
    }
    nullable_orderings = frozenset({"said_on", "published_on", "speaker"})
    default_ordering = ["-said_on"]

    def find_faults(self, query):
        yield from super().find_faults(query)
        for name, value, sentence in find_faults_of_statements(query):
            yield Fault(name, value, "combination", sentence)

    def get_queryset(self, release):
        return Statement.objects.as_of(release.number)

    def get_tables(self, release):
        return tables_of(release)

    def describe(self, query):
        return describe_statements(query)


class StatementListView(_StatementRows, ReleasedListView):
    """What officials and the press said about crime and policing here, in our own words, newest
    first; those of an unknown day come last. Each names who said it, when, and the source."""

    operation_id = "listStatements"
    export = "/api/v1/statements.csv"


class StatementCsvView(_StatementRows, ReleasedCsvView):
    """Every statement that fits, as CSV."""

    operation_id = "statementsCsv"


class StatementDetailView(_Statements):
    """One statement."""

    operation_id = "getStatement"
    redactable = True
    summary = "One statement"
    serializer_class = StatementSerializer
    path_parameters = {
        "slug": {
            "schema": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
            "description": "The statement's slug.",
            "example": "robberies-per-day",
        }
    }

    @classmethod
    def get_response(cls):
        return detail_envelope(cls.serializer_class, ())

    def describe(self, query):
        return self.title

    def answer(self, query, slug):
        release, plan = query.release, RowPlan(StatementSerializer)
        rows = Statement.objects.as_of(release.number).filter(slug=slug)
        found = plan.dicts(rows.values_list(*plan.columns), tables_of(release))
        if not found:
            raise absence_of(slug, release)
        self.title = f"Statement: {found[0]['text'].rstrip('.')}"
        return self.json({**found[0], "meta": self.get_meta(query)})


def absence_of(slug, release):
    """Return the Problem of a statement that a release does not hold."""
    rows = Statement.objects.filter(slug=slug, last_release__lt=release.number)
    last = rows.order_by("last_release").last()
    if last is None:
        there_is_none = Problem("not-found", f"There is no statement {slug!r}.")
        return redaction(Statement.tombstones, slug) or there_is_none
    detail = f"Statement {slug} was withdrawn; release {last.last_release} was the last to hold it."
    return Problem("not-found", detail)


def describe_statements(query):
    """Return a query about statements in plain English."""
    asked = query.given
    parts = [f"Statements {describe_place(asked).replace('in ', 'about ', 1)}"]
    for name, codelist in (("kind", STATEMENT_KINDS), ("measure", STATEMENT_MEASURES)):
        if name in asked:
            parts.append(f"{name} {_named(asked[name], codelist.labels)}")
    for name in ("speaker", "team"):
        if name in asked:
            parts.append(f"{name} {_named(asked[name], names_of(query.release, name))}")
    for name, word in (("said_from", "from"), ("said_to", "to")):
        if name in asked:
            parts.append(f"{word} {asked[name]:%-d %B %Y}")
    if "search" in asked:
        parts.append(f"mentioning “{asked['search']}”")
    return ", ".join(parts)


def _named(slugs, names):
    return listed(sorted("none" if slug is None else names.get(slug, slug) for slug in slugs), "or")
