"""Every answer on real data fits its schema, and holds no member that the schema does not have."""

from urllib.parse import urlencode

import pytest
from django.core.management import call_command

from tests.contract.addresses import address_of
from tests.contract.strictness import bodies_of, faults_against, schema_of
from tests.importing import import_archive, run
from tests.openapi import operations
from tests.real.transactions import taken_back

pytestmark = [pytest.mark.usefixtures("everything", "db"), pytest.mark.xdist_group("real")]

SEARCHES = "police/2023-stop-and-search.zip"
COUNTS = "met/MPS Ward Level Crime (202112-202311).csv"
LATER_COUNTS = "met/MPS Ward Level Crime (202307-202506).csv"


@pytest.fixture(scope="module")
def everything(real_database, real_data, django_db_blocker):
    """Add stop searches, counts and statements to the burglaries and the other forces."""
    with taken_back(django_db_blocker):
        with django_db_blocker.unblock():
            import_archive(str(real_data / SEARCHES), "--month=2023-05")
            run("import_recorded_crime", str(real_data / COUNTS))
            run("import_recorded_crime", str(real_data / LATER_COUNTS))
            call_command("load_statements", verbosity=0)
        yield


def is_json(operation_id):
    return "$ref" in schema_of(operation_id)


# Asked one by one below.
DETAILS = {
    name: path.rpartition("/")[0]
    for name, (path, _) in operations().items()
    if path.endswith(("{id}", "{slug}"))
}
WHOLE = [name for name in operations() if is_json(name) and "{" not in operations()[name][0]]
# What the examples from the demo do not answer here.
ASKED = {
    "checkClaim": {"date_from": "2023-01", "date_to": "2023-06", "crime_type": "burglary"},
    "lookupWard": {"lat": 51.5776, "lon": 0.1783},
}
NAMED = ["getWard", "getCodelist", "getRelease", "listChanges"]


@pytest.mark.parametrize("operation_id", [*WHOLE, *NAMED])
def test_answer_on_real_data_fits_its_schema(client, operation_id):
    takes = {parameter["name"] for parameter in operations()[operation_id][1]["parameters"]}
    query = ASKED.get(operation_id, {"page_size": 1000} if "page_size" in takes else {})

    response = client.get(address_of(operation_id, **query))

    assert response.status_code == 200, response.content
    for body in bodies_of(response):
        assert faults_against(schema_of(operation_id), body) == []


@pytest.mark.parametrize("operation_id", DETAILS)
def test_detail_of_a_real_row_fits_its_schema(client, operation_id):
    rows = client.get(f"{DETAILS[operation_id]}?{urlencode({'page_size': 20})}").json()["results"]

    bodies = [
        client.get(f"{DETAILS[operation_id]}/{row.get('id') or row['slug']}").json() for row in rows
    ]

    assert len(bodies) > 1
    assert [
        fault for body in bodies for fault in faults_against(schema_of(operation_id), body)
    ] == []


def test_check_of_a_real_statement_fits_its_schema(client):
    bodies = {
        slug: client.get(f"/api/v1/statements/{slug}/check")
        for slug in [row["slug"] for row in client.get("/api/v1/statements").json()["results"]]
    }

    answered = {slug: body.json() for slug, body in bodies.items() if body.status_code == 200}
    assert answered
    assert [
        each
        for body in answered.values()
        for each in faults_against(schema_of("checkStatement"), body)
    ] == []
