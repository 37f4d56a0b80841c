"""A claim by URL: the figure, what the value implies, and how the two stand to each other."""

import pytest

from tests.importing import import_archive, run
from tests.police_files import ROBBERY, make_month, make_rows
from tests.stop_search_files import ARREST, make_search_month, make_searches

CHECK = "/api/v1/check"


@pytest.fixture
def robberies(two_wards_loaded, tmp_path):
    """Import January 2024 with so many robberies."""

    def load(count):
        rows = [row | ROBBERY for row in make_rows(count)]
        import_archive(make_month(tmp_path / "january.zip", rows))

    return load


def check(client, **query):
    asked = {
        "dataset": "incidents",
        "crime_type": "robbery",
        "date_from": "2024-01",
        "date_to": "2024-01",
    }
    return client.get(CHECK, {**asked, **query})


# 42, 44 and 45 robberies in 31 days are 1.355, 1.419 and 1.452 a day.
@pytest.mark.parametrize(
    ("count", "query", "result"),
    [
        (42, {"measure": "per_day", "value": "1.4"}, "rounds_to"),
        (44, {"measure": "per_day", "value": "1.4"}, "rounds_to"),
        (45, {"measure": "per_day", "value": "1.4"}, "within_interval"),
        (45, {"measure": "per_day", "value": "1.4", "qualifier": "about"}, "rounds_to"),
        (44, {"measure": "per_day", "value": "1.40"}, "within_interval"),
        (62, {"measure": "per_day", "value": "2"}, "equal"),
        (55, {"value": "55"}, "equal"),
        (55, {"value": "56"}, "within_interval"),
        (55, {"value": "56", "qualifier": "about"}, "rounds_to"),
        (55, {"value": "56", "qualifier": "exactly"}, "within_interval"),
        (55, {"value": "555"}, "differs"),
    ],
)
def test_result_is_the_first_that_holds(client, robberies, count, query, result):
    robberies(count)

    answer = check(client, **query).json()

    assert (answer["figure"]["count"], answer["result"]) == (count, result)


def test_whole_answer(client, robberies):
    robberies(44)

    answer = check(client, measure="per_day", value="1.40", qualifier="exactly").json()

    meta = answer.pop("meta")
    codes = [caveat["code"] for caveat in answer.pop("caveats")]
    assert answer == {
        "claim": {
            "dataset": "incidents",
            "measure": "per_day",
            "value": "1.40",
            "qualifier": "exactly",
            "query": meta["query"],
        },
        "figure": {"count": 44, "days": 31, "value": 1.419, "lower": 1.031, "upper": 1.905},
        "implied": {"from": 1.395, "below": 1.405},
        "comparability": "same",
        "comparability_detail": (
            "The data hold what was claimed: the same things, in the same place and time."
        ),
        "result": "within_interval",
        "difference": 0.019,
    }
    assert codes == ["interval", "other-forces-not-held", "provisional-month"]
    assert (
        meta["description"] == "Robberies in Havering, January 2024: claimed per day exactly 1.40"
    )
    assert "value=1.40" in meta["permalink"]


def test_arrests_are_narrower_and_have_no_result(client, two_wards_loaded, tmp_path):
    import_archive(make_search_month(tmp_path / "searches.zip", make_searches(30, ARREST)))

    answer = client.get(CHECK, {"dataset": "arrests", "month": "2024-01", "value": "30"}).json()

    assert answer["figure"]["count"] == 30
    assert (answer["comparability"], answer["result"], answer["difference"]) == (
        "narrower",
        None,
        None,
    )


def test_period_that_is_not_held_names_its_months(client, robberies):
    robberies(10)

    response = check(client, date_from="2023-12", date_to="2024-02", value="10")

    assert response.status_code == 409
    assert response.json()["type"].endswith("/problems/not-covered")
    assert response.json()["detail"] == "Nothing can be said: not held for 2023-12 and 2024-02."


def test_numerous_has_nothing_to_compare(client, robberies):
    robberies(10)

    response = check(client, value="10", qualifier="numerous")

    assert response.status_code == 409
    assert response.json()["type"].endswith("/problems/nothing-to-compare")


def test_rate_without_populations_cannot_be_given(client, robberies):
    robberies(10)

    response = check(client, value="0.4", measure="rate_per_1000")

    assert response.status_code == 409


def test_all_faults_of_a_claim_come_at_once(client, robberies):
    robberies(10)

    response = client.get(
        CHECK, {"dataset": "arrests", "crime_type": "robbery", "valu": "1.4", "measure": "x"}
    )

    faults = [(fault["parameter"], fault["code"]) for fault in response.json()["errors"]]
    assert response.status_code == 400
    assert faults == [
        ("crime_type", "combination"),
        ("valu", "unknown_parameter"),
        ("measure", "unknown"),
        ("value", "missing"),
    ]


@pytest.mark.parametrize("value", ["1,4", "-1", "1e3", "NaN", "１", "1.4%", "9" * 13, ".5"])
def test_value_that_is_no_plain_number_is_refused(client, robberies, value):
    robberies(10)

    response = check(client, value=value)

    assert response.status_code == 400
    assert "value" in {fault["parameter"] for fault in response.json()["errors"]}


def test_statement_on_demo_data_is_not_checked(client, db):
    run("load_demo")
    run("load_statements")

    response = client.get("/api/v1/statements/robberies-per-day/check")

    assert response.status_code == 409
    assert response.json()["type"].endswith("/problems/synthetic-data")
