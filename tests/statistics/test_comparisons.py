"""A figure beside another: twelve months earlier, and the rest of the borough."""

import pytest

from tests.borough import RAINHAM, ST_EDWARDS, UPMINSTER
from tests.stop_search_files import make_search, make_searches

BURGLARY, ROBBERY = (ST_EDWARDS, "Burglary"), (ST_EDWARDS, "Robbery")
EARLIER = ("earlier_count", "earlier_coverage", "change", "ratio", "ratio_lower", "ratio_upper")


def beside(cell):
    return tuple(cell[name] for name in EARLIER)


def year(stats, dataset="incidents", first="2024-01", last="2024-01", **query):
    bounds = {"date_from": first, "date_to": last}
    return stats(dataset, compare="previous_year", **bounds, **query)["results"]


def test_count_stands_beside_that_of_the_year_before(stats, publish_months):
    publish_months({"2023-01": {BURGLARY: 40}, "2024-01": {BURGLARY: 50}})

    (cell,) = year(stats)

    # 50 / 40, times and over exp(1.96 √(1/50 + 1/40)).
    assert beside(cell) == (40, "full", 10, 1.25, 0.825, 1.894)


@pytest.mark.parametrize(
    ("now", "then", "ratio"), [(10, 10, 1.0), (9, 10, None), (10, 9, None), (0, 0, None)]
)
def test_ratio_needs_ten_on_both_sides(stats, publish_months, now, then, ratio):
    publish_months({"2023-01": {BURGLARY: then}, "2024-01": {BURGLARY: now}})

    (cell,) = year(stats)

    assert (cell["change"], cell["ratio"]) == (now - then, ratio)


@pytest.mark.parametrize(
    ("group", "labels"),
    [
        ("month", ["2023-12", "2024-01"]),
        ("quarter", ["2023-Q4", "2024-Q1"]),
        ("calendar_year", ["2023", "2024"]),
        ("financial_year", ["2023-24"]),
    ],
)
def test_groups_over_time_stand_beside_their_own_past(stats, publish_months, group, labels):
    counts = {"2022-12": 1, "2023-01": 2, "2023-12": 4, "2024-01": 8}
    publish_months({month: {BURGLARY: n} for month, n in counts.items()})

    cells = year(stats, first="2023-12", group_by=group)

    assert [cell[group] for cell in cells] == labels
    earlier = [cell["earlier_count"] for cell in cells]
    assert earlier == ([1, 2] if len(labels) == 2 else [3])


def test_time_may_be_the_second_group(stats, publish_months):
    publish_months({"2023-01": {BURGLARY: 1, ROBBERY: 2}, "2024-01": {BURGLARY: 3}})

    cells = year(stats, group_by="crime_type,month")

    assert [(c["crime_type"], c["earlier_count"]) for c in cells] == [
        ("burglary", 1),
        ("robbery", 2),
    ]


def test_year_before_that_is_not_held_is_unknown(stats, publish_months):
    publish_months({"2024-01": {BURGLARY: 50}})

    (cell,) = year(stats)

    assert beside(cell) == (None, "none", None, None, None, None)


def test_year_before_that_is_held_in_part_gives_no_change(stats, publish_months):
    publish_months(
        {"2023-01": {BURGLARY: 40}, "2024-01": {BURGLARY: 50}, "2024-02": {BURGLARY: 50}}
    )

    (cell,) = year(stats, last="2024-02")

    assert beside(cell) == (40, "partial", None, None, None, None)


def test_year_asked_that_is_held_in_part_gives_no_change(stats, publish_months):
    publish_months(
        {"2023-01": {BURGLARY: 40}, "2023-02": {BURGLARY: 40}, "2024-01": {BURGLARY: 50}}
    )

    (cell,) = year(stats, last="2024-02")

    assert (cell["coverage"], *beside(cell)) == ("partial", 80, "full", None, None, None, None)


def test_whole_february_stands_beside_a_whole_february(stats, publish_searches):
    leap = make_searches(29, month="2024-02", last_day=29)
    publish_searches({"2024-02": leap, "2025-02": make_searches(28, month="2025-02", last_day=28)})

    (cell,) = year(stats, "stop-searches", "2025-02", "2025-02")

    assert (cell["count"], cell["earlier_count"]) == (28, 29)


def test_leap_day_stands_beside_the_day_before(stats, publish_searches):
    then = [make_search(day=day, month="2023-02") for day in (27, 28, 28)]
    now = [make_search(day=29, month="2024-02") for _ in range(4)]
    publish_searches({"2023-02": then, "2024-02": now})

    (cell,) = year(stats, "stop-searches", "2024-02-29", "2024-02-29")

    assert (cell["count"], cell["earlier_count"]) == (4, 2)


def test_days_stand_beside_the_same_days(stats, publish_searches):
    days = {day: day for day in (10, 11, 12)}
    publish_searches(
        {
            "2023-01": [
                make_search(day=day, month="2023-01") for day, n in days.items() for _ in range(n)
            ],
            "2024-01": [make_search(day=day, month="2024-01") for day in (9, 10, 11)],
        }
    )

    (cell,) = year(stats, "stop-searches", "2024-01-10", "2024-01-11")

    assert (cell["count"], cell["earlier_count"]) == (2, 21)


@pytest.fixture
def january(residents, publish_months):
    residents(**{ST_EDWARDS: 10_000, UPMINSTER: 20_000, RAINHAM: 30_000})
    publish_months(
        {"2024-01": {BURGLARY: 31, (UPMINSTER, "Burglary"): 62, (RAINHAM, "Robbery"): 93}}
    )


def test_ward_stands_beside_all_others_together(stats, january):
    (cell,) = stats(
        group_by="ward",
        ward="st-edwards",
        compare="borough",
        measures="count,per_day,rate_per_1000",
    )["results"]

    assert (cell["count"], cell["rest_count"]) == (31, 155)
    assert (cell["per_day"], cell["rest_per_day"]) == (1.0, 5.0)
    assert (cell["rate_per_1000"], cell["rest_rate_per_1000"]) == (3.1, 3.1)
    assert (cell["rest_count_lower"], cell["rest_count_upper"]) == (131.558, 181.414)


def test_rest_is_of_all_wards_whichever_are_asked(stats, january):
    cells = stats(group_by="ward", ward_not="upminster", compare="borough")["results"]

    assert [(cell["ward"], cell["rest_count"]) for cell in cells] == [
        ("rainham-wennington", 93), ("st-edwards", 155),
    ]  # fmt: skip


def test_rest_keeps_the_other_groups_and_filters(stats, january):
    cells = stats(group_by="crime_type,ward", ward="st-edwards", compare="borough")["results"]

    assert [(cell["crime_type"], cell["rest_count"]) for cell in cells] == [
        ("burglary", 62), ("robbery", 93),
    ]  # fmt: skip


def test_rest_of_what_is_not_held_is_unknown(stats, january):
    (cell,) = stats(group_by="ward", ward="upminster", month="2024-02", compare="borough")[
        "results"
    ]

    assert (cell["rest_count"], cell["null_reason"]) == (None, "not-held")


def test_only_measures_of_an_area_have_a_rest(stats, january):
    (cell,) = stats(group_by="ward", ward="upminster", compare="borough", measures="percent")[
        "results"
    ]

    assert list(cell) == ["ward", "percent", "coverage", "null_reason"]
