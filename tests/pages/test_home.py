"""The start page: the latest month at a glance, and what is not held."""

import pytest

from havering_safety.releases.models import Release
from incidents.metadata.schema_org import data_set_of
from tests.borough import WARDS
from tests.pages.reading import json_ld_of, read_page


def test_headlines_are_the_apis_figures_of_the_latest_month(client, winter):
    page = read_page(client.get("/"))
    cell = client.get("/api/v1/stats/incidents?month=2024-02").json()["results"][0]

    assert cell["count"] == 3
    assert "Street-level incidents 3 February 2024; 95 % interval 0.619 to 8.77" in page.text
    assert "The year before is not held." in page.text
    assert "Stop searches" not in [said for href, said in page.anchors if "/explore" in href]


def test_what_is_held_and_missing_is_told(client, winter):
    rows = {row[0]: row[1:] for row in read_page(client.get("/")).rows}
    (incidents,) = [row for name, row in rows.items() if name.startswith("Street-level")]

    assert incidents == ["December 2023 to February 2024", "January 2024"]
    assert [row for name, row in rows.items() if name.startswith("Recorded crime")] == [
        ["nothing", "no month"]
    ]


def test_search_engines_are_told_of_the_data_set_and_the_wards(client, winter):
    assert json_ld_of(client.get("/")) == data_set_of(Release.objects.newest(), "incidents")
    for code, name in WARDS.items():
        said = json_ld_of(
            client.get(f"/wards/{client.get(f'/api/v1/wards/{code}').json()['slug']}")
        )
        assert (said["@type"], said["name"], said["identifier"]) == (
            "AdministrativeArea",
            name,
            code,
        )


@pytest.mark.django_db
def test_an_empty_database_shows_nothing_and_says_so(client):
    page = read_page(client.get("/"))

    assert "Nothing has been imported yet, so there is nothing to show." in page.text


# Asked in full by the tests of the documentation, and slow to write.
ASKED_ELSEWHERE = ("/docs/endpoints/", "/api/v1/openapi")


@pytest.mark.parametrize(
    "path", ["/", "/docs", "/wards", "/statements", "/explore", "/explore?month=2024-01"]
)
@pytest.mark.django_db
def test_every_page_works_on_an_empty_database(client, path):
    read_page(client.get(path))


def test_every_link_within_the_pages_leads_somewhere(client, winter):
    seen, found = set(), ["/"]
    while found:
        path = found.pop().partition("#")[0]
        if path in seen or not path.startswith("/") or path.startswith(ASKED_ELSEWHERE):
            continue
        seen.add(path)
        response = client.get(path)
        assert response.status_code == 200, path
        if response["Content-Type"].startswith("text/html") and "?" not in path:
            found += read_page(response).links

    assert {"/explore", "/wards/upminster", "/statements", "/api/v1", "/docs/method"} <= seen


def test_few_queries(client, winter, django_assert_num_queries):
    client.get("/")

    # 1. the release of the page; of the one data set that is held 2. the release, 3. the counts,
    # those of the year before with them.
    with django_assert_num_queries(3):
        client.get("/")
