"""Statements by URL: rows, filters, CSV, one statement, and what they say beside invented data."""

import pytest

from havering_safety.releases.writer import writing
from incidents.importers.statement_storing import withdraw_statements
from tests.borough import make_borough
from tests.importing import run
from tests.problems import faults_of, read_problem, suggestions_of

URL = "/api/v1/statements"


@pytest.fixture
def statements(db, tmp_path):
    """Load three wards, St Edward's among them, and the shipped statements: release 2."""
    make_borough(tmp_path)
    run("load_statements")


pytestmark = pytest.mark.usefixtures("statements")


def slugs_of(client, **query):
    response = client.get(URL, query)
    assert response.status_code == 200, response.content
    return [row["slug"] for row in response.json()["results"]]


def test_a_whole_row(client):
    row = client.get(f"{URL}/town-centre-team-arrests-2023").json()

    row.pop("meta")
    assert row.pop("source_title").startswith("Romford Recorder, February 2024")
    assert row.pop("source_url").startswith("https://www.romfordrecorder.co.uk/news/")
    assert list(row.items()) == [
        ("slug", "town-centre-team-arrests-2023"),
        ("kind", "figure"),
        ("speaker", "simon-hutchison"),
        ("role", "Superintendent"),
        ("organisation", "Metropolitan Police"),
        ("said_on", "2024-02-16"),
        ("published_on", None),
        ("text", "The town centre team arrested 555 people in the previous year."),
        ("measure", "count"),
        ("value", "555"),
        ("unit", "arrests"),
        ("qualifier", "exactly"),
        ("period_from", "2023-01-01"),
        ("period_to", "2023-12-31"),
        ("ward", "st-edwards"),
        ("area", "Romford town centre"),
        ("team", "romford-town-centre"),
    ]


def test_newest_first_and_those_of_an_unknown_day_last(client):
    days = [row["said_on"] for row in client.get(URL).json()["results"]]

    assert days == ["2024-02-16"] * 13 + ["2023-11-20"] * 5 + [None] * 2


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 20),
        ({"kind": "commitment"}, 7),
        ({"kind": "figure,incident-report"}, 13),
        ({"measure": "per_day"}, 2),
        ({"measure": "none", "kind": "figure"}, 2),
        ({"speaker": "simon-hutchison"}, 13),
        ({"speaker": "none"}, 7),
        ({"team": "romford-town-centre", "said_from": "2024"}, 2),
        ({"ward": "st-edwards"}, 8),
        ({"ward_not": "st-edwards"}, 12),
        ({"said_from": "2024-02-16"}, 13),
        ({"said_from": "2024-02-17"}, 0),
        ({"said_to": "2023"}, 5),
        ({"said_from": "2023-11-20", "said_to": "2023-11-20"}, 5),
        ({"search": "victims court"}, 1),
        ({"search": "ROBBERIES"}, 4),
    ],
)
def test_filters(client, query, count):
    assert len(slugs_of(client, **query)) == count


@pytest.mark.parametrize(
    ("query", "faults"),
    [
        ("kind=rumour", [("kind", "rumour", "unknown")]),
        ("measure=per-day", [("measure", "per-day", "unknown")]),
        ("speaker=nobody", [("speaker", "nobody", "unknown")]),
        ("team=nobody", [("team", "nobody", "unknown")]),
        ("said_from=2024-02-30", [("said_from", "2024-02-30", "date")]),
        ("said_from=2025&said_to=2024", [("said_from", "2025-01-01", "combination")]),
        ("date_from=2024", [("date_from", None, "unknown_parameter")]),
    ],
)
def test_what_has_no_answer_is_refused(client, query, faults):
    assert faults_of(client.get(f"{URL}?{query}")) == faults


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("speaker", "simon-hutchson", "simon-hutchison"),
        ("speaker", "Simon Hutchison", "simon-hutchison"),
        ("team", "romford-towncentre", "romford-town-centre"),
    ],
)
def test_names_near_one_are_suggested(client, name, value, meant):
    assert suggestions_of(client.get(URL, {name: value})) == [meant]


def test_description(client):
    answer = client.get(
        URL, {"kind": "figure", "ward": "st-edwards", "speaker": "none", "said_to": "2023-12"}
    ).json()

    assert answer["meta"]["description"] == (
        "Statements about St Edward's, kind Figure, speaker none, to 31 December 2023"
    )


def test_the_texts_are_ours_to_license(client):
    assert client.get(URL).json()["meta"]["licence"]["id"] == "MIT"


def test_csv_holds_the_same_rows(client):
    header, *lines = client.get(f"{URL}.csv?measure=percent").getvalue().decode().splitlines()

    assert header == (
        "slug,kind,speaker,role,organisation,said_on,published_on,text,measure,value,unit,qualifier,"
        "period_from,period_to,ward,area,team,source_title,source_url"
    )
    (line,) = lines
    assert line.startswith(
        "town-centre-team-positive-searches-2023-10,figure,,,Havering Daily,2023-11-20,2023-11-20,"
    )
    assert ",percent,25.77,% of searches,exactly,2023-10-01,2023-10-31,st-edwards," in line


def test_an_unknown_statement_is_not_found(client):
    body = read_problem(client.get(f"{URL}/none"), "not-found")

    assert body["detail"] == "There is no statement 'none'."


def test_a_withdrawn_statement_is_not_found_but_in_the_releases_that_held_it(client):
    withdraw_statements(["robberies-per-day"], "editor")

    body = read_problem(client.get(f"{URL}/robberies-per-day"), "not-found")

    assert body["detail"] == (
        "Statement robberies-per-day was withdrawn; release 2 was the last to hold it."
    )
    assert client.get(f"{URL}/robberies-per-day?release=2").status_code == 200


def test_beside_invented_data_only_the_figures_are_said_to_be_invented(client, monkeypatch):
    monkeypatch.setattr("havering_safety.releases.writer._refuse_mixture", lambda *given: None)
    with writing("Demo", synthetic=True) as writer:
        writer.report.covered = 1

    meta = client.get(URL).json()["meta"]

    assert meta["synthetic"] is True
    assert meta["warnings"] == [
        {
            "code": "synthetic-data",
            "detail": "All figures of this database are invented demo data; only the statements are real.",
        }
    ]
