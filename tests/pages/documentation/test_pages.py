"""The documentation: every page is whole, and says what the settings and files say."""

import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from django.conf import settings as project

from havering_safety.pages.documentation.contents import BY_SLUG, ENTRIES
from havering_safety.pages.documentation.operations import operations
from tests.pages.reading import read_page

SOME = ["/docs", *(entry.href for entry in ENTRIES)]
SOME += [
    "/docs/endpoints/listIncidents",
    "/docs/endpoints/checkClaim",
    "/docs/codelists/crime-types",
]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", SOME)
def test_headings_are_in_order_and_every_table_says_what_it_is(client, path):
    page = read_page(client.get(path))
    elements = page.elements

    levels = [int(tag[1]) for tag, _ in elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    tags = [tag for tag, _ in elements]
    assert tags.count("caption") == tags.count("table")
    # No script is needed, for there is none.
    assert "script" not in tags
    assert all(one.get("scope") in ("col", "row") for tag, one in elements if tag == "th")
    ids = [one["id"] for _, one in elements if "id" in one]
    assert len(ids) == len({*ids})


@pytest.mark.parametrize("path", SOME)
def test_every_link_within_a_page_has_its_place(client, path):
    page = read_page(client.get(path))

    places = {f"#{one['id']}" for _, one in page.elements if "id" in one}

    assert {href for href in page.links if href.startswith("#")} <= places
    # A file's own links must lead somewhere from a page, too.
    assert all(href.startswith(("/", "#", "https://", "http://localhost")) for href in page.links)


def test_every_page_is_listed_on_every_page(client):
    page = read_page(client.get("/docs/privacy"))

    assert {"/docs", *(entry.href for entry in ENTRIES)} <= {*page.links}


def test_the_three_requests_do_what_is_said_of_them(client, winter):
    page = read_page(client.get("/docs"))
    figure, slip, rows = (
        client.get(f"{address.path}?{address.query}")
        for address in map(urlsplit, dict.fromkeys(page.links))
        if address.path.startswith("/api/v1/") and address.query
    )

    assert figure.status_code == 200
    assert figure.json()["meta"]["description"].startswith("Robberies in Havering")
    assert sum(cell["count"] or 0 for cell in figure.json()["results"]) == 2
    assert slip.status_code == 400
    assert slip.json()["errors"][0]["did_you_mean"] == ["robbery"]
    assert rows["Content-Type"].startswith("text/csv")
    assert rows.getvalue().count(b"\r\n") == 3


@pytest.mark.parametrize("slug", [entry.slug for entry in ENTRIES if entry.file])
def test_a_file_is_shown_whole(client, slug):
    page = read_page(client.get(f"/docs/{slug}"))
    words = re.sub(r"[^a-z]+", " ", BY_SLUG[slug].file.read_text().lower()).split()

    shown = re.sub(r"[^a-z]+", " ", page.text.lower()).split()

    # What markup is made of aside: links of the file become links of the page.
    assert {*words} - {*shown} - {"https", "http", "md"} == set()


def test_examples_of_a_file_ask_this_service(client, settings):
    settings.PUBLIC_URL = "https://safety.example"

    page = read_page(client.get("/docs/embeds")).text

    assert "https://safety.example/embed/v1/widget.js" in page
    assert "localhost" not in page


def test_without_a_contact_the_pages_say_so(client, settings):
    settings.CONTACT = ""

    for slug in ("corrections", "accessibility"):
        assert "No contact is configured" in read_page(client.get(f"/docs/{slug}")).text


def test_a_contact_is_shown_as_what_it_is(client, settings):
    settings.CONTACT, settings.PUBLISHER = "mailto:desk@example.org", "The desk"
    page = read_page(client.get("/docs/corrections"))

    assert "Write to The desk: desk@example.org" in page.text
    assert page.link("desk@example.org") == "mailto:desk@example.org"


def test_limits_are_those_of_the_settings(client, settings):
    settings.THROTTLE_REQUESTS, settings.THROTTLE_SECONDS = 123, 45
    settings.LOG_REQUESTS = True

    assert "123 times in 45 seconds" in read_page(client.get("/docs/answers")).text
    privacy = read_page(client.get("/docs/privacy")).text
    assert "for about 90 seconds" in privacy
    assert "The server logs each request" in privacy


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/docs/chngelog", "/docs/changelog"),
        ("/docs/endpoints/listIncident", "/docs/endpoints/listIncidents"),
        ("/docs/codelists/crime-type", "/docs/codelists/crime-types"),
    ],
)
def test_a_page_that_is_not_there_suggests_one_that_is(client, path, meant):
    assert meant in read_page(client.get(path), 404).links


def test_a_parameter_is_refused(client):
    assert "There is no parameter 'page' here." in read_page(client.get("/docs?page=2"), 400).text


def test_an_unchanged_page_is_not_sent_again(client, settings):
    first = client.get("/docs/corrections")
    again = client.get("/docs/corrections", headers={"if-none-match": first["ETag"]})
    settings.CONTACT = "mailto:desk@example.org"
    changed = client.get("/docs/corrections", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content, changed.status_code) == (304, b"", 200)


def test_few_queries(client, winter, django_assert_num_queries):
    client.get("/docs")
    client.get("/docs/codelists/crime-types")

    # The release.
    with django_assert_num_queries(1):
        client.get("/docs/endpoints/listIncidents")
    # The release; which months it holds and what it has beyond the codelists is remembered.
    with django_assert_num_queries(2):
        client.get("/docs")
        client.get("/docs/codelists/crime-types")


def test_the_document_leads_to_the_pages(client):
    document = client.get("/api/v1/openapi.json").json()
    entry = client.get("/api/v1").json()

    assert document["externalDocs"]["url"] == f"{project.PUBLIC_URL}/docs"
    assert {
        item["get"]["externalDocs"]["url"] for item in document["paths"].values()
    } == {f"{project.PUBLIC_URL}{one.href}" for one in operations().values()}  # fmt: skip
    assert (f"{project.PUBLIC_URL}/docs", "service-doc") in [
        (link["href"], link["rel"]) for link in entry["links"]
    ]
