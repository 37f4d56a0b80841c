"""How changes are answered: pages, formats, refusals, permalinks, queries."""

import csv
import json

import pytest

from tests.borough import make_incident, publish
from tests.changes.asking_changes import changes, changes_address, row_of, row_of_the_nameless
from tests.problems import faults_of, read_problem


@pytest.mark.usefixtures("february")
def test_pages_follow_one_another(client):
    whole = changes(client, 4, since=0)

    pages, address = [], changes_address(4, since=0, page_size=3)
    while address:
        body = client.get(address).json()
        pages += body["results"]
        address = body["next"]
        assert body["count"] == whole["count"]
        assert body["counts"] == whole["counts"]
    assert pages == whole["results"]


@pytest.mark.usefixtures("february")
def test_csv_is_whole(client):
    response = client.get(changes_address(4, ".csv", since=3, change="revised", ward="st-edwards"))

    row = row_of(client, 1, release=4)
    before = (
        '{""last_outcome_category"":""under-investigation"",'
        '""last_outcome_category_name"":""Under investigation"",""first_release"":2}'
    )
    after = json.dumps(row, separators=(",", ":")).replace('"', '""')
    assert response["X-Total-Count"] == "1"
    assert response.getvalue().decode() == (
        "dataset,change,id,month,ward,ward_code,ward_name,changed_fields,before,after\r\n"
        f"incidents,revised,{row['id']},2024-01,st-edwards,E05013983,St Edward's,"
        f'last_outcome_category last_outcome_category_name,"{before}","{after}"\r\n'
    )
    assert response["Content-Disposition"] == (
        'attachment; filename="rows-revised-from-release-3-to-release-4-in-st-edwards-release-4.csv"'
    )


@pytest.mark.usefixtures("february")
def test_every_format_has_the_same_rows(client):
    rows = changes(client, 4, since=0)["results"]

    ndjson = client.get(changes_address(4, ".ndjson", since=0)).getvalue().splitlines()
    lines = client.get(changes_address(4, ".csv", since=0)).getvalue().decode().splitlines()
    assert [json.loads(line) for line in ndjson] == rows
    assert [
        row | {"changed_fields": row["changed_fields"].split()}
        | {name: json.loads(row[name]) if row[name] else None for name in ("before", "after")}
        | {name: row[name] or None for name in ("month", "ward", "ward_code", "ward_name")}
        for row in csv.DictReader(lines)
    ] == rows  # fmt: skip


@pytest.mark.usefixtures("february")
def test_fields_of_a_change_can_be_chosen(client):
    body = changes(client, 4, fields="change,id", change="withdrawn")

    assert body["results"] == [{"change": "withdrawn", "id": row_of_the_nameless(client)["id"]}]


REFUSED = {
    "since=4": ("since", "4", "combination"),
    "since=9": ("since", "9", "combination"),
    "since=first": ("since", "first", "invalid"),
    "since=-1": ("since", "-1", "invalid"),
    "since=1&since=2": ("since", "2", "repeated"),
    "dataset=incident": ("dataset", "incident", "unknown"),
    "dataset=": ("dataset", "", "empty"),
    "change=removed": ("change", "removed", "unknown"),
    "crime_type=robbery": ("crime_type", None, "unknown_parameter"),
    "ordering=id": ("ordering", None, "unknown_parameter"),
    "ward=romford": ("ward", "romford", "unknown"),
    "month=2024-13": ("month", "2024-13", "date"),
    "dataset=wards&month=2024-01": ("month", None, "combination"),
    "dataset=statements&date_from=2024": ("date_from", None, "combination"),
    "page=1001": ("page", "1001", "combination"),
}


@pytest.mark.parametrize(("query", "fault"), REFUSED.items(), ids=REFUSED)
@pytest.mark.usefixtures("february")
def test_query_is_refused(client, query, fault):
    assert faults_of(client.get(f"/api/v1/releases/4/changes?{query}&page_size=100")) == [fault]


@pytest.mark.parametrize("address", ["5/changes", "0/changes", "5/changes.csv", "4/changes"])
@pytest.mark.usefixtures("february")
def test_release_that_does_not_exist_is_not_found(client, address):
    number = address.partition("/")[0]

    body = read_problem(client.get(f"/api/v1/releases/{address}?release=3"), "not-found")

    assert body["detail"] == f"There is no release {number}."


@pytest.mark.usefixtures("february")
def test_page_past_the_last_is_not_found(client):
    body = read_problem(client.get(changes_address(4, page=2)), "not-found")

    assert body["detail"] == "Page 2 is past the last, which is 1."


@pytest.mark.usefixtures("february")
def test_permalink_of_changes_is_kept_by_later_releases(client, tmp_path):
    before = client.get(changes_address(4, since=2))
    publish(tmp_path, [make_incident(serial=9)])

    after = client.get(before.json()["meta"]["permalink"])

    assert after.content == before.content
    assert after["Cache-Control"] == "public, max-age=86400"
    assert client.get(changes_address(4, since=2)).json()["results"] == before.json()["results"]


@pytest.mark.usefixtures("february")
def test_changes_held_already_are_not_sent_again(client, django_assert_num_queries):
    held = client.get(changes_address(4, since=2))

    # The newest release.
    with django_assert_num_queries(1):
        again = client.get(changes_address(4, since=2), headers={"If-None-Match": held["ETag"]})

    assert again.status_code == 304


@pytest.mark.usefixtures("february")
def test_page_of_changes_takes_so_many_queries(client, django_assert_num_queries):
    query = {"since": 2, "dataset": "incidents", "page_size": 2}
    client.get(changes_address(4, **query))

    # 1. the newest release  2., 3. the two compared  4. what was added, on this page
    with django_assert_num_queries(4):
        changes(client, 4, **query)


@pytest.mark.usefixtures("february")
def test_changes_asked_for_the_first_time_take_two_queries_more_a_data_set(
    client, django_assert_num_queries
):
    client.get("/api/v1/incidents?release=3")
    client.get("/api/v1/incidents?release=4")

    # 1. the newest release  2., 3. the two compared  4. what was opened  5. what was closed
    # 6. rows added  7. revised, as they were  8. revised, as they are  9. withdrawn
    with django_assert_num_queries(9):
        changes(client, 4, since=3, dataset="incidents")
