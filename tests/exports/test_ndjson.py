"""Newline-delimited JSON of every collection: the rows of the list, without pages."""

import orjson
import pytest

from tests.asking import INCIDENTS
from tests.exports.collections import COLLECTIONS, QUESTIONS, address_of, rows_of
from tests.problems import faults_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("history"),
    pytest.mark.xdist_group("exports"),
]


@pytest.mark.parametrize(("name", "query"), QUESTIONS)
def test_lines_are_the_rows_of_the_list(client, name, query):
    response = client.get(address_of(name, ".ndjson", query))

    lines = response.getvalue().decode().split("\n")
    assert lines.pop() == ""
    # Texts, so that 1.0 for 1, or another order of keys, is a difference.
    assert lines == [as_json(row) for row in rows_of(client, name, query)]
    assert response["X-Total-Count"] == str(len(lines))
    assert response["Content-Type"] == "application/x-ndjson"


def as_json(row):
    return orjson.dumps(row).decode()


def test_every_collection_has_rows(client):
    assert all(rows_of(client, name, "") for name in COLLECTIONS)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_pages_are_refused_and_explained(client, name):
    response = client.get(address_of(name, ".ndjson", "page=1&page_size=10&bom=true&format=csv"))

    assert faults_of(response) == [
        ("page", None, "unknown_parameter"),
        ("page_size", None, "unknown_parameter"),
        ("bom", None, "unknown_parameter"),
        ("format", None, "unknown_parameter"),
    ]
    told = [fault["detail"] for fault in response.json()["errors"]]
    assert (
        told[0]
        == told[1]
        == ("An export holds every row and has no pages; the JSON list has them.")
    )
    assert told[3] == "There is no 'format' here: this address gives newline-delimited JSON."


def test_download_has_a_telling_name(client):
    response = client.get(f"{INCIDENTS}.ndjson?crime_type=robbery&ward=upminster&release=3")

    assert response["Content-Disposition"] == (
        'attachment; filename="robberies-in-upminster-release-3.ndjson"'
    )


def test_head_has_the_headers_and_runs_no_generator(client, django_assert_num_queries):
    whole = client.get(f"{INCIDENTS}.ndjson")
    whole.getvalue()

    # 1. the newest release  2. the count
    with django_assert_num_queries(2):
        response = client.head(f"{INCIDENTS}.ndjson")

    assert response.getvalue() == b""
    assert headers_of(response) == headers_of(whole)


def headers_of(response):
    return {name: text for name, text in response.headers.items() if name != "X-Request-ID"}


def test_answer_that_is_held_is_unchanged(client):
    etag = client.get(f"{INCIDENTS}.ndjson")["ETag"]

    response = client.get(f"{INCIDENTS}.ndjson", headers={"if-none-match": etag})

    assert response.status_code == 304
    assert client.get(f"{INCIDENTS}.csv")["ETag"] != etag
