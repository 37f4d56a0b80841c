"""Pages of wards: one, one that is no more, one that never was, and all of them."""

import pytest

from tests.borough import ST_EDWARDS
from tests.importing import import_postcodes
from tests.pages.reading import read_page
from tests.postcode_files import make_postcodes

ONE = "postcode,pqi,lon,lat,ward_code\nRM14 2AA,10,0.15,51.55,E05013986\n"

pytestmark = pytest.mark.usefixtures("winter")


def test_counts_and_rates_stand_beside_the_rest_of_the_borough(client):
    page = read_page(client.get("/wards/st-edwards"))

    assert [row for row in page.rows if row[0].startswith(("Burglary", "Robbery"))] == [
        ["Burglary (held in part)", "13 (6.92 to 22.2)", "1.30 (0.692 to 2.22)", "0 (0 to 0.615)"],
        [
            "Robbery (held in part)",
            "1 (0.025 to 5.57)",
            "0.100 (0.003 to 0.557)",
            "0.167 (0.004 to 0.929)",
        ],
    ]
    assert page.rows[2] == ["Stop searches nothing held", "not held", "not held", "not held"]


def test_a_month_that_is_not_held_is_never_0(client):
    page = read_page(client.get("/wards/upminster"))

    months = {row[0]: row[1] for row in page.rows if len(row) == 2}
    assert months["January 2024"] == "not held"
    assert months["December 2023"] == "0 (0 to 3.69)"


def test_the_map_draws_every_ward_once_and_names_this_one(client):
    page = read_page(client.get("/wards/upminster"))

    paths = [one for tag, one in page.elements if tag == "path"]
    assert [one.get("class") for one in paths] == [None, None, "this"]
    # Squares side by side from west to east, drawn north up: the one in the middle.
    assert paths[-1]["d"].startswith("M106.7")
    assert "Map: where Upminster lies in Havering. North is up." in page.text


def test_a_gss_code_leads_to_the_page_and_keeps_the_query(client):
    response = client.get(f"/wards/{ST_EDWARDS}?release=3")

    assert (response.status_code, response["Location"]) == (301, "/wards/st-edwards?release=3")


def test_an_earlier_release_shows_its_own_figures(client):
    page = read_page(client.get("/wards/st-edwards?release=3"))

    assert not [row for row in page.rows if row[0].startswith("Robbery")]
    assert "This is release 3" in page.text


@pytest.mark.parametrize("name", ["romford-town", "E05000319"])
def test_a_former_ward_names_its_successors(client, name):
    page = read_page(client.get(f"/wards/{name}"))

    assert "This ward ended on 4 May 2022" in page.text
    assert page.link("St Edward's") == "/wards/st-edwards"


def test_an_unknown_ward_is_not_found_and_near_ones_are_named(client):
    response = client.get("/wards/st-edwrds")
    page = read_page(response, 404)

    assert page.link("St Edward's") == "/wards/st-edwards"
    assert response["Cache-Control"] == "no-store"
    assert not response.has_header("ETag")


def test_a_ward_page_is_light_and_needs_no_script(client):
    response = client.get("/wards/st-edwards")
    page = read_page(response)
    style = next(one["href"] for tag, one in page.elements if tag == "link")

    size = len(response.content) + len(client.get(style).getvalue())

    assert size < 60_000
    assert "script" not in {tag for tag, one in page.elements if "ld+json" not in str(one)}


def test_few_queries_for_a_ward(client, django_assert_max_num_queries):
    client.get("/wards/st-edwards")

    # 1. the newest release, for the code; 2. for the page. Of each of the two grids of incidents:
    # its release, its counts, the whole borough's; of the trend two; of the statements: release,
    # count, rows where there are any. Data sets of which nothing is held are not asked.
    with django_assert_max_num_queries(14):
        client.get("/wards/st-edwards")


def test_caching_is_the_apis(client):
    first = client.get("/wards/st-edwards")
    again = client.get("/wards/st-edwards", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/wards/upminster")["ETag"] != first["ETag"]


def test_all_wards_are_listed_with_their_figures(client):
    page = read_page(client.get("/wards"))

    assert page.link("St Edward's") == "/wards/st-edwards"
    assert ["Upminster (held in part)", "1 (0.025 to 5.57)", "0.200 (0.005 to 1.11)"] in page.rows
    assert page.link("Romford Town") == "/wards/E05000319"


@pytest.fixture
def postcodes(winter, tmp_path):
    """Load one postcode, which lies in Upminster."""
    import_postcodes(make_postcodes(tmp_path / "postcodes.csv", ONE))


def test_a_postcode_finds_its_ward(client, postcodes):
    page = read_page(client.get("/wards?postcode=rm142aa"))

    assert "RM14 2AA lies in Upminster" in page.text


@pytest.mark.parametrize(("typed", "status"), [("nonsense", 400), ("RM14 9ZZ", 404)])
def test_a_postcode_that_is_none_is_told_beside_its_field(client, postcodes, typed, status):
    page = read_page(client.get("/wards", {"postcode": typed}), status)

    field = next(one for tag, one in page.elements if one.get("name") == "postcode")
    assert (field["value"], field["aria-invalid"]) == (typed, "true")
    assert "#postcode" in page.links


def test_an_empty_postcode_asks_for_nothing(client):
    response = client.get("/wards?postcode=")

    assert (response.status_code, response["Location"]) == (302, "/wards")


def test_other_parameters_are_refused(client):
    assert "There is no parameter" in read_page(client.get("/wards/upminster?ward=x"), 400).text
