"""Releases: what each imported, and the ledger of every file."""

import hashlib

import pytest

from havering_safety.releases.models import Release
from tests.borough import RAINHAM, make_borough, make_incident, publish
from tests.police_files import ELSEWHERE, NOWHERE, make_row, make_street
from tests.problems import read_problem

pytestmark = pytest.mark.django_db

RELEASES = "/api/v1/releases"

# One row or two of every fate but rejection.
ROWS = [
    make_incident(),
    make_incident(RAINHAM, serial=2),
    make_row(ELSEWHERE),
    make_row(NOWHERE),
    make_row(NOWHERE),
]


@pytest.fixture
def january(tmp_path):
    """Load three wards and a month: release 2."""
    make_borough(tmp_path)
    publish(tmp_path, ROWS)


def listed(client, number):
    """Return the row of a release in the list."""
    (row,) = [row for row in client.get(RELEASES).json()["results"] if row["number"] == number]
    return row


@pytest.mark.usefixtures("january")
def test_release_in_the_list_is_whole(client):
    made = Release.objects.get(number=2).created_at

    assert listed(client, 2) == {
        "number": 2,
        "created_at": made.isoformat().replace("+00:00", "Z"),
        "summary": "Police archive: 2 rows added, 0 revised, 0 withdrawn",
        "synthetic": False,
    }


@pytest.mark.parametrize(
    ("query", "numbers"),
    [("", [2, 1]), ("ordering=number", [1, 2]), ("release=1", [1]), ("release=0", [])],
)
@pytest.mark.usefixtures("january")
def test_releases_are_those_up_to_the_one_that_answers_newest_first(client, query, numbers):
    body = client.get(f"{RELEASES}?{query}").json()

    assert [row["number"] for row in body["results"]] == numbers


@pytest.mark.usefixtures("january")
def test_release_has_its_files_with_their_ledgers(client):
    content = make_street(ROWS).encode()

    body = client.get(f"{RELEASES}/2").json()

    meta = body.pop("meta")
    assert meta["permalink"] == "http://localhost:8000/api/v1/releases/2?release=2"
    assert meta["description"] == "Release 2 with its source files"
    assert body == listed(client, 2) | {
        "redacted": [],
        "source_files": [
            {
                "name": "2024-01/2024-01-metropolitan-street.csv",
                "archive": "2024-01-metropolitan.zip",
                "sha256": hashlib.sha256(content).hexdigest(),
                "size": len(content),
                "source": "archive",
                "kind": "street",
                "force": "metropolitan",
                "month": "2024-01",
                "codes": [],
                "rows_read": 5,
                "stored": 2,
                "outside_area": 1,
                "without_location": 2,
                "rejected": 0,
                "repeated": 0,
                "added": 2,
                "revised": 0,
                "withdrawn": 0,
            }
        ],
    }


@pytest.mark.usefixtures("january")
def test_release_is_unknown_to_those_before_it(client):
    body = read_problem(client.get(f"{RELEASES}/2?release=1"), "not-found")

    assert body["detail"] == "There is no release 2."


@pytest.mark.usefixtures("january")
def test_release_takes_four_queries(client, django_assert_num_queries):
    # 1. the newest release  2. the one asked for  3. its files  4. what it redacted
    with django_assert_num_queries(4):
        client.get(f"{RELEASES}/1")


@pytest.mark.usefixtures("january")
def test_releases_as_csv_are_whole(client):
    text = client.get(f"{RELEASES}.csv?fields=number,summary,synthetic").getvalue().decode()

    assert text == (
        "number,summary,synthetic\r\n"
        f'2,"{listed(client, 2)["summary"]}",false\r\n'
        f'1,"{listed(client, 1)["summary"]}",false\r\n'
    )
