"""Months as statistics count with them and group them.

A month is its text, `YYYY-MM`: that sorts as time does, and is what rows carry
and answers print. ValueError everywhere for a text that is no month.
"""

import calendar
import re
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache

TIME_GROUPS = ("month", "quarter", "calendar_year", "financial_year")

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_APRIL = 3  # counted from January = 0, as month numbers leave it


def month_of(day: date) -> str:
    """Return the month of a day; give it London dates, as every grouping uses them."""
    return day.isoformat()[:7]


def first_day(month: str) -> date:
    """Return the first day of a month."""
    year, index = divmod(_number(month), 12)
    return date(year, index + 1, 1)


def last_day(month: str) -> date:
    """Return the last day of a month."""
    return first_day(month).replace(day=days_in_month(month))


def days_in_month(month: str) -> int:
    """Return 28 to 31."""
    first = first_day(month)
    return calendar.monthrange(first.year, first.month)[1]


def months_between(first: str, last: str) -> list[str]:
    """Return the months from first to last, both included; none where last is earlier."""
    return [_month_text(number) for number in range(_number(first), _number(last) + 1)]


def shift_month(month: str, by: int) -> str:
    """Return the month that lies `by` months later, earlier where `by` is negative."""
    return _month_text(_number(month) + by)


def twelve_months_to(month: str) -> list[str]:
    """Return the twelve months that end with this one: what `rolling_12_months` sums."""
    return months_between(shift_month(month, -11), month)


def label(month: str, group: str) -> str:
    """Return the label of the group a month falls in: `2024-01`, `2024-Q1`, `2024`, `2023-24`.

    Quarters are those of the calendar year; a financial year begins in April.
    ValueError for a group that is not one of `TIME_GROUPS`.
    """
    year, index = divmod(_number(month), 12)
    match group:
        case "month":
            return month
        case "quarter":
            return f"{year:04}-Q{index // 3 + 1}"
        case "calendar_year":
            return f"{year:04}"
        case "financial_year":
            start = year if index >= _APRIL else year - 1
            return f"{start:04}-{(start + 1) % 100:02}"
    raise ValueError(f"No group of months is called {group!r}.")


def months_by_label(months: Iterable[str], group: str) -> dict[str, list[str]]:
    """Return the months under the label of their group, both in the order given."""
    labelled: dict[str, list[str]] = {}
    for month in months:
        labelled.setdefault(label(month, group), []).append(month)
    return labelled


@lru_cache(4096)
def _number(month: str) -> int:
    """Months since the start of year 0: arithmetic on months is arithmetic on this."""
    found = _MONTH.fullmatch(month)
    if not found:
        raise ValueError(f"A month is written YYYY-MM, not {month!r}.")
    return int(found[1]) * 12 + int(found[2]) - 1


@cache
def _month_text(number: int) -> str:
    year, index = divmod(number, 12)
    if not 1 <= year <= 9999:
        raise ValueError("That month lies outside the years 1 to 9999.")
    return f"{year:04}-{index + 1:02}"
