"""Releases: what each imported, and the ledger of every file."""

import hashlib

import pytest

from havering_safety.releases.models import Release
from tests.borough import RAINHAM, ST_EDWARDS, make_borough, make_incident, publish
from tests.police_files import ELSEWHERE, NOWHERE, make_row, make_street
from tests.problems import read_problem

pytestmark = pytest.mark.django_db

RELEASES = "/api/v1/releases"


@pytest.fixture
def january(tmp_path):
    """Load three wards and a month with a row of every fate: release 2."""
    make_borough(tmp_path)
    publish(tmp_path, ROWS)


ROWS = [
    make_incident(),
    make_incident(RAINHAM, serial=2),
    make_row(ELSEWHERE),
    make_row(NOWHERE),
    make_row(NOWHERE),
]


def instant(number):
    created_at = Release.objects.get(number=number).created_at
    return created_at.isoformat().replace("+00:00", "Z")


@pytest.mark.usefixtures("january")
def test_releases_are_listed_newest_first(client):
    body = client.get(RELEASES).json()

    assert body["results"] == [
        {
            "number": 2,
            "created_at": instant(2),
            "summary": "Police archive: 2 rows added, 0 revised, 0 withdrawn",
            "synthetic": False,
        },
        {
            "number": 1,
            "created_at": instant(1),
            "summary": "Ward boundaries: 3 rows added, 0 revised, 0 withdrawn",
            "synthetic": False,
        },
    ]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [("", [2, 1]), ("ordering=number", [1, 2]), ("release=1", [1]), ("release=0", [])],
)
@pytest.mark.usefixtures("january")
def test_release_lists_those_before_it(client, query, numbers):
    body = client.get(f"{RELEASES}?{query}").json()

    assert [row["number"] for row in body["results"]] == numbers


@pytest.mark.usefixtures("january")
def test_release_has_its_files_with_their_ledgers(client):
    content = make_street(ROWS).encode()

    body = client.get(f"{RELEASES}/2").json()

    meta = body.pop("meta")
    assert meta["permalink"] == "http://localhost:8000/api/v1/releases/2?release=2"
    assert meta["description"] == "Release 2 with its source files"
    assert body == {
        "number": 2,
        "created_at": instant(2),
        "summary": "Police archive: 2 rows added, 0 revised, 0 withdrawn",
        "synthetic": False,
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
def test_release_takes_three_queries(client, django_assert_num_queries):
    # 1. the newest release  2. the one asked for  3. its files
    with django_assert_num_queries(3):
        client.get(f"{RELEASES}/1")


@pytest.mark.usefixtures("january")
def test_releases_as_csv_are_whole(client):
    text = client.get(f"{RELEASES}.csv?ordering=number").getvalue().decode()

    assert text == (
        "number,created_at,summary,synthetic\r\n"
        f'1,{instant(1)},"Ward boundaries: 3 rows added, 0 revised, 0 withdrawn",false\r\n'
        f'2,{instant(2)},"Police archive: 2 rows added, 0 revised, 0 withdrawn",false\r\n'
    )


@pytest.mark.usefixtures("january")
def test_entry_document_speaks_of_the_newest_release(client):
    body = client.get("/api/v1").json()

    assert (body["title"], body["area"], body["wards"]) == ("Havering Safety", "Havering", 3)
    assert body["meta"]["release"] == 2
    assert body["meta"]["description"] == "Crime and policing in Havering"


@pytest.mark.usefixtures("january")
def test_every_link_of_the_entry_document_answers_with_its_media_type(client):
    for link in client.get("/api/v1").json()["links"]:
        response = client.get(link["href"].removeprefix("http://localhost:8000"))

        assert response.status_code == 200, link
        assert response["Content-Type"].startswith(link["type"]), link


@pytest.mark.usefixtures("january")
def test_codelist_is_told_with_spellings(client):
    codes = client.get("/api/v1/codelists/crime-types").json()["codes"]

    assert {
        "slug": "violence-and-sexual-offences",
        "label": "Violence and sexual offences",
        "definition": "Harm, assault, harassment and sexual offences.",
        "spellings": ["Violence and sexual offences", "violent-crime"],
    } in codes


@pytest.mark.usefixtures("january")
def test_codelist_has_what_a_release_holds_beyond_it(client, tmp_path):
    publish(tmp_path, [make_incident(ST_EDWARDS, Crime_type="Piracy at sea")])

    before = client.get("/api/v1/codelists/crime-types?release=2").json()["codes"]
    after = client.get("/api/v1/codelists/crime-types").json()["codes"]

    assert [code for code in after if code not in before] == [
        {
            "slug": "piracy-at-sea",
            "label": "Piracy at sea",
            "definition": None,
            "spellings": ["Piracy at sea"],
        }
    ]


@pytest.mark.usefixtures("january")
def test_all_codelists_are_those_asked_for_one_by_one(client):
    results = client.get("/api/v1/codelists").json()["results"]

    assert len(results) > 3
    for codelist in results:
        body = client.get(f"/api/v1/codelists/{codelist['name']}").json()
        assert {name: body[name] for name in codelist} == codelist


def test_unknown_codelist_is_told_which_there_are(client):
    body = read_problem(client.get("/api/v1/codelists/crimes"), "not-found")

    assert body["detail"].startswith("There is no codelist 'crimes'; there are crime-types, ")
