"""One incident: its row, its history, and what became of it."""

import pytest

from incidents.models import Incident
from tests.asking import INCIDENTS
from tests.problems import read_problem


def address_of(serial):
    public_id = Incident.objects.filter(crime_id=f"{serial:064x}").values_list("public_id")
    return f"{INCIDENTS}/{public_id.distinct().get()[0]}"


@pytest.mark.usefixtures("january")
def test_detail_is_the_row_of_the_list_with_its_versions(client):
    (row,) = client.get(f"{INCIDENTS}?ward=upminster").json()["results"]

    body = client.get(address_of(3)).json()

    meta = body.pop("meta")
    versions = [
        {
            "first_release": 2,
            "last_release": None,
            "last_outcome_category": "under-investigation",
            "ward_code": "E05013986",
        }
    ]
    assert body == {**row, "versions": versions, "outcomes": []}
    assert meta["description"] == "Robbery in Upminster, 2024-01"
    assert meta["permalink"] == f"http://localhost:8000{address_of(3)}?release=2"


def history(client, serial, query=""):
    body = client.get(f"{address_of(serial)}{query}").json()
    return [
        (version["first_release"], version["last_release"], version["last_outcome_category"])
        for version in body["versions"]
    ]


@pytest.mark.usefixtures("february")
def test_history_has_every_version_oldest_first(client):
    assert history(client, 1) == [(2, 3, "under-investigation"), (4, None, "suspect-charged")]


@pytest.mark.usefixtures("february")
def test_earlier_release_knows_nothing_of_later_versions(client):
    assert history(client, 1, "?release=3") == [(2, None, "under-investigation")]


@pytest.mark.usefixtures("february")
def test_row_shown_is_the_one_of_the_release(client):
    body = client.get(f"{address_of(1)}?release=2").json()

    assert (body["last_outcome_category_name"], body["first_release"]) == ("Under investigation", 2)


@pytest.mark.usefixtures("february")
def test_incident_withdrawn_by_its_publisher_is_not_found_and_why_is_said(client):
    gone = Incident.objects.get(crime_id=None)

    body = read_problem(client.get(f"{INCIDENTS}/{gone.public_id}"), "not-found")

    assert body["detail"] == (
        f"Incident {gone.public_id} was withdrawn by its publisher; "
        "release 3 was the last to hold it."
    )


@pytest.mark.usefixtures("february")
def test_incident_withdrawn_later_is_still_in_its_release(client):
    gone = Incident.objects.get(crime_id=None)

    assert client.get(f"{INCIDENTS}/{gone.public_id}?release=3").status_code == 200


@pytest.mark.usefixtures("february")
def test_incident_is_not_found_in_releases_before_it(client):
    body = read_problem(client.get(f"{address_of(6)}?release=3"), "not-found")

    assert body["detail"] == f"There is no incident {address_of(6)[-13:]!r}."
