"""Where everything is, and what every coded value means."""

import pytest

from tests.borough import make_incident, publish
from tests.problems import read_problem

CODELISTS = "/api/v1/codelists"


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
def test_code_is_told_with_its_spellings(client):
    codes = client.get(f"{CODELISTS}/crime-types").json()["codes"]

    assert {
        "slug": "violence-and-sexual-offences",
        "label": "Violence and sexual offences",
        "definition": "Harm, assault, harassment and sexual offences.",
        "spellings": ["Violence and sexual offences", "violent-crime"],
    } in codes


@pytest.mark.usefixtures("january")
def test_codelist_has_what_a_release_holds_beyond_it(client, tmp_path):
    publish(tmp_path, [make_incident(Crime_type="Piracy at sea")])

    before = client.get(f"{CODELISTS}/crime-types?release=2").json()["codes"]
    after = client.get(f"{CODELISTS}/crime-types").json()["codes"]

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
    results = client.get(CODELISTS).json()["results"]

    assert len(results) > 3
    for codelist in results:
        body = client.get(f"{CODELISTS}/{codelist['name']}").json()
        assert {name: body[name] for name in codelist} == codelist


@pytest.mark.django_db
def test_unknown_codelist_is_told_which_there_are(client):
    body = read_problem(client.get(f"{CODELISTS}/crimes"), "not-found")

    assert body["detail"].startswith("There is no codelist 'crimes'; there are crime-types, ")
