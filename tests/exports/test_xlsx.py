"""Workbooks of every collection: typed cells, a sheet that says what they are, the same bytes each time."""

import pytest

from havering_safety.api import xlsx
from tests.exports.collections import QUESTIONS, address_of, rows_of
from tests.exports.workbooks import cells_of, members_of
from tests.problems import faults_of, read_problem

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("history"),
    pytest.mark.xdist_group("exports"),
]
INCIDENTS = "/api/v1/incidents.xlsx"


@pytest.mark.parametrize(("name", "query"), QUESTIONS)
def test_cells_are_the_values_of_the_list(client, name, query):
    response = client.get(address_of(name, ".xlsx", query))

    header, *lines = cells_of(response.getvalue(), 1)
    names = [text for _, text in header.values()]
    rows = rows_of(client, name, query)
    assert response["X-Total-Count"] == str(len(rows))
    # A row of nulls alone has no cells, and is not written.
    shown = [row for row in rows if any(value is not None for value in row.values())]
    assert len(lines) == len(shown)
    for line, row in zip(lines, shown, strict=True):
        for letter, field in zip(header, names, strict=True):
            assert is_same(line.get(letter), row[field]), (field, line.get(letter), row[field])


def is_same(cell, value):
    """Tell whether a cell holds a value of JSON, as what it is."""
    if value is None:
        return cell is None
    kind, text = cell
    if isinstance(value, bool):
        return (kind, text) == ("b", str(int(value)))
    if isinstance(value, int | float):
        return kind == "n" and float(text) == value
    # Instants and days are numbers in a workbook: days since the end of 1899.
    return (kind == "n" and float(text) > 40_000) or (kind, text) == ("inlineStr", value)


def test_second_sheet_says_what_the_data_are(client):
    query = "crime_type=robbery&date_from=2023-06&date_to=2023-07&fields=id,ward&release=9"
    meta = client.get(f"/api/v1/incidents?{query}").json()["meta"]

    about = [[*row.values()] for row in cells_of(client.get(f"{INCIDENTS}?{query}").getvalue(), 2)]

    told = {what: value for (_, what), *rest in about for _, value in rest}
    assert told["description"] == meta["description"]
    assert told["release"] == "9"
    assert told["permalink"] == meta["permalink"].replace("incidents?", "incidents.xlsx?")
    assert told["licence attribution"] == meta["licence"]["attribution"]
    assert told["coverage missing"] == ", ".join(meta["coverage"]["missing"])
    assert told["column ward"] == "The ward that holds the map point, as a slug."
    assert {f"warning {one['code']}" for one in meta["warnings"]} <= {*told}


def test_permalink_of_the_sheet_has_the_same_bytes(client):
    first = client.get(
        f"{INCIDENTS}?ward=upminster&fields=month,id&utm_source=x&release=4"
    ).getvalue()

    about = cells_of(first, 2)
    (permalink,) = [row["B"][1] for row in about if row["A"][1] == "permalink"]

    again = client.get(permalink.removeprefix("http://localhost:8000"))
    assert again.getvalue() == first


def test_date_of_the_workbook_is_that_of_the_release(client):
    made = client.get("/api/v1/releases/2").json()["created_at"][:19]

    core = members_of(client.get(f"{INCIDENTS}?release=2").getvalue())["docProps/core.xml"].decode()

    assert core.count(f">{made}Z<") == 2


def test_too_many_rows_are_refused_and_the_csv_named(client, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)

    response = client.get(f"{INCIDENTS}?date_from=2023")

    assert faults_of(response) == [("date_from", "2023", "combination")]
    assert response.json()["detail"].endswith(
        "take /api/v1/incidents.csv or the bulk files at /bulk, which have them all."
    )
    assert client.head(f"{INCIDENTS}?date_from=2023").status_code == 400
    assert faults_of(client.get(address_of("statements", ".xlsx"))) == [
        ("fields", None, "combination")
    ]


def test_too_many_rows_are_no_unchanged_answer(client, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)

    for headers in (
        {"if-none-match": "*"},
        {"if-modified-since": "Mon, 01 Jan 2099 00:00:00 GMT"},
    ):
        assert client.get(INCIDENTS, headers=headers).status_code == 400


def test_pages_are_refused(client):
    assert faults_of(client.get(f"{INCIDENTS}?page=2&bom=true")) == [
        ("page", None, "unknown_parameter"),
        ("bom", None, "unknown_parameter"),
    ]


def test_one_workbook_is_made_at_a_time(client, monkeypatch):
    monkeypatch.setattr(xlsx, "PATIENCE", 0.01)

    with xlsx._one_at_a_time:
        response = client.get(INCIDENTS)

    read_problem(response, "too-many-requests")
    assert response["Retry-After"] == "10"
    assert client.get(INCIDENTS).getvalue()


def test_workbook_that_is_held_is_not_made_again(client, django_assert_num_queries):
    first = client.get(INCIDENTS)
    first.close()

    # 1. the newest release  2. the count, which a date does not vouch for
    with django_assert_num_queries(2):
        response = client.get(INCIDENTS, headers={"if-modified-since": first["Last-Modified"]})

    assert response.status_code == 304
