"""The claims of the letter of February 2024, held against the real files."""

import pytest
from django.core.management import call_command

from tests.importing import import_archive, run
from tests.pages.reading import read_page

pytestmark = [pytest.mark.usefixtures("real_database", "db"), pytest.mark.xdist_group("real")]

FIRST = "met/MPS Ward Level Crime (202112-202311).csv"
SECOND = "met/MPS Ward Level Crime (202307-202506).csv"
ROBBERIES_2023 = [33, 36, 32, 45, 48, 38, 32, 26, 35, 40, 53, 58]
STATS = "/api/v1/stats/recorded-crime"


@pytest.fixture
def counts(real_data):
    """Import both ward downloads in order of date; return the release of the first."""
    run("import_recorded_crime", str(real_data / FIRST))
    run("import_recorded_crime", str(real_data / SECOND))
    call_command("load_statements", verbosity=0)


def robberies(client, **query):
    asked = {
        "offence_group": "robbery",
        "date_from": "2023",
        "date_to": "2023",
        "group_by": "month",
    }
    cells = client.get(STATS, {**asked, **query}).json()["results"]
    return [cell["count"] for cell in cells]


def test_recorded_robberies_of_2023(client, counts):
    answer = client.get(
        STATS,
        {
            "offence_group": "robbery",
            "date_from": "2023",
            "date_to": "2023",
            "measures": "count,per_day",
        },
    ).json()

    cell = answer["results"][0]
    assert robberies(client) == ROBBERIES_2023
    assert (cell["count"], cell["per_day"], cell["per_day_lower"], cell["per_day_upper"]) == (
        476, 1.304, 1.19, 1.427,
    )  # fmt: skip


def test_as_of_the_first_download_july_and_august_were_others(client, counts):
    # Releases: five of the real database, then the first download.
    assert robberies(client, release="6", date_from="2023-07", date_to="2023-08") == [31, 28]


def test_robberies_per_day_are_checked_in_two_periods_of_ours(client, counts):
    answer = client.get("/api/v1/statements/robberies-per-day/check").json()

    found = [
        (
            check["claim"]["query"]["date_from"],
            check["figure"]["count"],
            check["figure"]["value"],
            check["result"],
            check["caveats"][0]["code"],
        )
        for check in answer["checks"]
    ]
    assert found == [
        ("2023-02", 505, 1.384, "rounds_to", "period-is-ours"),
        ("2023-01", 476, 1.304, "within_interval", "period-is-ours"),
    ]


def test_young_victims_are_wider_and_have_no_result(client, counts):
    checks = client.get("/api/v1/statements/robberies-with-young-victims/check").json()["checks"]

    assert {(check["comparability"], check["result"]) for check in checks} == {("wider", None)}


def test_555_arrests_are_shown_beside_those_of_stop_and_search(client, counts, real_data):
    import_archive(str(real_data / "police/2023-stop-and-search.zip"))

    (check,) = client.get("/api/v1/statements/town-centre-team-arrests-2023/check").json()["checks"]

    assert (check["claim"]["value"], check["figure"]["count"]) == ("555", 624)
    assert (check["comparability"], check["result"], check["difference"]) == (
        "different",
        None,
        None,
    )


def test_arrests_without_their_files_are_not_covered(client, counts):
    response = client.get("/api/v1/statements/town-centre-team-arrests-2023/check")

    assert response.status_code == 409
    assert "2023-01" in response.json()["detail"]


def test_numerous_weapons_have_nothing_to_compare(client, counts):
    response = client.get("/api/v1/statements/town-centre-team-weapons-2023/check")

    assert response.status_code == 409
    assert response.json()["type"].endswith("/problems/nothing-to-compare")


def test_the_page_holds_the_claims_of_the_letter_against_the_data(client, counts):
    said = read_page(client.get("/statements?speaker=simon-hutchison&kind=figure")).text

    assert "Stated about 1.4 robberies per day The data give 1.304 (1.19 to 1.427)" in said
    assert "What was stated lies within the figure's 95 % interval." in said
    assert "No period was stated: 2023 is our choice." in said
    assert "Not checked. Nothing can be said: not held for 2023-01" in said
    assert "Not checked. The statement gives no figure that data could be held against." in said
