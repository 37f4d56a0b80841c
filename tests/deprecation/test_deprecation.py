"""What is going to be taken away is announced to those who use it, and to nobody else."""

import pytest
from drf_spectacular.generators import SchemaGenerator

from tests.borough import make_borough
from tests.deprecation import urls

BASE = "http://localhost:8000"
OLD = "/api/v1/old-wards"
# 2026-01-01, 2025-06-30 and 2025-01-01 at midnight, UTC.
SEARCH, BRIEF, RESIDENTS = "@1767225600", "@1751241600", "@1735689600"


@pytest.fixture(autouse=True)
def old_wards(db, tmp_path, settings):
    settings.ROOT_URLCONF = urls.__name__
    make_borough(tmp_path)


def announced(response):
    """Return what an answer says is going: since when, until when, and the pages about it."""
    assert response.status_code == 200, response.content
    pages = [
        link.partition("<")[2].partition(">")[0].removeprefix(BASE)
        for link in response["Link"].split(", ")
        if 'rel="deprecation"' in link
    ]
    return response.get("Deprecation"), response.get("Sunset"), pages


NOTHING = (None, None, [])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("fields=gss_code", NOTHING),
        ("fields=gss_code,population&named=east", NOTHING),
        (
            "fields=gss_code&search=east",
            (SEARCH, "Fri, 01 Jan 2027 00:00:00 GMT", ["/docs/search-is-going"]),
        ),
        # What it does when left out is no reason to send it.
        ("fields=gss_code&brief=false", (BRIEF, None, ["/docs/brief-is-going"])),
        ("", (RESIDENTS, "Thu, 31 Dec 2026 00:00:00 GMT", ["/docs/residents-is-going"])),
        (
            "fields=residents",
            (RESIDENTS, "Thu, 31 Dec 2026 00:00:00 GMT", ["/docs/residents-is-going"]),
        ),
        # Of several the earliest dates, and every page.
        (
            "search=east&brief=true",
            (
                RESIDENTS,
                "Thu, 31 Dec 2026 00:00:00 GMT",
                ["/docs/search-is-going", "/docs/brief-is-going", "/docs/residents-is-going"],
            ),
        ),
        (
            "fields=gss_code&search=east&brief=true",
            (
                BRIEF,
                "Fri, 01 Jan 2027 00:00:00 GMT",
                ["/docs/search-is-going", "/docs/brief-is-going"],
            ),
        ),
    ],
)
@pytest.mark.parametrize("ending", ["", ".csv"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_it_is_announced_to_those_who_use_it(client, query, expected, ending, method):
    address = f"{OLD}{ending}?{query}"

    # Made, and then as it is kept.
    answers = [announced(getattr(client, method)(address)) for _ in range(2)]

    assert answers == [expected, expected]


def test_the_deprecated_still_does_what_it_did(client):
    found = client.get(f"{OLD}?search=upminster&fields=gss_code,residents").json()

    assert found["results"] == [{"gss_code": "E05013986", "residents": None}]


def test_other_links_stay(client):
    link = client.get(f"{OLD}?search=upminster")["Link"]

    assert link.startswith(f'<{BASE}{OLD}?release=1&search=upminster>; rel="canonical", ')
    assert link.endswith(f'<{BASE}/docs/residents-is-going>; rel="deprecation"; type="text/html"')


def test_an_endpoint_without_anything_deprecated_announces_nothing(client):
    assert announced(client.get("/api/v1/wards")) == NOTHING


def test_a_refusal_announces_nothing(client):
    response = client.get(f"{OLD}?search=upminster&colour=red")

    assert response.status_code == 400
    assert not {"Deprecation", "Sunset", "Link"} & {*response.headers}


def test_the_document_shows_what_is_deprecated():
    generator = SchemaGenerator(urlconf=urls.__name__)
    document = generator.get_schema(request=None, public=True)

    parameters = document["paths"][OLD]["get"]["parameters"]
    assert {one["name"] for one in parameters if one.get("deprecated")} == {"search", "brief"}
    fields = document["components"]["schemas"]["OldWard"]["properties"]
    assert {name for name, field in fields.items() if field.get("deprecated")} == {"residents"}
