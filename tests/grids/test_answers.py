"""The answer as a document: its schema, its CSV, HEAD, preconditions, permalinks."""

import csv

import jsonschema
import pytest

from tests.grids.questions import GROUPS
from tests.openapi import MODERN, document, operations

DATASETS = [*GROUPS]
OPERATIONS = {path: name for name, (path, _) in operations().items()}
ALL_MEASURES = "count,per_day,rate_per_1000,percent"
QUERIES = {
    "default": {},
    "groups": {"group_by": "ward,month"},
    "all measures": {"measures": f"{ALL_MEASURES},rolling_12_months", "group_by": "month"},
    "previous year": {
        "compare": "previous_year", "date_from": "2023-11", "date_to": "2024-02",
        "group_by": "ward,quarter", "measures": ALL_MEASURES,
    },
    "borough": {"compare": "borough", "group_by": "ward,calendar_year", "measures": ALL_MEASURES},
}  # fmt: skip


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
@pytest.mark.parametrize("dataset", DATASETS)
def test_answer_is_what_its_schema_says(client, dataset, query):
    path = f"/api/v1/stats/{dataset}"
    _, operation = operations()[OPERATIONS[path]]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]

    answer = client.get(path, query)

    assert answer.status_code == 200, answer.content
    whole = {**schema, "components": document(MODERN)["components"]}
    jsonschema.Draft202012Validator(whole).validate(answer.json())


@pytest.mark.parametrize("dataset", DATASETS)
def test_schema_names_every_member_of_a_cell(client, dataset):
    cell = document(MODERN)["components"]["schemas"][f"{dataset.title().replace('-', '')}Cell"]
    given = set()
    for query in QUERIES.values():
        given.update(client.get(f"/api/v1/stats/{dataset}", query).json()["results"][0])

    assert given <= set(cell["properties"])
    assert set(cell["required"]) == {"coverage", "null_reason"}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
@pytest.mark.parametrize("dataset", DATASETS)
def test_csv_has_the_same_cells(client, dataset, query):
    cells = client.get(f"/api/v1/stats/{dataset}", query).json()["results"]
    response = client.get(f"/api/v1/stats/{dataset}.csv", query)

    header, *rows = csv.reader(response.getvalue().decode().splitlines())

    assert header == list(cells[0])
    assert rows == [
        ["" if value is None else str(value) for value in cell.values()] for cell in cells
    ]
    assert response["X-Total-Count"] == str(len(cells))


@pytest.mark.parametrize("suffix", ["", ".csv"])
def test_head_has_the_headers_and_no_body(client, suffix):
    query = {"group_by": "ward,month", "release": "10"}
    named = {"X-Request-ID": "the-same-id"}
    got = client.get(f"/api/v1/stats/incidents{suffix}", query, headers=named)

    head = client.head(f"/api/v1/stats/incidents{suffix}", query, headers=named)

    assert (head.status_code, head.getvalue()) == (200, b"")
    assert {name: head[name] for name in head.headers if name != "Content-Length"} == {
        name: got[name] for name in got.headers if name != "Content-Length"
    }


def test_head_of_a_csv_counts_no_row(client, django_assert_max_num_queries):
    query = {"group_by": "ward,month", "force": "metropolitan"}
    client.head("/api/v1/stats/incidents.csv", query)

    # 1. the newest release
    with django_assert_max_num_queries(1):
        client.head("/api/v1/stats/incidents.csv", query)


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("suffix", ["", ".csv"])
def test_client_that_holds_the_grid_is_told_so_without_counting(
    client, django_assert_num_queries, suffix, method
):
    address = f"/api/v1/stats/stop-searches{suffix}?group_by=ward,gender"
    etag = client.get(address)["ETag"]

    # 1. the newest release
    with django_assert_num_queries(1):
        response = getattr(client, method)(address, headers={"if-none-match": etag})

    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize("header", ["if-none-match", "if-modified-since"])
def test_query_is_checked_before_a_precondition(client, header):
    held = {"if-none-match": "*", "if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"}[header]
    faulty = "?group_by=ward,month,quarter&date_from=1900&date_to=2100"

    response = client.get(f"/api/v1/stats/incidents{faulty}", headers={header: held})

    assert response.status_code == 400


def test_order_of_groups_is_another_question(client):
    first = client.get("/api/v1/stats/incidents?group_by=ward,month")
    other = client.get("/api/v1/stats/incidents?group_by=month,ward")

    assert first["ETag"] != other["ETag"]
    assert first.json()["meta"]["query"]["group_by"] == ["ward", "month"]
    assert list(other.json()["results"][0])[:2] == ["month", "ward"]


def test_permalink_gives_the_same_body(client):
    first = client.get("/api/v1/stats/arrests?group_by=ward,month&measures=count,per_day")
    link = first.json()["meta"]["permalink"]

    assert client.get(link).content == first.content


def test_older_release_is_answered_as_it_was(client):
    counts = [
        client.get(f"/api/v1/stats/incidents?month=2023-01&release={release}").json()["total"]
        for release in (3, 4, 5, 9, 10)
    ]

    assert counts[0] == counts[1] == counts[4]
    assert counts[2] == counts[3] != counts[0]
