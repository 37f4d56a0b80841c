"""Wards in force: listed, one by one, as CSV and with their boundaries."""

import json

import pytest

from tests.borough import RAINHAM, ST_EDWARDS, UPMINSTER, make_borough
from tests.importing import import_boundaries, import_population
from tests.ward_files import make_boundaries, make_population, make_square, make_ward

pytestmark = pytest.mark.django_db

WARDS = "/api/v1/wards"


@pytest.fixture
def borough(tmp_path):
    """Load three wards, and the residents of two of them: release 2."""
    make_borough(tmp_path)
    path = make_population(tmp_path / "population.csv", {ST_EDWARDS: 9000, RAINHAM: 12000})
    import_population(path, "--date", "2021-03-21", "--derived")


def names(response):
    assert response.status_code == 200, response.content
    return [row["name"] for row in response.json()["results"]]


@pytest.mark.usefixtures("borough")
def test_ward_of_the_list_is_whole(client):
    body = client.get(f"{WARDS}?search=edward").json()

    assert body["count"] == 1
    assert body["results"] == [
        {
            "gss_code": "E05013983",
            "slug": "st-edwards",
            "name": "St Edward's",
            "status": "current",
            "vintage": "2025",
            "area_km2": pytest.approx(77.2, abs=0.1),
            "population": 9000,
            "population_date": "2021-03-21",
            "population_derived": True,
            "latitude": 51.55,
            "longitude": 0.05,
        }
    ]


@pytest.mark.usefixtures("borough")
def test_ward_without_a_population_has_null(client):
    (row,) = client.get(f"{WARDS}?search=upminster").json()["results"]

    shown = [row[name] for name in ("population", "population_date", "population_derived")]
    assert shown == [None, None, None]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Rainham & Wennington", "St Edward's", "Upminster"]),
        ("ordering=-name", ["Upminster", "St Edward's", "Rainham & Wennington"]),
        ("ordering=gss_code", ["Rainham & Wennington", "St Edward's", "Upminster"]),
        ("ordering=population", ["Upminster", "St Edward's", "Rainham & Wennington"]),
        ("ordering=-population", ["Rainham & Wennington", "St Edward's", "Upminster"]),
        ("search=wennington+rain", ["Rainham & Wennington"]),
        ("search=borough", []),
        ("page=2&page_size=2", ["Upminster"]),
        ("release=0", []),
    ],
)
@pytest.mark.usefixtures("borough")
def test_wards_are_found_in_order(client, query, expected):
    assert names(client.get(f"{WARDS}?{query}")) == expected


@pytest.mark.usefixtures("borough")
def test_list_of_wards_takes_three_queries(client, django_assert_num_queries):
    # 1. the newest release  2. the count  3. the rows with their newest populations
    with django_assert_num_queries(3):
        client.get(WARDS)


@pytest.mark.usefixtures("borough")
def test_ward_takes_one_query_once_its_gazetteer_is_remembered(client, django_assert_num_queries):
    client.get(f"{WARDS}/upminster")

    # 1. the newest release
    with django_assert_num_queries(1):
        client.get(f"{WARDS}/upminster")


@pytest.mark.usefixtures("borough")
def test_wards_as_csv_are_whole(client):
    text = client.get(f"{WARDS}.csv?fields=gss_code,name,population,population_derived").getvalue()

    assert text.decode() == (
        "gss_code,name,population,population_derived\r\n"
        "E05013979,Rainham & Wennington,12000,true\r\n"
        "E05013983,St Edward's,9000,true\r\n"
        "E05013986,Upminster,,\r\n"
    )


@pytest.mark.usefixtures("borough")
def test_wards_as_geojson_have_their_rows_and_boundaries(client):
    (row,) = client.get(f"{WARDS}?search=edward").json()["results"]

    response = client.get(f"{WARDS}.geojson?search=edward")

    ring = [[0.0, 51.5], [0.1, 51.5], [0.1, 51.6], [0.0, 51.6], [0.0, 51.5]]
    body = response.json()
    assert response["Content-Type"] == "application/geo+json"
    assert list(body) == ["type", "features", "meta"]
    assert body["type"] == "FeatureCollection"
    assert body["features"] == [
        {
            "type": "Feature",
            "id": "E05013983",
            "properties": row,
            "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
        }
    ]


@pytest.mark.usefixtures("borough")
def test_properties_of_geojson_can_be_chosen_and_ordered(client):
    body = client.get(f"{WARDS}.geojson?fields=name&ordering=-name").json()

    assert [feature["properties"] for feature in body["features"]] == [
        {"name": "Upminster"},
        {"name": "St Edward's"},
        {"name": "Rainham & Wennington"},
    ]


@pytest.mark.parametrize("key", ["upminster", UPMINSTER, UPMINSTER.lower()])
@pytest.mark.usefixtures("borough")
def test_ward_is_found_by_slug_and_code(client, key):
    body = client.get(f"{WARDS}/{key}").json()

    (row,) = client.get(f"{WARDS}?search=upminster").json()["results"]
    meta = body.pop("meta")
    assert body == row | {"ended": None, "successors": []}
    assert meta["description"] == "Upminster ward"


def test_multipolygon_stays_one(client, tmp_path):
    east, west = make_square(0.0, 51.5, 0.1, 51.6), make_square(0.2, 51.5, 0.3, 51.6)
    both = {"type": "MultiPolygon", "coordinates": [east["coordinates"], west["coordinates"]]}
    feature = make_ward("E05990001", "Twice", both)
    import_boundaries(make_boundaries(tmp_path / "twice_2025.geojson", [feature]))

    (feature,) = json.loads(client.get(f"{WARDS}.geojson").content)["features"]

    assert len(feature["geometry"]["coordinates"]) == 2
