"""Every warning of an answer, by its rule and not just below it."""

import pytest

from tests.borough import RAINHAM, ST_EDWARDS, UPMINSTER, at
from tests.importers.api_crimes import make_located
from tests.importers.police_api_recordings import make_recording
from tests.importing import import_archive, run
from tests.police_files import NOWHERE, make_month, make_row
from tests.stop_search_files import ARREST, FOR_WEAPONS, NO_PLACE, make_search, make_searches

BURGLARY, ROBBERY = (ST_EDWARDS, "Burglary"), (ST_EDWARDS, "Robbery")
RESIDENTS = {ST_EDWARDS: 10_000, UPMINSTER: 20_000, RAINHAM: 30_000}


def warnings(answer):
    return {warning["code"]: warning["detail"] for warning in answer["meta"]["warnings"]}


@pytest.mark.parametrize(("count", "warned"), [(0, True), (4, True), (5, False)])
def test_counts_under_five_are_small(stats, publish_months, count, warned):
    publish_months({"2024-01": {BURGLARY: 5, ROBBERY: count}})

    assert ("small-number" in warnings(stats(crime_type="robbery"))) == warned


@pytest.mark.parametrize(("count", "warned"), [(4, True), (5, False)])
def test_rate_of_a_small_count_is_warned_about_too(stats, publish_months, count, warned):
    publish_months({"2024-01": {BURGLARY: count}})

    assert ("small-number" in warnings(stats(measures="per_day"))) == warned


def test_count_that_is_not_held_is_not_small(stats, publish_months):
    publish_months({"2024-01": {BURGLARY: 5}})

    assert "small-number" not in warnings(stats(group_by="month", date_from="2023-12"))


@pytest.mark.parametrize(
    ("query", "warned"),
    [
        ({"month": "2024-02"}, True),
        ({}, True),
        ({"date_from": "2023"}, True),
        ({"month": "2024-01"}, False),
        ({"date_to": "2024-01"}, False),
    ],
)
def test_latest_month_is_provisional(stats, publish_months, query, warned):
    publish_months({"2024-01": {BURGLARY: 5}, "2024-02": {BURGLARY: 5}})

    assert ("provisional-month" in warnings(stats(**query))) == warned


def test_latest_month_is_that_of_what_was_asked(stats, publish_months):
    publish_months({"2024-01": {BURGLARY: 5, ROBBERY: 5}})
    publish_months({"2024-02": {BURGLARY: 5}}, options=["--only=crime_type=burglary"])

    assert warnings(stats(crime_type="robbery"))["provisional-month"].startswith("2024-01 is")
    assert warnings(stats(crime_type="burglary"))["provisional-month"].startswith("2024-02 is")


def test_latest_month_is_that_of_the_release(stats, publish_months):
    publish_months({"2024-01": {BURGLARY: 5}})
    publish_months({"2024-02": {BURGLARY: 5}})

    assert "provisional-month" in warnings(stats(month="2024-01", release="2"))
    assert "provisional-month" not in warnings(stats(month="2024-01", release="3"))


@pytest.mark.parametrize("measure", ["rate_per_1000", "count", "per_day"])
def test_rate_by_residents_says_who_they_are(stats, residents, publish_months, measure):
    residents(**RESIDENTS)
    publish_months({"2024-01": {BURGLARY: 5}})

    assert ("resident-rate" in warnings(stats(measures=measure))) == (measure == "rate_per_1000")


@pytest.mark.parametrize("derived", [True, False])
def test_derived_population_is_named_with_its_date(stats, residents, publish_months, derived):
    residents("2021-03-21", derived, **RESIDENTS)
    publish_months({"2024-01": {BURGLARY: 5}})

    found = warnings(stats(measures="rate_per_1000"))

    assert ("derived-population" in found) == derived
    assert not derived or "(2021-03-21)" in found["derived-population"]


def test_derived_population_of_an_older_date_is_no_matter(stats, residents, publish_months):
    residents("2020-06-30", True, **RESIDENTS)
    residents("2021-03-21", False, **RESIDENTS)
    publish_months({"2024-01": {BURGLARY: 5}})

    assert "derived-population" not in warnings(stats(measures="rate_per_1000"))


def test_derived_population_is_no_matter_without_a_rate(stats, residents, publish_months):
    residents(**RESIDENTS)
    publish_months({"2024-01": {BURGLARY: 5}})

    assert "derived-population" not in warnings(stats())


@pytest.mark.parametrize("measure", ["rate_per_1000", "count"])
def test_rate_without_populations_says_so(stats, publish_months, measure):
    publish_months({"2024-01": {BURGLARY: 5}})

    assert ("no-population" in warnings(stats(measures=measure))) == (measure == "rate_per_1000")


BROKEN = {
    "more than half of the file's rows": lambda: make_searches(49) + make_searches(51, NO_PLACE),
    "last day with rows is 3 or more": lambda: make_searches(100, last_day=28),
    "more than 5 % of the file's rows": lambda: make_searches(94) + make_searches(94)[:6],
}
JUST_SOUND = {
    "half": lambda: make_searches(50) + make_searches(50, NO_PLACE),
    "two days": lambda: make_searches(100, last_day=29),
    "5 %": lambda: make_searches(95) + make_searches(95)[:5],
}


@pytest.mark.parametrize("told", BROKEN)
def test_flawed_month_is_told_with_its_force_and_its_flaw(stats, publish_searches, told):
    publish_searches({"2024-01": BROKEN[told]()})

    detail = warnings(stats("stop-searches"))["quality"]

    assert detail.startswith("Metropolitan Police Service, 2024-01: ")
    assert told in detail.casefold()


@pytest.mark.parametrize("kind", JUST_SOUND)
def test_month_just_below_is_told_as_sound(stats, publish_searches, kind):
    publish_searches({"2024-01": JUST_SOUND[kind]()})

    assert "quality" not in warnings(stats("stop-searches"))


def test_flawed_month_is_no_matter_where_it_is_not_asked(stats, publish_searches):
    publish_searches(
        {
            "2024-01": make_searches(100, last_day=17),
            "2024-02": make_searches(9, month="2024-02", last_day=29),
        }
    )

    assert "quality" not in warnings(stats("stop-searches", month="2024-02"))
    assert "quality" in warnings(stats("arrests", month="2024-01,2024-02"))


@pytest.mark.parametrize(("month", "warned"), [("2017-12", True), ("2018-01", False)])
def test_searches_before_2018_used_other_words(stats, publish_searches, month, warned):
    publish_searches({month: make_searches(9, month=month)})

    for dataset in ("stop-searches", "arrests", "weapon-recoveries"):
        assert ("vocabulary-change-2018" in warnings(stats(dataset))) == warned


def test_months_before_2018_that_are_not_held_change_no_words(stats, publish_searches):
    publish_searches({"2018-01": make_searches(9, month="2018-01")})

    assert "vocabulary-change-2018" not in warnings(stats("stop-searches", date_from="2017"))


def test_words_of_incidents_did_not_change(stats, publish_months):
    publish_months({"2017-12": {BURGLARY: 5}})

    assert "vocabulary-change-2018" not in warnings(stats())


def test_other_force_that_is_missing_for_one_month_is_named(stats, publish_months):
    publish_months({"2024-01": {BURGLARY: 5}, "2024-02": {BURGLARY: 5}})
    publish_months({"2024-01": {BURGLARY: 5}}, force="btp")

    found = warnings(stats())

    assert "British Transport Police" in found["other-forces-not-held"]
    assert "other-forces-not-held" not in warnings(stats(month="2024-01"))
    assert "other-forces-not-held" not in warnings(stats(force="metropolitan"))


def test_the_police_api_holds_what_every_force_recorded(stats, borough, tmp_path):
    crimes = [make_located(number) for number in range(5)]
    run("import_police_api", str(make_recording(tmp_path / "api", {"2024-01/E05013983-0": crimes})))

    assert "other-forces-not-held" not in warnings(stats())


@pytest.mark.parametrize(
    ("ward", "warned"), [("upminster", True), ("E05013986", True), ("st-edwards", False)]
)
def test_ward_with_an_older_name_is_told_apart(stats, publish_months, ward, warned):
    publish_months({"2024-01": {BURGLARY: 5}})

    assert ("ward-redrawn-2022" in warnings(stats(ward=ward))) == warned


def test_months_that_are_not_held_are_named(stats, publish_months):
    publish_months({"2024-01": {BURGLARY: 5}})

    assert "2023-12" in warnings(stats(date_from="2023-12"))["not-held"]
    assert "not-held" not in warnings(stats())


def test_empty_database_says_that_nothing_is_held(stats, borough):
    assert [*warnings(stats())] == ["nothing-held"]


def test_arrests_are_those_of_searches_alone(stats, publish_searches):
    publish_searches({"2024-01": make_searches(9, ARREST)})

    assert "stop-search-only" in warnings(stats("arrests"))
    assert "stop-search-only" not in warnings(stats("stop-searches"))


def test_recoveries_say_on_what_basis(stats, publish_searches):
    publish_searches({"2024-01": make_searches(9, FOR_WEAPONS, ARREST)})

    found = warnings(stats("weapon-recoveries"))

    assert "does not prove that a weapon was found" in found["recovery-basis"]
    assert "unknown-outcomes" not in found


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([make_search(FOR_WEAPONS, {"Outcome": ""})], "1 search for weapons has"),
        ([make_search(FOR_WEAPONS, {"Outcome": ""})] * 2, "2 searches for weapons have"),
        ([make_search(FOR_WEAPONS, {"Outcome": "Vanished"})], "1 search for weapons has"),
        ([make_search({"Outcome": ""})], None),
        ([make_search(FOR_WEAPONS)], None),
    ],
    ids=["blank", "two", "unlisted", "for drugs", "known"],
)
def test_searches_without_a_known_outcome_are_counted(stats, publish_searches, rows, told):
    publish_searches({"2024-01": [*make_searches(30), *rows]})

    detail = warnings(stats("weapon-recoveries")).get("unknown-outcomes")

    assert detail is None if told is None else detail.startswith(told)


def test_only_searches_that_were_asked_are_counted_as_unknown(stats, publish_searches):
    publish_searches({"2024-01": [make_search(FOR_WEAPONS, {"Outcome": ""}), *make_searches(30)]})

    for query in ({"ward": "upminster"}, {"date_to": "2024-01-14"}, {"month": "2023-12"}):
        assert "unknown-outcomes" not in warnings(stats("weapon-recoveries", **query))


def test_flaws_of_another_force_are_told_where_its_rows_are_asked(stats, publish_months, tmp_path):
    publish_months({"2024-01": {BURGLARY: 5}})
    rows = [make_row(at(ST_EDWARDS)), make_row(NOWHERE), make_row(NOWHERE)]
    import_archive(make_month(tmp_path / "btp.zip", rows, force="btp"))

    assert warnings(stats())["quality"].startswith("British Transport Police, 2024-01: ")
    assert "quality" not in warnings(stats(force="metropolitan"))
