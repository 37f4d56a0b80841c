"""Hostile texts, in queries and in published data, come out as text or as a refusal, context by context."""

import csv
import io
from urllib.parse import quote

import pytest

from tests.borough import make_incident, publish
from tests.importing import run
from tests.pages.reading import json_ld_of, read_page
from tests.pages.test_statement_page import FILE

SCRIPT = "<script>alert(1)</script>"
BREAKOUT = "\"'><img src=x onerror=alert(1)>"
BRACKETS = "{{7*7}}{%now 'Y'%}${7*7}[[x]]"
LONG = "x" * 10_000
HOSTILE = {"script": SCRIPT, "quotes": BREAKOUT, "brackets": BRACKETS, "10 kB": LONG}
PATHS = [
    "/",
    "/explore",
    "/wards",
    "/wards/upminster",
    "/statements",
    "/docs/method",
    "/problems/gone",
    "/embed/chart",
    "/embed/figure",
    "/embed/table",
]
# Where an address is a part of the answer's headers.
ADDRESSES = [
    *PATHS, "/api/v1/incidents", "/api/v1/incidents.csv", "/api/v1/stats/incidents",
    "/api/v1/stats/incidents.svg", "/embed/v1/chart.json", "/oembed", "/nothing",
]  # fmt: skip
INJECTION = "x\r\nX-Injected: 1; script-src * 'unsafe-inline', <script>\"> \u2028"

pytestmark = pytest.mark.usefixtures("winter")


def is_harmless(response):
    """Tell whether a page runs nothing: no script but data, no handler, no image of a stranger."""
    page = read_page(response, response.status_code)
    for tag, attributes in page.elements:
        if any(name.startswith("on") for name in attributes) or "style" in attributes:
            return False
        ours = attributes.get("src", "").startswith("/static/pages/")
        if tag == "script" and not ours and attributes != {"type": "application/ld+json"}:
            return False
        if tag in ("img", "a", "form", "link", "base", "iframe") and (
            attributes.get("src") or attributes.get("href") or attributes.get("action") or "/"
        ).startswith(("x", "javascript:", "//")):
            return False
    return True


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("path", PATHS)
def test_as_a_name_or_a_value_it_is_text_or_a_refusal(client, path, text):
    for query in (
        quote(text), f"{quote(text)}=1", f"release={quote(text)}", f"ward={quote(text)}", f"postcode={quote(text)}",
    ):  # fmt: skip
        response = client.get(f"{path}?{query}")

        assert response.status_code in (200, 302, 400, 404)
        assert response.status_code == 302 or is_harmless(response)
        # A fault in a query is told, with the query in its links, and does not make a page endless.
        assert len(response.content) < 400_000


@pytest.mark.parametrize("text", [SCRIPT, BREAKOUT, BRACKETS], ids=["script", "quotes", "brackets"])
def test_in_html_and_in_an_attribute_what_was_typed_is_shown_as_it_was(client, text):
    page = read_page(client.get("/explore", {"search": text, "ward": "nowhere"}), 400)
    (field,) = [one for _, one in page.elements if one.get("name") == "search"]

    assert field["value"] == text
    assert read_page(client.get("/explore", {"ward": text}), 400).text.count(text) >= 1


def test_in_a_path_it_is_not_found(client):
    response = client.get(f"/wards/{quote(BREAKOUT + SCRIPT.replace('/', ''))}")

    assert response.status_code == 404
    assert is_harmless(response)


def test_in_the_sentence_the_title_and_the_citation_it_is_text(client):
    response = client.get("/explore", {"dataset": "incidents", "search": SCRIPT})
    page = read_page(response)

    assert is_harmless(response)
    assert page.text.count(SCRIPT) >= 2


def test_in_json_ld_it_stays_inside_its_element(client, tmp_path):
    evil = "Robberies </script><script>alert(1)</script> & <!--"
    (tmp_path / "said.toml").write_text(FILE.replace("There will be more patrols.", evil))
    run("load_statements", str(tmp_path / "said.toml"))

    response = client.get("/statements")
    claims = json_ld_of(response)["@graph"]

    assert is_harmless(response)
    assert evil in [claim["text"] for claim in claims]
    assert {claim["@type"] for claim in claims} == {"Claim"}


def test_a_published_text_in_a_table_is_text(client, tmp_path):
    rows = [make_incident(month="2024-03", serial=31, Crime_type=f"New {SCRIPT}")]
    publish(tmp_path, rows, month="2024-03")

    response = client.get("/explore?dataset=incidents&month=2024-03&group_by=crime_type")

    assert f"New {SCRIPT}" in {row[0] for row in read_page(response).rows}
    assert is_harmless(response)


def test_bytes_that_are_no_utf_8_are_refused(client):
    assert client.get("/explore?search=%FF%FE").status_code == 400
    assert client.get("/wards/%FF").status_code == 404


@pytest.mark.parametrize("path", ADDRESSES)
def test_in_headers_it_neither_changes_the_policy_nor_adds_a_header(client, path):
    policy = client.get(path)["Content-Security-Policy"]
    plain = {*client.get(path).headers, *client.get(f"{path}?nonsense=1").headers}

    for name in ("search", "ward", "url", INJECTION):
        response = client.get(f"{path}?{quote(name)}={quote(INJECTION)}")

        assert response["Content-Security-Policy"] == policy
        assert {*response.headers} <= plain | {"Location", "Content-Disposition", "Link"}
        for value in response.headers.values():
            assert not any(part in value for part in ("\r", "\n", "<script"))


def test_in_csv_a_published_text_is_one_cell_and_no_formula(client, tmp_path):
    text = f'=cmd|"{SCRIPT},{BRACKETS}'
    rows = [make_incident(month="2024-03", serial=31, Location=text)]
    publish(tmp_path, rows, month="2024-03")

    table = client.get("/api/v1/incidents.csv?month=2024-03&fields=month,location").getvalue()

    assert list(csv.reader(io.StringIO(table.decode()))) == [
        ["month", "location"],
        ["2024-03", f"'{text}"],
    ]
