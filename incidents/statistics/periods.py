"""Periods: the days a figure covers, and the periods that stand beside it."""

from dataclasses import dataclass
from datetime import date

from incidents.statistics.months import first_day, last_day, month_of, months_between, shift_month


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included. ValueError where they are reversed."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("A period does not end before it begins.")

    @classmethod
    def of_months(cls, first: str, last: str) -> "Period":
        """Return the first day of one month to the last day of another."""
        return cls(first_day(first), last_day(last))

    @property
    def months(self) -> list[str]:
        """Every month with a day in the period, in order."""
        return months_between(month_of(self.first), month_of(self.last))

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def is_whole_months(self) -> bool:
        return self.first.day == 1 and self.last == last_day(month_of(self.last))

    def days_in(self, month: str) -> int:
        """Return how many days of the month lie in the period, 0 for a month outside."""
        first = max(self.first, first_day(month))
        last = min(self.last, last_day(month))
        return max(0, (last - first).days + 1)

    def year_earlier(self) -> "Period":
        """Return the same period one year earlier, as `compare=previous_year` asks.

        Whole months stay whole: February 2025 is held against all 29 days of
        February 2024. Otherwise days keep their number, and 29 February becomes
        the 28th.
        """
        if self.is_whole_months:
            first, last = (shift_month(month_of(day), -12) for day in (self.first, self.last))
            return Period.of_months(first, last)
        return Period(_year_earlier(self.first), _year_earlier(self.last))


def twelve_months_before(day: date) -> Period:
    """Return the twelve whole months before the month of a day.

    The month of the day itself is left out, even on its last day: whoever spoke
    then could not have had its figures.
    """
    last = shift_month(month_of(day), -1)
    return Period.of_months(shift_month(last, -11), last)


def calendar_year_before(day: date) -> Period:
    """Return January to December of the year before that of a day."""
    return Period(date(day.year - 1, 1, 1), date(day.year - 1, 12, 31))


def _year_earlier(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)
