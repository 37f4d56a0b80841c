"""Periods: what they cover, and which other period stands beside them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.statistics.periods import Period, calendar_year_before, twelve_months_before

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))


def test_a_period_of_months_runs_from_first_day_to_last():
    assert Period.of_months("2023-12", "2024-02") == Period(date(2023, 12, 1), date(2024, 2, 29))


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="does not end before it begins"):
        Period(date(2024, 1, 2), date(2024, 1, 1))


def test_a_single_day_is_a_period_of_one_day():
    day = Period(date(2024, 2, 29), date(2024, 2, 29))

    assert (day.days, day.months, day.is_whole_months) == (1, ["2024-02"], False)


@given(PERIODS)
def test_days_of_a_period_are_those_of_its_months_within_it(period):
    assert sum(period.days_in(month) for month in period.months) == period.days


@pytest.mark.parametrize(
    ("month", "days"), [("2023-12", 0), ("2024-01", 17), ("2024-02", 29), ("2024-03", 3)]
)
def test_days_of_a_month_at_the_edge_are_those_inside(month, days):
    period = Period(date(2024, 1, 15), date(2024, 3, 3))

    assert period.days_in(month) == days


@pytest.mark.parametrize(
    ("first", "last", "earlier_first", "earlier_last"),
    [
        pytest.param("2023-01-01", "2023-12-31", "2022-01-01", "2022-12-31", id="year"),
        pytest.param("2025-02-01", "2025-02-28", "2024-02-01", "2024-02-29", id="into leap year"),
        pytest.param("2024-02-01", "2024-02-29", "2023-02-01", "2023-02-28", id="out of leap year"),
        pytest.param("2024-02-29", "2024-03-10", "2023-02-28", "2023-03-10", id="from 29 February"),
        pytest.param(
            "2025-02-28", "2025-02-28", "2024-02-28", "2024-02-28", id="one day stays one"
        ),
        pytest.param("2022-11-05", "2023-01-04", "2021-11-05", "2022-01-04", id="across new year"),
        pytest.param("2023-01-31", "2023-03-30", "2022-01-31", "2022-03-30", id="ends of months"),
    ],
)
def test_a_year_earlier_is_the_same_part_of_the_calendar(first, last, earlier_first, earlier_last):
    period = Period(date.fromisoformat(first), date.fromisoformat(last))

    earlier = period.year_earlier()

    assert earlier == Period(date.fromisoformat(earlier_first), date.fromisoformat(earlier_last))


@given(PERIODS)
def test_a_year_earlier_has_as_many_months(period):
    assert len(period.year_earlier().months) == len(period.months)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2024-02-16", "2023-02", "2024-01"),
        ("2024-02-01", "2023-02", "2024-01"),
        ("2024-02-29", "2023-02", "2024-01"),
        ("2024-01-31", "2023-01", "2023-12"),
    ],
)
def test_twelve_months_before_a_day_leave_out_its_own_month(day, first, last):
    assert twelve_months_before(date.fromisoformat(day)) == Period.of_months(first, last)


@given(DAYS)
def test_periods_before_a_statement_are_twelve_whole_months_that_end_before_it(day):
    for period in (twelve_months_before(day), calendar_year_before(day)):
        assert len(period.months) == 12
        assert period.is_whole_months
        assert period.last < day


def test_the_calendar_year_before_is_the_one_that_ended():
    assert calendar_year_before(date(2024, 12, 31)) == Period.of_months("2023-01", "2023-12")
