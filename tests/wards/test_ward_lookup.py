"""The ward of a place: by postcode, by point, and what is no place here."""

import pytest

from tests.importing import import_boundaries, import_population, import_postcodes
from tests.postcode_files import IN_EAST, IN_WEST, THREE, make_postcode, make_postcodes
from tests.problems import faults_of, read_problem
from tests.ward_files import (
    EAST_WARD,
    WEST_WARD,
    make_boundaries,
    make_population,
    make_square,
    make_ward,
)

pytestmark = pytest.mark.usefixtures("two_wards_loaded")

SIMPLIFIED = "Ward boundaries are simplified: within some metres of a border a point can fall on the wrong side."


@pytest.fixture
def postcodes(tmp_path, two_wards_loaded):
    """Load a postcode in each ward: release 2."""
    import_postcodes(make_postcodes(tmp_path / "rm.csv"))


def look_up(client, query):
    response = client.get(f"/api/v1/wards/lookup?{query}")
    assert response.status_code == 200, response.content
    return response.json()


def absence(client, query):
    return read_problem(client.get(f"/api/v1/wards/lookup?{query}"), "not-found")["detail"]


def test_point_has_its_ward(client):
    body = look_up(client, "lat=51.55&lon=0.05")

    meta = body.pop("meta")
    _, west = client.get("/api/v1/wards").json()["results"]
    assert body == {
        "found_by": "point",
        "postcode": None,
        "latitude": 51.55,
        "longitude": 0.05,
        "positional_quality": None,
        "positional_accuracy": f"The point as given. {SIMPLIFIED}",
        "ward": west,
        "ward_by_point": "west",
        "former_ward": None,
    }
    assert meta["description"] == "The ward of latitude 51.55, longitude 0.05: West"
    assert meta["query"] == {"lat": 51.55, "lon": 0.05, "release": 1}
    assert meta["permalink"].endswith("/api/v1/wards/lookup?lat=51.55&lon=0.05&release=1")
    assert meta["warnings"] == []


def test_ward_comes_with_its_population(client, tmp_path):
    import_population(
        make_population(tmp_path / "people.csv", {WEST_WARD: 5, EAST_WARD: 6}), "--date=2021-03-21"
    )

    ward = look_up(client, "lat=51.55&lon=0.15")["ward"]

    assert (ward["slug"], ward["population"], ward["population_date"]) == ("east", 6, "2021-03-21")


@pytest.mark.parametrize("written", ["RM1 1AA", "rm11aa", "Rm1%201aA", "%20rm1%20%201aa%20"])
@pytest.mark.usefixtures("postcodes")
def test_postcode_is_taken_however_it_is_written(client, written):
    body = look_up(client, f"postcode={written}")

    assert (body["found_by"], body["postcode"]) == ("postcode", "RM1 1AA")
    assert (body["ward"]["slug"], body["ward_by_point"]) == ("west", "west")
    assert body["positional_quality"] == 10
    assert body["positional_accuracy"] == (
        "The postcode's point: within the building of the address nearest to the mean of the "
        "postcode's addresses; converted from the National Grid, right to within a few metres. "
        + SIMPLIFIED
    )
    assert body["meta"]["query"] == {"postcode": "RM1 1AA", "release": 2}
    assert body["meta"]["description"] == "The ward of postcode RM1 1AA: West"
    assert body["meta"]["warnings"] == []


@pytest.mark.usefixtures("postcodes")
def test_postcode_is_credited_to_royal_mail(client):
    by_postcode, by_point = (
        look_up(client, query)["meta"]["licence"]["attribution"]
        for query in ("postcode=RM1 1AA", "lat=51.55&lon=0.05")
    )

    assert "Royal Mail data © Royal Mail copyright" in by_postcode
    assert "Royal Mail" not in by_point


@pytest.mark.usefixtures("postcodes")
def test_quality_below_the_best_is_said(client):
    body = look_up(client, "postcode=RM2 2BB")

    assert body["positional_quality"] == 50
    assert body["meta"]["warnings"] == [
        {
            "code": "approximate-position",
            "detail": "The postcode's point is estimated from the postcodes around it, usually to "
            "within 100 metres.",
        }
    ]


def test_postcode_on_a_border_has_the_ward_published_and_a_warning(client, tmp_path):
    import_postcodes(make_postcodes(tmp_path / "rm.csv", make_postcode(point=IN_EAST)))

    body = look_up(client, "postcode=RM1 1AA")

    assert (body["ward"]["slug"], body["ward_by_point"]) == ("west", "east")
    assert body["meta"]["warnings"] == [
        {
            "code": "on-a-border",
            "detail": f"Ordnance Survey puts the postcode in {WEST_WARD} (West); by the boundaries "
            "loaded its point lies in East, and so do rows of police data at that point.",
        }
    ]


def test_postcode_of_another_ward_code_is_placed_by_its_point(client, tmp_path):
    import_postcodes(make_postcodes(tmp_path / "rm.csv", make_postcode(ward="E05000001")))

    body = look_up(client, "postcode=RM1 1AA")

    assert body["ward"]["slug"] == "west"
    assert [warning["code"] for warning in body["meta"]["warnings"]] == ["on-a-border"]


def test_former_ward_of_the_same_point_is_named(client, tmp_path):
    former = [make_ward("E05000001", "Old Half", make_square(0.0, 51.5, 0.07, 51.6))]
    import_boundaries(make_boundaries(tmp_path / "former.geojson", former), "--former")

    assert look_up(client, "lat=51.55&lon=0.05")["former_ward"] == {
        "gss_code": "E05000001",
        "slug": "old-half",
        "name": "Old Half",
    }
    assert look_up(client, "lat=51.55&lon=0.08")["former_ward"] is None


def test_border_belongs_to_one_ward(client):
    assert look_up(client, "lat=51.55&lon=0.1")["ward"]["slug"] == "west"


@pytest.mark.usefixtures("postcodes")
def test_older_release_answers_as_it_did(client, tmp_path):
    text = make_postcode(point=IN_EAST, ward=EAST_WARD) + THREE.split("\n", 1)[1]
    import_postcodes(make_postcodes(tmp_path / "rm.csv", text))

    assert look_up(client, "postcode=RM1 1AA")["ward"]["slug"] == "east"
    assert look_up(client, "postcode=RM1 1AA&release=2")["ward"]["slug"] == "west"


def test_point_outside_the_area_is_not_found(client):
    assert absence(client, "lat=52&lon=1") == "No ward of Havering holds latitude 52, longitude 1."


@pytest.mark.usefixtures("postcodes")
def test_unknown_postcode_is_not_found(client):
    assert absence(client, "postcode=zz99zz") == (
        "ZZ9 9ZZ is not held: it is unknown, terminated, or outside the area served."
    )


@pytest.mark.usefixtures("postcodes")
def test_terminated_postcode_is_not_found_and_says_when_it_was(client, tmp_path):
    path = make_postcodes(tmp_path / "rm.csv", make_postcode(point=IN_WEST))
    import_postcodes(path, "--allow-removals")

    assert absence(client, "postcode=RM2 2BB") == (
        "RM2 2BB is no longer held: terminated, or withdrawn by its publisher. "
        "Release 2 was the last that held it."
    )


def test_without_postcodes_none_is_found(client):
    assert absence(client, "postcode=RM1 1AA") == (
        "No postcodes are loaded here; ask by lat and lon."
    )


REFUSALS = {
    "nothing asked": ("", [("postcode", None, "combination")]),
    "both ways": (
        "postcode=RM1 1AA&lat=51.55&lon=0.05",
        [("postcode", "RM1 1AA", "combination")],
    ),
    "latitude alone": ("lat=51.55", [("lon", None, "combination")]),
    "longitude alone": ("lon=0.05", [("lat", None, "combination")]),
    "no postcode": ("postcode=Romford", [("postcode", "Romford", "invalid")]),
    "half a postcode": ("postcode=RM1", [("postcode", "RM1", "invalid")]),
    "empty": ("postcode=", [("postcode", "", "empty")]),
    "twice": ("postcode=RM1 1AA&postcode=RM1 1AB", [("postcode", "RM1 1AB", "repeated")]),
    "beyond the pole": ("lat=91&lon=0.05", [("lat", "91", "out_of_range")]),
    "no number": ("lat=51.55&lon=east", [("lon", "east", "invalid")]),
    "several": (
        "lat=x&lon=181&radius_m=5",
        [
            ("lat", "x", "invalid"),
            ("lon", "181", "out_of_range"),
            ("radius_m", None, "unknown_parameter"),
        ],
    ),
}


@pytest.mark.parametrize(("query", "faults"), REFUSALS.values(), ids=REFUSALS)
def test_unclear_question_is_refused(client, query, faults):
    assert faults_of(client.get(f"/api/v1/wards/lookup?{query}")) == faults
