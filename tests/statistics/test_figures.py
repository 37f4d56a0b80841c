"""Figures of answers: intervals, rates by days and residents, shares, sums of twelve months."""

import pytest

from incidents.statistics.months import months_between
from tests.borough import RAINHAM, ST_EDWARDS, UPMINSTER
from tests.counts_files import WARD_HEADER, make_counts
from tests.importing import run
from tests.stop_search_files import make_searches

BURGLARY, ROBBERY = (ST_EDWARDS, "Burglary"), (ST_EDWARDS, "Robbery")


def figures(cell, measure):
    return tuple(cell[f"{measure}{limit}"] for limit in ("", "_lower", "_upper"))


def test_counts_have_exact_limits_below_ten_and_byars_from_ten(stats, publish_months):
    counts = {"Burglary": 5, "Robbery": 9, "Drugs": 10, "Shoplifting": 100}
    publish_months({"2024-01": {(ST_EDWARDS, name): n for name, n in counts.items()}})

    cells = stats(group_by="crime_type", ward="st-edwards")["results"]

    assert {figures(cell, "count") for cell in cells} == {
        (5, 1.623, 11.668),
        (9, 4.115, 17.085),
        (10, 4.787, 18.391),
        (100, 81.362, 121.628),
    }


def test_nothing_counted_is_at_most_three_point_seven(stats, publish_months):
    publish_months({"2024-01": {BURGLARY: 1}})

    (cell,) = stats(ward="upminster")["results"]

    assert figures(cell, "count") == (0, 0.0, 3.689)


ROBBERIES = [33, 36, 32, 45, 48, 38, 32, 26, 35, 40, 53, 58]


def test_robberies_of_2023_are_one_point_three_a_day(stats, borough, tmp_path):
    months = [f"2023{month:02}" for month in range(1, 13)]
    row = ["ROBBERY", "ROBBERY OF PERSONAL PROPERTY", "St Edward's", ST_EDWARDS, "Havering"]
    path = make_counts(tmp_path / "wards.csv", WARD_HEADER, months, [[*row, *ROBBERIES]])
    run("import_recorded_crime", path)

    (cell,) = stats(
        "recorded-crime", offence_group="robbery", date_from="2023", date_to="2023",
        measures="count,per_day",
    )["results"]  # fmt: skip

    assert cell["count"] == 476
    assert figures(cell, "per_day") == (1.304, 1.19, 1.427)


def test_day_rates_divide_by_the_days_that_files_cover(stats, publish_searches):
    early, whole = (
        make_searches(34, month="2022-12", last_day=17),
        make_searches(31, month="2023-01"),
    )
    publish_searches({"2022-12": early, "2023-01": whole})

    cells = stats("stop-searches", group_by="month", measures="count,per_day")["results"]
    (both,) = stats("stop-searches", measures="count,per_day")["results"]

    assert [(cell["count"], cell["per_day"]) for cell in cells] == [(34, 2.0), (31, 1.0)]
    assert both["per_day"] == round(65 / (17 + 31), 3)


def test_day_rates_divide_by_the_days_asked(stats, publish_searches):
    publish_searches({"2023-01": make_searches(31, month="2023-01", last_day=31)})

    (cell,) = stats(
        "stop-searches", date_from="2023-01-05", date_to="2023-01-14", measures="count,per_day"
    )["results"]

    assert (cell["count"], cell["per_day"]) == (10, 1.0)


def test_day_rate_of_days_that_the_file_does_not_reach_is_unknown(stats, publish_searches):
    publish_searches({"2022-12": make_searches(34, month="2022-12", last_day=17)})

    (cell,) = stats(
        "stop-searches", date_from="2022-12-20", date_to="2022-12-25", measures="per_day"
    )["results"]

    assert figures(cell, "per_day") == (None, None, None)


@pytest.fixture
def populated(residents):
    residents(**{ST_EDWARDS: 10_000, UPMINSTER: 20_000, RAINHAM: 30_000})


def test_rate_of_a_ward_is_by_its_residents(stats, populated, publish_months):
    publish_months({"2024-01": {BURGLARY: 30, (UPMINSTER, "Burglary"): 30}})

    answer = stats(group_by="ward", measures="rate_per_1000")

    assert {cell["ward"]: cell["rate_per_1000"] for cell in answer["results"]} == {
        "rainham-wennington": 0.0, "st-edwards": 3.0, "upminster": 1.5,
    }  # fmt: skip
    assert answer["meta"]["population"] == {
        "date": "2021-03-21",
        "derived": True,
        "residents": 60_000,
    }


@pytest.mark.parametrize(
    ("query", "rate", "people"),
    [
        ({}, 1.0, 60_000),
        ({"ward": "st-edwards,upminster"}, 2.0, 30_000),
        ({"ward_not": "rainham-wennington"}, 2.0, 30_000),
        ({"ward": "st-edwards"}, 3.0, 10_000),
    ],
)
def test_rate_of_several_wards_is_by_the_residents_of_all_asked(
    stats, populated, publish_months, query, rate, people
):
    publish_months({"2024-01": {BURGLARY: 30, (UPMINSTER, "Burglary"): 30}})

    answer = stats(measures="rate_per_1000", **query)

    assert answer["results"][0]["rate_per_1000"] == rate
    assert answer["meta"]["population"]["residents"] == people


def test_rate_is_for_the_whole_period_and_not_a_year(stats, populated, publish_months):
    publish_months({month: {BURGLARY: 10} for month in ("2024-01", "2024-02", "2024-03")})

    (cell,) = stats(ward="st-edwards", measures="rate_per_1000")["results"]

    assert cell["rate_per_1000"] == 3.0


def test_newest_population_counts_alone(stats, populated, residents, publish_months):
    residents("2022-06-30", False, **{ST_EDWARDS: 15_000, UPMINSTER: 1, RAINHAM: 1})
    publish_months({"2024-01": {BURGLARY: 30}})

    answer = stats(ward="st-edwards", measures="rate_per_1000")

    assert answer["results"][0]["rate_per_1000"] == 2.0
    assert answer["meta"]["population"] == {
        "date": "2022-06-30",
        "derived": False,
        "residents": 15_000,
    }


def test_rate_is_unknown_where_one_ward_has_no_residents_loaded(stats, residents, publish_months):
    residents(**{ST_EDWARDS: 10_000})
    publish_months({"2024-01": {BURGLARY: 30}})

    answer = stats(measures="rate_per_1000")

    assert figures(answer["results"][0], "rate_per_1000") == (None, None, None)
    assert answer["meta"]["population"]["residents"] is None


def test_percent_is_of_the_whole_grid(stats, publish_months):
    publish_months({"2024-01": {BURGLARY: 1}, "2024-02": {BURGLARY: 2, ROBBERY: 3}})

    cells = stats(group_by="crime_type,month", measures="count,percent")["results"]

    assert [(cell["count"], cell["percent"]) for cell in cells] == [
        (1, 16.667), (2, 33.333), (0, 0.0), (3, 50.0),
    ]  # fmt: skip


def test_percent_of_nothing_is_unknown(stats, publish_months):
    publish_months({"2024-01": {BURGLARY: 1}})

    assert stats(ward="upminster", measures="percent")["results"][0]["percent"] is None


def rolling(answer):
    return {cell["month"]: cell["rolling_12_months"] for cell in answer["results"]}


def test_twelve_months_are_summed_once_all_are_covered(stats, publish_months):
    months = months_between("2023-01", "2024-02")
    publish_months({month: {BURGLARY: number} for number, month in enumerate(months, start=1)})

    sums = rolling(stats(group_by="month", measures="rolling_12_months"))

    assert sums == dict.fromkeys(months[:11]) | {"2023-12": 78, "2024-01": 90, "2024-02": 102}


def test_twelve_months_reach_back_before_those_asked(stats, publish_months):
    months = months_between("2023-01", "2024-01")
    publish_months({month: {BURGLARY: 1, (UPMINSTER, "Burglary"): 2} for month in months})

    answer = stats(group_by="ward,month", measures="rolling_12_months", month="2024-01")

    assert [(c["ward"], c["rolling_12_months"]) for c in answer["results"]] == [
        ("rainham-wennington", 0), ("st-edwards", 12), ("upminster", 24),
    ]  # fmt: skip


def test_one_month_missing_leaves_no_sum_over_it(stats, publish_months):
    months = [month for month in months_between("2022-01", "2024-01") if month != "2022-06"]
    publish_months({month: {BURGLARY: 1} for month in months})

    sums = rolling(stats(group_by="month", measures="rolling_12_months", date_from="2023-05"))

    assert sums["2023-05"] is None
    assert sums["2023-06"] == 12


def test_crime_type_held_in_all_months_has_sums_where_another_has_none(stats, publish_months):
    months = months_between("2023-01", "2023-11")
    publish_months({month: {BURGLARY: 1, ROBBERY: 1} for month in months})
    publish_months({"2023-12": {BURGLARY: 1}}, options=["--only=crime_type=burglary"])

    cells = stats(group_by="crime_type,month", measures="rolling_12_months", month="2023-12")[
        "results"
    ]

    assert [(c["crime_type"], c["rolling_12_months"]) for c in cells] == [
        ("burglary", 12), ("robbery", None),
    ]  # fmt: skip
