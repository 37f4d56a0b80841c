"""SQL that was written once for a shape of query selects what the ORM selects."""

import pytest
from django.db.models.sql.compiler import SQLCompiler
from django.test import RequestFactory
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from havering_safety.api.compiled import NO_RELEASE, Question, statement_of
from havering_safety.api.pagination import page_of
from havering_safety.api.problems import Problem
from incidents.models import Incident
from incidents.views.incidents import IncidentListView
from tests.asking import INCIDENTS, serials
from tests.borough import UPMINSTER

pytestmark = pytest.mark.usefixtures("february")

WARDS = ["st-edwards", UPMINSTER, "upminster", "rainham-wennington"]
CRIME_TYPES = ["burglary", "robbery", "drugs", "anti-social-behaviour", "bicycle-theft"]
OUTCOMES = ["none", "under-investigation", "offender-fined", "suspect-charged"]
FORCES = ["none", "metropolitan", "btp"]
MONTHS = ["2024-01", "2024-02", "2023-12"]


def several(*values):
    """Return some of the values as one parameter takes them."""
    return st.lists(st.sampled_from(values), min_size=1, unique=True).map(",".join)


QUERIES = st.fixed_dictionaries(
    {},
    optional={
        "ward": several(*WARDS),
        "ward_not": several(*WARDS),
        "crime_type": several(*CRIME_TYPES),
        "crime_type_not": several(*CRIME_TYPES),
        "last_outcome_category": several(*OUTCOMES),
        "last_outcome_category_not": several(*OUTCOMES),
        "force": several(*FORCES),
        "force_not": several(*FORCES),
        "source": several("archive", "api"),
        "month": several(*MONTHS),
        "date_from": st.sampled_from(["2023", *MONTHS]),
        "date_to": st.sampled_from(["2024", *MONTHS]),
        "lsoa_code": several("E01002346", "E01002356"),
        "crime_id": several(*(f"{serial:064x}" for serial in range(1, 13))),
        "search": st.sampled_from(["high", "road station", "%", "_", "\\", "On or near"]),
        "bbox": st.sampled_from(["0,51.5,0.1,51.6", "0.1,51.5,0.3,51.6"]),
        "fields": several("id", "month", "ward", "ward_name", "first_release"),
        "ordering": several("month", "-crime_type", "last_outcome_category", "-ward_code", "-id"),
        "page": st.sampled_from(["1", "2"]),
        "page_size": st.sampled_from(["1", "3", "100"]),
        "release": st.sampled_from(["0", "1", "2", "3", "4"]),
    },
)


def understood(view, parameters):
    """Return the query as the view reads it, or give the example up where it is refused."""
    try:
        return view.read_query(RequestFactory().get(INCIDENTS, parameters), {})
    except Problem:
        return assume(False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES)
def test_any_query_selects_what_the_orm_selects(parameters):
    view = IncidentListView()
    query = understood(view, parameters)
    page, columns, ordering = page_of(query), view.plan(query).columns, query.get("ordering")
    rows = view.ordered(view.filtered(query), ordering).values_list(*columns)

    question = Question(view, query)

    # The list counts by the kept sums where they suffice.
    assert view.count(question) == question.count() == rows.count()
    assert question.page(columns, ordering, page) == [*rows[page.start : page.stop]]


def test_a_shape_is_written_once(client, monkeypatch):
    client.get(f"{INCIDENTS}?ward=rainham-wennington&crime_type=drugs&date_from=2023")

    monkeypatch.setattr(SQLCompiler, "as_sql", None)

    response = client.get(f"{INCIDENTS}?ward=upminster&crime_type=robbery&date_from=2024-01")
    assert serials(response) == [3]


def test_a_value_that_comes_through_changed_is_not_bound():
    rows = Incident.objects.as_of(NO_RELEASE.number).filter(location__icontains="%_ 1")

    assert statement_of(rows.count, [NO_RELEASE.number, "%_ 1"]) is None


def test_a_constant_of_the_query_is_not_taken_for_a_value():
    rows = Incident.objects.as_of(NO_RELEASE.number).filter(month="2024-01")

    assert statement_of(rows.count, [NO_RELEASE.number]) is None


def test_a_query_that_asks_the_database_nothing_has_no_statement():
    rows = Incident.objects.filter(month__in=[])

    assert statement_of(rows.count, []) is None
