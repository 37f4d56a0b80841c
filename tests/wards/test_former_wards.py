"""The wards of 2002 to 2022: as an address they answer, as a filter they lead to their successors."""

import pytest

from tests.borough import ST_EDWARDS, UPMINSTER, make_borough
from tests.importing import import_boundaries
from tests.problems import read_problem
from tests.ward_files import make_boundaries, make_square, make_ward

pytestmark = pytest.mark.django_db

WARDS = "/api/v1/wards"
UNMEASURED = [{"gss_code": ST_EDWARDS, "slug": "st-edwards", "name": "St Edward's", "share": None}]
MEASURED = [
    {"gss_code": ST_EDWARDS, "slug": "st-edwards", "name": "St Edward's", "share": 0.75},
    {"gss_code": UPMINSTER, "slug": "upminster", "name": "Upminster", "share": 0.25},
]


@pytest.fixture
def borough(tmp_path):
    """Load three wards in force: release 1."""
    make_borough(tmp_path)


@pytest.fixture
def former(borough, tmp_path):
    """Load Romford Town: three quarters in St Edward's, a quarter in Upminster: release 2."""
    feature = make_ward("E05000319", "Romford Town", make_square(0.025, 51.5, 0.125, 51.6))
    path = make_boundaries(tmp_path / "wards_2021.geojson", [feature])
    import_boundaries(path, "--former")


@pytest.mark.parametrize("key", ["E05000319", "romford-town", "e05000319"])
@pytest.mark.usefixtures("borough")
def test_former_ward_answers_with_its_successors(client, key):
    body = client.get(f"{WARDS}/{key}").json()

    meta = body.pop("meta")
    assert meta["description"] == "The former ward Romford Town"
    assert body == {
        "gss_code": "E05000319",
        "slug": "romford-town",
        "name": "Romford Town",
        "status": "former",
        "vintage": None,
        "area_km2": None,
        "population": None,
        "population_date": None,
        "population_derived": None,
        "latitude": None,
        "longitude": None,
        "ended": "2022-05-04",
        "successors": UNMEASURED,
    }


@pytest.mark.usefixtures("borough")
def test_code_of_a_former_ward_is_the_former_one_although_its_name_survives(client):
    body = client.get(f"{WARDS}/E05000323").json()

    assert (body["name"], body["status"], body["gss_code"]) == ("Upminster", "former", "E05000323")


@pytest.mark.usefixtures("former")
def test_shares_are_measured_where_former_boundaries_are_loaded(client):
    body = client.get(f"{WARDS}/romford-town").json()

    assert (body["status"], body["vintage"], body["ended"]) == ("former", "2021", "2022-05-04")
    assert body["successors"] == MEASURED


@pytest.mark.usefixtures("former")
def test_former_wards_are_not_listed(client):
    body = client.get(WARDS).json()

    assert [row["status"] for row in body["results"]] == ["current"] * 3


@pytest.mark.usefixtures("former")
def test_release_before_the_former_boundaries_knows_no_shares(client):
    body = client.get(f"{WARDS}/romford-town?release=1").json()

    assert body["successors"] == UNMEASURED


@pytest.mark.parametrize("value", ["romford-town", "E05000319", "e05000319"])
@pytest.mark.usefixtures("former")
def test_filter_by_a_former_ward_is_refused_with_its_successors(client, value):
    body = read_problem(client.get(f"/api/v1/incidents?ward={value}"), "invalid-query")

    assert body["errors"] == [
        {
            "parameter": "ward",
            "value": value,
            "code": "unknown",
            "detail": "Romford Town (E05000319) is a ward of 2002 to 2022; its land now lies in "
            "St Edward's, Upminster.",
            "allowed": None,
            "did_you_mean": ["st-edwards", "upminster"],
            "successors": MEASURED,
        }
    ]


@pytest.mark.usefixtures("borough")
def test_filter_gives_no_shares_without_former_boundaries(client):
    body = read_problem(client.get("/api/v1/incidents?ward=romford-town"), "invalid-query")

    assert body["errors"][0]["successors"] == UNMEASURED


@pytest.mark.usefixtures("borough")
def test_name_that_survives_is_the_present_ward(client):
    meta = client.get("/api/v1/incidents?ward=upminster").json()["meta"]

    assert meta["query"]["ward"] == ["upminster"]
    assert "ward-redrawn-2022" in [warning["code"] for warning in meta["warnings"]]


@pytest.mark.usefixtures("borough")
def test_former_code_is_refused_although_its_name_survives(client):
    body = read_problem(client.get("/api/v1/incidents?ward=E05000323"), "invalid-query")

    assert body["errors"][0]["did_you_mean"] == ["upminster"]


def test_area_elsewhere_knows_no_former_ward_of_havering(client, tmp_path):
    feature = make_ward("E05990001", "West", make_square(0.0, 51.5, 0.1, 51.6))
    import_boundaries(make_boundaries(tmp_path / "elsewhere_2025.geojson", [feature]))

    read_problem(client.get(f"{WARDS}/romford-town"), "not-found")
