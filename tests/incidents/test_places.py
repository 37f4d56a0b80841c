"""Police data by box and by circle: the rows, the figures, and what is refused."""

import pytest

from tests.asking import INCIDENTS, count_of, serials
from tests.borough import make_borough, make_incident, publish
from tests.importing import import_archive
from tests.problems import faults_of
from tests.stop_search_files import make_search, make_search_month

pytestmark = pytest.mark.usefixtures("places")

# Serial number: longitude, latitude. The second lies 200 metres north of the first, the third 693
# metres east of it; the fourth is far off.
POINTS = {
    1: ("0.05", "51.55"),
    2: ("0.05", "51.551798"),
    3: ("0.06", "51.55"),
    4: ("0.25", "51.55"),
}
CIRCLE = "lat=51.55&lon=0.05&radius_m="
BOX = "bbox=0.05,51.55,0.06,51.551"
SEARCHES = ("stop-searches", "arrests", "weapon-recoveries")


@pytest.fixture
def places(db, tmp_path):
    """Load four incidents, and four searches for weapons that end in arrest: release 3."""
    make_borough(tmp_path)
    cells = [
        {"Longitude": longitude, "Latitude": latitude} for longitude, latitude in POINTS.values()
    ]
    publish(
        tmp_path,
        [
            make_incident(serial=number, **point)
            for number, point in zip(POINTS, cells, strict=True)
        ],
    )
    searches = [
        make_search(point, {"Object of search": "Offensive weapons", "Outcome": "Arrest"})
        for point in cells
    ]
    import_archive(make_search_month(tmp_path / "searches.zip", searches, "2024-01"))


def ask(client, path, query=""):
    response = client.get(f"/api/v1/{path}?{query}")
    assert response.status_code == 200, response.content
    return response.json()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (BOX, [1, 3]),
        ("bbox=0.05,51.55,0.05,51.55", [1]),
        ("bbox=0.2,51.5,0.3,51.6", [4]),
        ("bbox=-0.1,51.5,0.0,51.6", []),
        (f"{CIRCLE}1", [1]),
        (f"{CIRCLE}199", [1]),
        (f"{CIRCLE}201", [1, 2]),
        (f"{CIRCLE}693", [1, 2]),
        (f"{CIRCLE}695", [1, 2, 3]),
        (f"{CIRCLE}5000", [1, 2, 3]),
        (f"{CIRCLE}201&{BOX}", [1]),
        (f"{CIRCLE}695&ward=upminster", []),
    ],
)
def test_rows_of_a_place_are_found(client, query, found):
    assert sorted(serials(client.get(f"{INCIDENTS}?{query}"))) == found
    assert sorted(serials(client.get(f"{INCIDENTS}.csv?{query}"))) == found


@pytest.mark.parametrize("dataset", ["incidents", *SEARCHES])
@pytest.mark.parametrize(("query", "count"), [("", 4), (BOX, 2), (f"{CIRCLE}201", 2)])
def test_rows_exports_and_figures_agree(client, dataset, query, count):
    exported = client.get(f"/api/v1/{dataset}.csv?{query}")

    assert ask(client, dataset, query)["count"] == count
    assert len(exported.getvalue().splitlines()) == int(exported["X-Total-Count"]) + 1 == count + 1
    assert ask(client, f"stats/{dataset}", query)["total"] == count
    by_ward = ask(client, f"stats/{dataset}", f"{query}&group_by=ward,month")
    assert by_ward["total"] == sum(cell["count"] or 0 for cell in by_ward["results"]) == count


def test_figure_of_a_place_is_checked(client):
    body = ask(client, "check", f"dataset=incidents&value=2&month=2024-01&{CIRCLE}201")

    assert (body["figure"]["count"], body["result"]) == (2, "equal")


def test_question_is_echoed_with_plain_numbers(client):
    query = "lon=5e-2&radius_m=0500&lat=51.550&bbox=0,51.50,0.20,51.6"

    meta = ask(client, "incidents", query)["meta"]

    asked = {name: meta["query"][name] for name in ("bbox", "lat", "lon", "radius_m")}
    assert asked == {"bbox": [0, 51.5, 0.2, 51.6], "lat": 51.55, "lon": 0.05, "radius_m": 500}
    assert meta["permalink"].endswith(
        "/api/v1/incidents?bbox=0,51.5,0.2,51.6&lat=51.55&lon=0.05&radius_m=500&release=3"
    )


def test_permalink_gives_the_same_rows(client):
    listed = client.get(f"{INCIDENTS}?{CIRCLE}201&{BOX}")

    again = client.get(listed.json()["meta"]["permalink"])

    assert again.json()["results"] == listed.json()["results"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (
            f"{CIRCLE}1500",
            "Street-level incidents in Havering within 1,500 metres of latitude 51.55, longitude 0.05",
        ),
        (
            f"ward=st-edwards&month=2024-01&{BOX}",
            "Street-level incidents in St Edward's in the box from 0.05, 51.55 to 0.06, 51.551, "
            "January 2024",
        ),
    ],
)
def test_place_is_described(client, query, words):
    assert ask(client, "incidents", query)["meta"]["description"] == words


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", None),
        (BOX, None),
        (f"{CIRCLE}500", None),
        (
            "bbox=0.25,51.55,0.35,51.56",
            "The place asked lies partly outside Havering, where nothing is held: unknown, not zero.",
        ),
        (
            "lat=0.05&lon=51.55&radius_m=500",
            "The place asked lies outside Havering, where nothing is held: unknown, not zero. "
            "Were latitude and longitude exchanged?",
        ),
    ],
    ids=["nowhere", "box", "circle", "partly", "exchanged"],
)
def test_place_beyond_the_area_is_warned_about(client, query, words):
    for path in ("incidents", "stop-searches", "stats/incidents"):
        warnings = ask(client, path, query)["meta"]["warnings"]

        said = [warning["detail"] for warning in warnings if warning["code"] == "outside-area"]
        assert said == ([words] if words else [])


REFUSALS = {
    "latitude alone": (
        "lat=51.55",
        [("lon", None, "combination"), ("radius_m", None, "combination")],
    ),
    "no radius": ("lat=51.55&lon=0.05", [("radius_m", None, "combination")]),
    "radius alone": (
        "radius_m=500",
        [("lat", None, "combination"), ("lon", None, "combination")],
    ),
    "too wide a circle": (f"{CIRCLE}5001", [("radius_m", "5001", "out_of_range")]),
    "no circle": (f"{CIRCLE}0", [("radius_m", "0", "out_of_range")]),
    "half a metre": (f"{CIRCLE}0.5", [("radius_m", "0.5", "invalid")]),
    "several faults": (
        "lat=91&lon=-181&radius_m=x",
        [
            ("lat", "91", "out_of_range"),
            ("lon", "-181", "out_of_range"),
            ("radius_m", "x", "invalid"),
        ],
    ),
    "no number": ("lat=nan&lon=inf&radius_m=5", [("lat", "nan", "invalid"), ("lon", "inf", "invalid")]),
    "comma for a point": ("lat=51,55&lon=0.05&radius_m=5", [("lat", "51,55", "invalid")]),
    "empty": ("lat=&lon=0.05&radius_m=5", [("lat", "", "empty")]),
    "repeated": (f"{CIRCLE}5&lat=51.5", [("lat", "51.5", "repeated")]),
    "three sides": ("bbox=0,51,1", [("bbox", "0,51,1", "invalid")]),
    "five sides": ("bbox=0,51,1,52,1", [("bbox", "0,51,1,52,1", "invalid")]),
    "a word": ("bbox=0,51,1,north", [("bbox", "0,51,1,north", "invalid")]),
    "blanks": ("bbox=0, 51, 1, 52", [("bbox", "0, 51, 1, 52", "invalid")]),
    "beyond the pole": ("bbox=0,51,1,91", [("bbox", "0,51,1,91", "out_of_range")]),
    "metres": ("bbox=542234,185448,542300,185500", [("bbox", "542234,185448,542300,185500", "out_of_range")]),
    "east of west": ("bbox=1,51,0,52", [("bbox", "1,51,0,52", "combination")]),
    "north of south": ("bbox=0,52,1,51", [("bbox", "0,52,1,51", "combination")]),
    "two boxes": ("bbox=0,51,1,52&bbox=0,51,1,53", [("bbox", "0,51,1,53", "repeated")]),
}  # fmt: skip


@pytest.mark.parametrize(
    "dataset", ["incidents", "incidents.geojson", "stop-searches.csv", "stats/arrests"]
)
@pytest.mark.parametrize(("query", "faults"), REFUSALS.values(), ids=REFUSALS)
def test_unclear_place_is_refused(client, dataset, query, faults):
    assert faults_of(client.get(f"/api/v1/{dataset}?{query}")) == faults


@pytest.mark.parametrize("place", [BOX, f"{CIRCLE}500"])
def test_rate_per_residents_of_a_place_is_refused(client, place):
    query = f"measures=count,rate_per_1000&{place}"

    assert faults_of(client.get(f"/api/v1/stats/incidents?{query}")) == [
        ("measures", "rate_per_1000", "combination")
    ]
    claim = f"dataset=incidents&measure=rate_per_1000&value=2&{place}"
    assert faults_of(client.get(f"/api/v1/check?{claim}")) == [
        ("measure", "rate_per_1000", "combination")
    ]


def test_place_beside_the_rest_of_the_borough_is_refused(client):
    query = f"group_by=ward&compare=borough&{BOX}"

    assert faults_of(client.get(f"/api/v1/stats/incidents?{query}")) == [
        ("compare", "borough", "combination")
    ]


def test_recorded_crime_has_no_places(client):
    faults = faults_of(client.get(f"/api/v1/recorded-crime?{BOX}"))

    assert [(name, code) for name, _, code in faults] == [("bbox", "unknown_parameter")]


def test_count_of_a_place_is_exact(client):
    assert count_of(client, f"{CIRCLE}201&page_size=1") == 2
