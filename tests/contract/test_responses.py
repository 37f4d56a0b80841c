"""Every answer fits its schema, and holds no member that the schema does not have."""

import pytest

from tests.contract.addresses import address_of
from tests.contract.strictness import bodies_of, faults_against, schema_of
from tests.openapi import MODERN, document, operations

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]


ANSWERS_JSON = [name for name in operations() if "$ref" in schema_of(name)]

# A grid of made-up figures checks no statement; every point of three years is too much to read.
WITHOUT_QUESTION = {"checkStatement", "incidentsGeojson"}
QUESTIONS = [
    *((operation_id, {}) for operation_id in ANSWERS_JSON if operation_id not in WITHOUT_QUESTION),
    ("incidentsGeojson", {"month": "2024-01"}),
    # Changes are those of a release, and release 0 holds none.
    *((operation_id, {"release": 0}) for operation_id in ANSWERS_JSON
      if operation_id.startswith("list") and operation_id != "listChanges"),
    ("listIncidents", {"page_size": 1000, "ordering": "last_outcome_category"}),
    ("listIncidents", {"month": "1999-01"}),
    ("listStopSearches", {"page_size": 1000}),
    ("listArrests", {"page_size": 1000}),
    ("listWeaponRecoveries", {"page_size": 1000}),
    ("listRecordedCrime", {"page_size": 1000, "level": "borough"}),
    ("incidentStats", {"group_by": "ward,quarter", "measures": "count,rate_per_1000,per_day,percent"}),
    ("incidentStats", {"group_by": "ward", "compare": "borough", "measures": "count,rate_per_1000"}),
    ("incidentStats", {
        "group_by": "crime_type", "compare": "previous_year", "date_from": "2023", "date_to": "2023",
    }),
    ("stopSearchStats", {"group_by": "month", "measures": "rolling_12_months"}),
]  # fmt: skip


@pytest.mark.parametrize(("operation_id", "query"), QUESTIONS, ids=str)
def test_answer_fits_its_schema(client, operation_id, query):
    response = client.get(address_of(operation_id, **query))

    assert response.status_code == 200
    for body in bodies_of(response):
        assert faults_against(schema_of(operation_id), body) == []


@pytest.mark.parametrize("ward", ["E05013983", "romford-town", "E05000323", "upminster"])
def test_wards_of_every_status_fit_the_schema(client, ward):
    response = client.get(f"/api/v1/wards/{ward}")

    assert faults_against(schema_of("getWard"), response.json()) == []


PROBLEMS = {
    "400": "/api/v1/incidents?ward=romford-town&colour=red&month=1&page=2000",
    "404": "/api/v1/incidents/aaaaaaaaaaaaa",
    "404 outside": "/api/v1/nothing",
    "409": "/api/v1/check?dataset=incidents&value=1&month=1999-01",
}


@pytest.mark.parametrize("address", PROBLEMS.values(), ids=PROBLEMS)
def test_errors_fit_the_problem(client, address):
    response = client.get(address)

    assert response.status_code >= 400
    problem = {"$ref": "#/components/schemas/Problem"}
    assert faults_against(problem, response.json()) == []


def test_strict_schemas_do_refuse_what_is_unknown(client):
    body = client.get(address_of("getIncident")).json()

    faults = faults_against(schema_of("getIncident"), body | {"colour": "red"})

    assert len(faults) == 1
    assert "colour" in faults[0]


def test_codes_of_rows_stand_in_the_choices_of_the_parameter(client):
    """What a row says can be asked for: response fields have no choices, parameters do."""
    rows = client.get(address_of("listIncidents", page_size=1000)).json()["results"]

    choices = document(MODERN)["components"]["schemas"]["CrimeTypes"]["enum"]
    assert {row["crime_type"] for row in rows} <= {*choices}
