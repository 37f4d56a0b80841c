"""Months as text: their order, their length, the groups they fall in."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.statistics.months import (
    TIME_GROUPS,
    days_in_month,
    first_day,
    label,
    last_day,
    month_of,
    months_between,
    months_by_label,
    shift_month,
    twelve_months_to,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def test_months_between_includes_both_ends():
    assert months_between("2023-11", "2024-02") == ["2023-11", "2023-12", "2024-01", "2024-02"]


def test_months_between_the_same_month_is_that_month():
    assert months_between("2024-02", "2024-02") == ["2024-02"]


def test_months_between_reversed_ends_are_none():
    assert months_between("2024-02", "2024-01") == []


@pytest.mark.parametrize(
    "month",
    ["2024", "2024-00", "2024-13", "2024-1", "2024-01-01", "24-01", "２０２４-01", "2024-01\n"],
)
def test_a_text_that_is_no_month_is_refused(month):
    with pytest.raises(ValueError, match="A month is written YYYY-MM"):
        days_in_month(month)


@pytest.mark.parametrize(
    ("month", "days"),
    [("2023-02", 28), ("2024-02", 29), ("1900-02", 28), ("2000-02", 29), ("2024-12", 31)],
)
def test_days_in_a_month_follow_the_calendar(month, days):
    assert days_in_month(month) == days


@given(DAYS)
def test_a_day_lies_between_the_first_and_last_of_its_month(day):
    month = month_of(day)

    assert first_day(month) <= day <= last_day(month)
    assert month_of(last_day(month) + timedelta(days=1)) == shift_month(month, 1)


@given(DAYS, st.integers(-600, 600))
def test_shifting_a_month_there_and_back_changes_nothing(day, by):
    month = month_of(day)

    assert shift_month(shift_month(month, by), -by) == month


def test_shifting_a_month_out_of_the_calendar_is_refused():
    with pytest.raises(ValueError, match="outside the years 1 to 9999"):
        shift_month("0001-01", -1)


def test_twelve_months_end_with_the_one_asked():
    window = twelve_months_to("2024-01")

    assert (len(window), window[0], window[-1]) == (12, "2023-02", "2024-01")


@pytest.mark.parametrize(
    ("month", "group", "expected"),
    [
        ("2024-01", "month", "2024-01"),
        ("2024-01", "quarter", "2024-Q1"),
        ("2024-03", "quarter", "2024-Q1"),
        ("2024-04", "quarter", "2024-Q2"),
        ("2024-12", "quarter", "2024-Q4"),
        ("2024-01", "calendar_year", "2024"),
        ("2024-03", "financial_year", "2023-24"),
        ("2024-04", "financial_year", "2024-25"),
        ("1999-04", "financial_year", "1999-00"),
        ("2009-12", "financial_year", "2009-10"),
    ],
)
def test_a_month_has_the_label_of_its_group(month, group, expected):
    assert label(month, group) == expected


def test_an_unknown_group_is_refused():
    with pytest.raises(ValueError, match="No group of months is called 'week'"):
        label("2024-01", "week")


@pytest.mark.parametrize("group", TIME_GROUPS)
@given(first=DAYS, last=DAYS)
def test_every_month_stands_under_one_label_in_order(group, first, last):
    months = months_between(month_of(first), month_of(last))

    labelled = months_by_label(months, group)

    assert [month for under in labelled.values() for month in under] == months
    assert list(labelled) == sorted(labelled)
