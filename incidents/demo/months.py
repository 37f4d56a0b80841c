"""The months that the demo covers; a month is the date of its first day."""

from datetime import date

DEMO_FIRST_MONTH = date(2022, 1, 1)
DEMO_LAST_MONTH = date(2024, 12, 1)


def following(month: date) -> date:
    """Return the month after this one."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """Return every month from the first to the last, both included."""
    months = [first]
    while months[-1] < last:
        months.append(following(months[-1]))
    return months


def age_in_months(month: date) -> int:
    """Return how many months before the demo's last one this month lies."""
    years = DEMO_LAST_MONTH.year - month.year
    return max(0, years * 12 + DEMO_LAST_MONTH.month - month.month)
