"""What the explorer says of a query it does not understand."""

import pytest

from tests.pages.reading import read_page

pytestmark = pytest.mark.usefixtures("winter")

EXPLORE = "/explore"


@pytest.mark.parametrize(
    ("query", "field", "suggestion", "mended"),
    [
        ("ward=st-edwrds&month=2024-02", "ward", "st-edwards", "ward=st-edwards&month=2024-02"),
        ("crime_type=drugs,robery", "crime_type", "robbery", "crime_type=drugs&crime_type=robbery"),
        ("crimetype=robbery", None, "crime_type", "crime_type=robbery"),
        ("date_from=2024-02-01", "date_from", "2024-02", "date_from=2024-02"),
        ("ward=E05013982", "ward", "E05013983 (St Edward's)", "ward=E05013983"),
        ("month=2024-13&group_by=ward", "month", "Leave it out", "group_by=ward"),
        ("compare=borough", "compare", "Leave it out", ""),
    ],
    ids=["ward", "one of several", "name", "day", "code", "no suggestion", "combination"],
)
def test_a_fault_stands_beside_its_field_and_in_the_summary_with_a_link_that_mends(
    client, query, field, suggestion, mended
):
    response = client.get(f"{EXPLORE}?{query}")
    page = read_page(response, 400)

    assert response["Cache-Control"] == "no-store"
    assert page.link(suggestion) == (f"{EXPLORE}?{mended}" if mended else f"{EXPLORE}?")
    assert read_page(client.get(page.link(suggestion)))
    if field:
        ids = {one.get("id") for _, one in page.elements}
        assert {f"field-{field}", f"error-{field}"} <= ids
        assert f"#field-{field}" in page.links


def test_every_fault_is_told_at_once_and_nothing_is_counted(client):
    page = read_page(client.get(f"{EXPLORE}?ward=nowhere&date_from=x&month=y&dataset=z"), 400)

    assert page.rows == []
    for name in ("nowhere", "'x'", "'y'", "'z'"):
        assert name in page.text


def test_what_was_typed_stays_in_the_form(client):
    page = read_page(client.get(f"{EXPLORE}?ward=st-edwrds,upminster&date_from=yesterday"), 400)

    inputs = {
        (one.get("name"), one.get("value")): one for tag, one in page.elements if tag == "input"
    }
    assert "checked" in inputs["ward", "st-edwrds"]
    assert "checked" in inputs["ward", "upminster"]
    assert inputs["date_from", "yesterday"]["aria-invalid"] == "true"


def test_a_page_of_two_hundred_faults_stays_small(client):
    wards = ",".join(f"nowhere-{number}-{'x' * 100}" for number in range(200))

    response = client.get(f"{EXPLORE}?ward={wards}")

    read_page(response, 400)
    assert len(response.content) < 2_000_000


def test_a_release_that_does_not_exist_is_not_found(client):
    page = read_page(client.get(f"{EXPLORE}?release=99"), 404)

    assert "There is no release 99." in page.text
