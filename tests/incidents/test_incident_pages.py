"""The list of incidents: order, fields, pages and releases, and how often it asks the database."""

import pytest

from tests.asking import INCIDENTS, count_of, serials
from tests.borough import make_incident, publish
from tests.problems import read_problem

pytestmark = pytest.mark.usefixtures("january")


IN_ORDER = {
    "by default newest first": ("", ["month"], True),
    "by outcome, unknown first": ("ordering=last_outcome_category", ["last_outcome_category"], False),
    "by outcome, unknown last": ("ordering=-last_outcome_category", ["last_outcome_category"], True),
    "by ward code": ("ordering=ward_code", ["ward_code"], False),
    "by id": ("ordering=-id", [], True),
    "by two": ("ordering=crime_type,ward_code", ["crime_type", "ward_code"], False),
}  # fmt: skip


@pytest.mark.parametrize(("query", "keys", "descending"), IN_ORDER.values(), ids=IN_ORDER)
def test_order_is_total_and_ends_in_the_id_in_the_direction_of_the_last_key(
    client, query, keys, descending
):
    rows = client.get(f"{INCIDENTS}?{query}").json()["results"]

    def place(row):
        return [(row[key] is not None, row[key] or "") for key in [*keys, "id"]]

    assert rows == sorted(rows, key=place, reverse=descending)
    assert len(rows) == 5


def test_directions_may_differ(client):
    rows = client.get(f"{INCIDENTS}?ordering=-crime_type,ward_code").json()["results"]

    assert [(row["crime_type"], row["ward"]) for row in rows] == [
        ("robbery", "st-edwards"),
        ("robbery", "upminster"),
        ("drugs", "rainham-wennington"),
        ("burglary", "st-edwards"),
        ("anti-social-behaviour", "st-edwards"),
    ]


def test_fields_come_in_the_documented_order(client):
    rows = client.get(f"{INCIDENTS}?fields=ward_name,month&fields=crime_id&ward=upminster").json()

    assert [list(row.items()) for row in rows["results"]] == [
        [("crime_id", f"{3:064x}"), ("month", "2024-01"), ("ward_name", "Upminster")]
    ]


def test_one_field_alone_is_still_a_row(client):
    body = client.get(f"{INCIDENTS}?fields=ward&ward=upminster").json()

    assert body["results"] == [{"ward": "upminster"}]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 6])
def test_pages_together_are_the_export_and_the_count(client, size):
    found, address = [], f"{INCIDENTS}?ordering=crime_type&page_size={size}"
    while address:
        body = client.get(address).json()
        found += [row["id"] for row in body["results"]]
        address = body["next"]

    exported = client.get(f"{INCIDENTS}.csv?ordering=crime_type").getvalue().decode()
    assert found == [line.split(",")[0] for line in exported.splitlines()[1:]]
    assert len(found) == len({*found}) == body["count"] == 5


def test_neighbours_are_pinned_to_the_release(client):
    body = client.get(f"{INCIDENTS}?page=2&page_size=2&crime_type_not=drugs").json()

    start = "http://localhost:8000/api/v1/incidents?crime_type_not=drugs"
    assert (body["next"], body["previous"]) == (None, f"{start}&page=1&page_size=2&release=2")


def test_next_page_stays_in_the_release_it_began_in(client, tmp_path):
    first = client.get(f"{INCIDENTS}?page_size=4").json()
    publish(tmp_path, [make_incident(month="2024-02", serial=7)], month="2024-02")

    second = client.get(first["next"])

    assert len(serials(second)) == 1
    assert second.json()["meta"]["release"] == 2


def test_page_past_the_last_is_not_found(client):
    body = read_problem(client.get(f"{INCIDENTS}?page=4&page_size=2"), "not-found")

    assert body["detail"] == "Page 4 is past the last, which is 3."


def test_last_page_that_is_full_has_no_next(client):
    assert client.get(f"{INCIDENTS}?page=5&page_size=1").json()["next"] is None
    assert count_of(client) == 5


@pytest.mark.usefixtures("february")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("release=0", set()),
        ("release=1", set()),
        ("release=2", {0, 1, 2, 3, 4}),
        ("release=3", {0, 1, 2, 3, 4, 11, 12}),
        ("release=4", {1, 2, 3, 4, 6, 11, 12}),
        ("", {1, 2, 3, 4, 6, 11, 12}),
        ("release=3&last_outcome_category=suspect-charged", set()),
        ("release=4&last_outcome_category=suspect-charged", {1}),
    ],
)
def test_release_answers_as_it_did(client, query, found):
    assert {*serials(client.get(f"{INCIDENTS}?{query}"))} == found


@pytest.mark.usefixtures("february")
def test_first_release_of_a_row_is_that_of_its_version(client):
    (row,) = client.get(f"{INCIDENTS}?crime_id={1:064x}").json()["results"]

    assert row["first_release"] == 4


@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("", 3),
        ("ward=upminster&crime_type=robbery&search=road&page_size=1", 3),
        ("search=nowhere", 2),
        # Nothing was ever counted there: no question is put to the rows.
        ("month=2024-05", 1),
    ],
    ids=["everything", "four filters", "nothing found", "nothing counted"],
)
def test_page_takes_three_queries_however_many_rows(
    client, django_assert_num_queries, query, queries
):
    # Wards, labels and coverage of a release are remembered once read.
    client.get(f"{INCIDENTS}?{query}")

    # 1. the newest release  2. the count  3. the rows, where there are any
    with django_assert_num_queries(queries):
        client.get(f"{INCIDENTS}?{query}")


def test_detail_takes_four_queries(client, django_assert_num_queries):
    address = f"{INCIDENTS}/{client.get(INCIDENTS).json()['results'][0]['id']}"
    client.get(address)

    # 1. the newest release  2. the row  3. its versions  4. outcomes that name its Crime ID
    with django_assert_num_queries(4):
        client.get(address)
