"""What changed between two releases: which rows, which fields, how many."""

import pytest

from tests.borough import RAINHAM, ST_EDWARDS, UPMINSTER, at, make_incident, publish
from tests.changes.asking_changes import (
    changes,
    changes_address,
    row_of,
    row_of_the_nameless,
    told,
)
from tests.importing import import_archive, import_boundaries, run
from tests.stop_search_files import make_search, make_search_month
from tests.ward_files import make_boundaries, make_square, make_ward

INCIDENTS = {"dataset": "incidents"}


@pytest.mark.usefixtures("february")
def test_revision_says_which_fields_from_what_to_what(client):
    body = changes(client, 4, since=3, change="revised")

    row = row_of(client, 1, release=4)
    assert body["results"] == [
        {
            "dataset": "incidents",
            "change": "revised",
            "id": row["id"],
            "month": "2024-01",
            "ward": "st-edwards",
            "ward_code": "E05013983",
            "ward_name": "St Edward's",
            "changed_fields": ["last_outcome_category", "last_outcome_category_name"],
            "before": {
                "last_outcome_category": "under-investigation",
                "last_outcome_category_name": "Under investigation",
                "first_release": 2,
            },
            "after": row,
        }
    ]
    assert row["last_outcome_category"] == "suspect-charged"


@pytest.mark.usefixtures("february")
def test_changes_are_added_then_revised_then_withdrawn(client):
    body = changes(client, 4, since=3)

    gone = row_of_the_nameless(client)
    assert told(body) == [
        ("added", 6),
        ("revised", 1, "last_outcome_category", "last_outcome_category_name"),
        ("withdrawn", gone["id"]),
    ]
    assert body["results"][2]["before"] == gone
    assert body["results"][2]["after"] is None
    assert body["results"][0]["before"] is None
    assert body["results"][0]["after"] == row_of(client, 6, release=4)


@pytest.mark.usefixtures("february")
def test_counts_are_by_data_set_ward_and_month(client):
    counts = changes(client, 4, since=2, **INCIDENTS)["counts"]

    none = {"added": 0, "revised": 0, "withdrawn": 0}
    st_edwards = {"ward": "st-edwards", "ward_code": "E05013983", "ward_name": "St Edward's"}
    rainham = {
        "ward": "rainham-wennington", "ward_code": RAINHAM, "ward_name": "Rainham & Wennington",
    }  # fmt: skip
    of = {"dataset": "incidents"}
    assert counts == {
        "by_dataset": [of | {"added": 3, "revised": 1, "withdrawn": 1}],
        "by_ward": [
            of | rainham | none | {"added": 1},
            of | st_edwards | {"added": 2, "revised": 1, "withdrawn": 1},
        ],
        "by_month": [
            of | {"month": "2024-01", "added": 1, "revised": 1, "withdrawn": 1},
            of | {"month": "2024-02"} | none | {"added": 2},
        ],
    }


@pytest.mark.usefixtures("february")
def test_the_release_before_is_the_one_compared_with_unless_said(client):
    body = changes(client, 4)

    assert body["meta"]["query"]["since"] == 3
    assert told(body) == told(changes(client, 4, since=3))
    assert body["meta"]["permalink"].endswith("/releases/4/changes?release=4&since=3")


@pytest.mark.usefixtures("february")
def test_what_came_and_went_in_between_is_no_change(client, tmp_path):
    publish(tmp_path, [make_incident(month="2024-03", serial=n) for n in (7, 8)], month="2024-03")
    publish(tmp_path, [make_incident(month="2024-03", serial=8)], month="2024-03")

    assert told(changes(client, 6, since=4)) == [("added", 8)]


@pytest.mark.usefixtures("borough")
def test_what_was_revised_and_revised_back_is_no_change(client, tmp_path):
    was, became = make_incident(), make_incident(Last_outcome_category="Suspect charged")
    for row in (was, became, was):
        publish(tmp_path, [row])

    assert [len(changes(client, 4, since=since)["results"]) for since in (1, 2, 3)] == [1, 0, 1]
    assert changes(client, 4, since=2)["count"] == 0


@pytest.mark.usefixtures("february")
def test_everything_was_added_since_the_beginning(client):
    body = changes(client, 4, since=0)

    incidents = client.get("/api/v1/incidents").json()["results"]
    after = [row["after"] for row in body["results"] if row["dataset"] == "incidents"]
    assert sorted(after, key=str) == sorted(incidents, key=str)
    assert body["counts"]["by_dataset"][:2] == [
        {"dataset": "wards", "added": 3, "revised": 0, "withdrawn": 0},
        {"dataset": "incidents", "added": 7, "revised": 0, "withdrawn": 0},
    ]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"ward": "rainham-wennington"}, [12]),
        ({"ward": "st-edwards", "month": "2024-02"}, [11]),
        ({"date_from": "2024-02"}, [11, 12]),
        ({"change": "added", "date_to": "2024-01"}, [6]),
        ({"ward": "upminster"}, []),
    ],
    ids=str,
)
@pytest.mark.usefixtures("february")
def test_changes_are_narrowed(client, query, shown):
    body = changes(client, 4, since=2, **query)

    assert sorted(serial for _, serial, *_ in told(body)) == shown
    assert body["count"] == len(shown)


@pytest.fixture
def redrawn(january, tmp_path):
    """Give St Edward's the land that held the incidents of Upminster: release 3."""
    wards = [
        make_ward("E05013983", "St Edward's", make_square(0, 51.5, 0.2, 51.6)),
        make_ward(UPMINSTER, "Upminster", make_square(0.3, 51.5, 0.4, 51.6)),
        make_ward(RAINHAM, "Rainham & Wennington", make_square(0.2, 51.5, 0.3, 51.6)),
    ]
    import_boundaries(make_boundaries(tmp_path / "redrawn.geojson", wards), "--allow-removals")


@pytest.mark.parametrize("ward", ["st-edwards", "upminster"])
@pytest.mark.usefixtures("redrawn")
def test_row_that_moved_fits_the_ward_it_left_and_the_ward_it_came_to(client, ward):
    body = changes(client, 3, ward=ward, **INCIDENTS)

    assert told(body) == [("revised", 3, "ward", "ward_code", "ward_name")]
    assert body["results"][0]["ward"] == "st-edwards"
    assert body["results"][0]["before"]["ward"] == "upminster"
    assert [line["ward"] for line in body["counts"]["by_ward"]] == ["st-edwards"]


@pytest.mark.usefixtures("redrawn")
def test_wards_change_too(client):
    body = changes(client, 3, dataset="wards")

    assert {row["id"]: row["changed_fields"] for row in body["results"]}.keys() == {
        "E05013983", UPMINSTER,
    }  # fmt: skip
    assert {row["change"] for row in body["results"]} == {"revised"}


def publish_searches(folder, *outcomes):
    searches = [
        make_search(at(ST_EDWARDS), {"Outcome": outcome}, day=day)
        for day, outcome in enumerate(outcomes, start=1)
    ]
    import_archive(make_search_month(folder / "searches.zip", searches))


@pytest.mark.usefixtures("borough")
def test_search_that_became_an_arrest_is_gained_by_the_arrests(client, tmp_path):
    publish_searches(tmp_path, "A no further action disposal", "Arrest")
    publish_searches(tmp_path, "Arrest", "Arrest")

    (among_searches,) = changes(client, 3, dataset="stop-searches")["results"]
    body = changes(client, 3, dataset="arrests")
    (among_arrests,) = body["results"]
    assert among_searches["changed_fields"] == ["outcome", "outcome_name", "is_arrest"]
    assert (among_arrests["change"], among_arrests["id"]) == ("added", among_searches["id"])
    assert [warning["code"] for warning in body["meta"]["warnings"]] == ["stop-search-only"]


@pytest.mark.usefixtures("february")
def test_redacted_row_is_in_no_changes(client):
    row = row_of(client, 1, release=4)
    addresses = [
        changes_address(4, ending, since=since) for since in (0, 3) for ending in ("", ".csv")
    ]
    before = [client.get(address).getvalue().decode() for address in addresses]
    run("redact_row", row["id"], "--reason=the place names a home")

    after = [client.get(address).getvalue().decode() for address in addresses]

    assert all(row["id"] in text and row["crime_id"] in text for text in before)
    assert not any(row["id"] in text or row["crime_id"] in text for text in after)
    assert changes(client, 4, since=3)["counts"]["by_dataset"][1] == {
        "dataset": "incidents", "added": 1, "revised": 0, "withdrawn": 1,
    }  # fmt: skip
