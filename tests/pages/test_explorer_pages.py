"""A long table comes in pages: every row stands on one of them, and the links keep to the release."""

import pytest

from tests.pages.reading import read_page

pytestmark = pytest.mark.usefixtures("winter")

# 3 wards in 170 months.
LONG = "group_by=ward,month&date_from=2010-01&date_to=2024-02"
# 3 wards in 1,490 months: 12 pages.
LONGEST = "group_by=ward,month&date_from=1900-01&date_to=2024-02"


def rows_of(page):
    return [tuple(row) for row in page.rows[1:]]


def test_every_row_stands_on_one_page(client):
    first = read_page(client.get(f"/explore?dataset=incidents&{LONG}"))
    second = read_page(client.get(first.link("Next page")))
    cells = client.get(f"/api/v1/stats/incidents?{LONG}").json()["results"]

    assert "Rows 1 to 400 of 510." in first.text
    assert "Rows 401 to 510 of 510." in second.text
    assert (len(rows_of(first)), len(rows_of(second)), len(cells)) == (400, 110, 510)
    assert len({*rows_of(first), *rows_of(second)}) == 510
    assert rows_of(read_page(client.get(second.link("Previous page")))) == rows_of(first)


def test_links_stay_in_the_release_and_keep_the_question(client):
    page = read_page(client.get(f"/explore?dataset=incidents&{LONG}"))

    assert page.link("Next page") == (
        "/explore?dataset=incidents&date_from=2010-01&date_to=2024-02&group_by=ward,month&page=2&release=4"
    )


def test_of_many_pages_the_ends_and_the_neighbours_are_linked(client):
    page = read_page(client.get(f"/explore?dataset=incidents&{LONGEST}&page=6"))

    numbered = [(said, href) for href, said in page.anchors if "&page=" in href and said.isdigit()]
    assert [said for said, _ in numbered] == ["1", "5", "6", "7", "12"]
    assert page.elements.count(("li", {"aria-hidden": "true"})) == 2
    for number, href in numbered:
        assert f"&page={number}&" in href


def test_a_short_table_has_no_pages(client):
    page = read_page(client.get("/explore?dataset=incidents&group_by=ward&month=2024-02"))

    assert not [href for href in page.links if "page=" in href]


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        (f"{LONG}&page=3", 404, "Page 3 is past the last, which is 2."),
        (f"{LONG}&page=0", 400, "The first page is 1."),
        (f"{LONG}&page=x", 400, "whole number"),
        ("page=2", 200, "Begin with a question"),
    ],
)
def test_a_page_that_is_not_there(client, query, status, told):
    assert told in read_page(client.get(f"/explore?{query}"), status).text
