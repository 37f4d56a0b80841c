"""The explorer: the API's answer to the API's query string, as a page."""

import csv
import io
from urllib.parse import parse_qs, urlsplit

import pytest

from havering_safety.pages.wording import number
from tests.pages.reading import read_page

pytestmark = pytest.mark.usefixtures("winter")

EXPLORE, STATS = "/explore", "/api/v1/stats/incidents"
BY_WARD = "crime_type=robbery&group_by=ward,month&date_from=2023-12&date_to=2024-02"


def test_table_holds_the_figures_of_the_api_and_never_a_blank(client):
    page = read_page(client.get(f"{EXPLORE}?dataset=incidents&{BY_WARD}"))

    assert page.rows == [
        ["Ward", "Month", "Count"],
        ["Rainham & Wennington", "December 2023", "0 (0 to 3.689)"],
        ["Rainham & Wennington", "January 2024", "not held"],
        ["Rainham & Wennington", "February 2024", "0 (0 to 3.689)"],
        ["St Edward's", "December 2023", "0 (0 to 3.689)"],
        ["St Edward's", "January 2024", "not held"],
        ["St Edward's", "February 2024", "1 (0.025 to 5.572)"],
        ["Upminster", "December 2023", "0 (0 to 3.689)"],
        ["Upminster", "January 2024", "not held"],
        ["Upminster", "February 2024", "1 (0.025 to 5.572)"],
    ]


MEASURES = "measures=count,per_day,rate_per_1000,percent"


@pytest.mark.parametrize(
    "query",
    [
        "group_by=crime_type",
        f"group_by=ward&{MEASURES}",
        "group_by=ward&compare=borough&measures=count,rate_per_1000",
        "group_by=month&date_from=2024-02&date_to=2024-02&compare=previous_year",
        "group_by=month&measures=rolling_12_months",
        "group_by=quarter,last_outcome_category",
    ],
)
def test_table_csv_json_and_embed_agree_to_the_last_digit(client, query):
    page = read_page(client.get(f"{EXPLORE}?{query}"))
    cells = client.get(f"{STATS}?{query}").json()["results"]
    (header, *lines) = csv.reader(
        io.StringIO(client.get(f"{STATS}.csv?{query}").getvalue().decode())
    )

    shown = [" ".join(row).replace("(", " ").replace(")", " ").split() for row in page.rows[1:]]

    assert len(shown) == len(cells) == len(lines)
    for words, cell, line in zip(shown, cells, lines, strict=True):
        for name, text in zip(header, line, strict=True):
            if isinstance(cell[name], (int, float)):
                assert number(cell[name]) in words
                assert float(text) == cell[name]
    embedded = client.get(f"/embed/v1/table.json?{query}").json()["table"]
    assert [embedded["heads"], *embedded["rows"]] == page.rows


def test_sentence_warnings_permalink_and_citation_are_the_apis(client):
    page = read_page(client.get(f"{EXPLORE}?{BY_WARD}"))
    meta = client.get(f"{STATS}?{BY_WARD}").json()["meta"]

    assert ("h1", {}) in page.elements
    assert f"{meta['description']} – Havering Safety" in page.text
    assert all(warning["detail"] in page.text for warning in meta["warnings"])
    assert meta["citation"] in page.text
    permalink = urlsplit(page.link("Permanent link to this page"))
    assert parse_qs(permalink.query) == parse_qs(urlsplit(meta["permalink"]).query)


def test_every_download_answers(client):
    page = read_page(client.get(f"{EXPLORE}?dataset=incidents&{BY_WARD}"))

    downloads = [urlsplit(href) for href in page.links if "/api/v1/" in href and "?" in href]

    assert {"/api/v1/stats/incidents.csv", "/api/v1/incidents.csv", STATS} <= {
        address.path for address in downloads
    }
    for address in downloads:
        assert client.get(f"{address.path}?{address.query}").status_code == 200


def test_a_figure_without_groups_stands_large_with_its_interval(client):
    page = read_page(client.get(f"{EXPLORE}?dataset=incidents&month=2023-12"))

    assert "Count 12 95 % interval 6.194 to 20.963" in page.text


def test_blanks_of_the_form_are_dropped_and_several_values_joined(client):
    response = client.get(
        f"{EXPLORE}?dataset=incidents&crime_type=robbery&crime_type=burglary&date_from=&lat=&"
        "group_by=ward&group_by=month&group_by=&search=+"
    )

    assert (response.status_code, response["Location"]) == (
        302,
        "/explore?dataset=incidents&crime_type=robbery,burglary&group_by=ward,month",
    )


def test_the_form_holds_what_was_asked(client):
    page = read_page(client.get(f"{EXPLORE}?ward=E05013983&date_from=2023-12&group_by=month"))

    inputs = {
        (one.get("name"), one.get("value")): one for tag, one in page.elements if tag == "input"
    }
    assert "checked" in inputs["ward", "st-edwards"]
    assert "checked" not in inputs["ward", "upminster"]
    assert ("date_from", "2023-12") in inputs
    assert ("option", {"value": "month", "selected": None}) in page.elements


@pytest.mark.parametrize(
    "dataset", ["incidents", "stop-searches", "arrests", "weapon-recoveries", "recorded-crime"]
)
def test_every_parameter_of_the_api_is_a_field(client, dataset):
    page = read_page(client.get(f"{EXPLORE}?dataset={dataset}&month=2024-02"))
    refusal = client.get(f"/api/v1/stats/{dataset}?none=1").json()

    fields = {
        one["name"] for tag, one in page.elements if tag in ("input", "select") and "name" in one
    }

    assert fields - {"dataset"} == {*refusal["errors"][0]["allowed"]}


def test_without_a_question_there_are_examples_that_work(client):
    page = read_page(client.get(EXPLORE))

    examples = [href for href in page.links if href.startswith("/explore?dataset=incidents&")]

    assert len(examples) == 2
    for href in examples:
        assert len(read_page(client.get(href)).rows) > 1


def test_caching_is_the_apis(client):
    first = client.get(f"{EXPLORE}?{BY_WARD}")
    again = client.get(f"{EXPLORE}?{BY_WARD}", headers={"if-none-match": first["ETag"]})
    other = client.get(f"{EXPLORE}?dataset=stop-searches&month=2024-02")

    assert (first["Cache-Control"], again.status_code, again.content) == (
        "public, max-age=300", 304, b"",
    )  # fmt: skip
    assert other["ETag"] != first["ETag"]
    assert client.get(f"{EXPLORE}?release=2")["Cache-Control"] == "public, max-age=86400"


def test_an_earlier_release_says_that_it_is_one(client):
    page = read_page(client.get(f"{EXPLORE}?dataset=incidents&month=2024-02&release=3"))

    assert "This is release 3" in page.text
    assert page.link("The newest figures") == "/explore?dataset=incidents&month=2024-02"


def test_few_queries(client, django_assert_num_queries):
    client.get(f"{EXPLORE}?{BY_WARD}")

    # 1. the newest release, for the page; 2. the same, for the answer; 3. the counts.
    with django_assert_num_queries(3):
        client.get(f"{EXPLORE}?{BY_WARD}")
