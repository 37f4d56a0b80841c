"""Bounds of a period in days, for rows that have a day."""

import calendar
import datetime

from havering_safety.api.filters import DAY, YEAR, QueryFilter, read_month
from havering_safety.api.parameters import ValueFault


class DayBoundFilter(QueryFilter):
    """The first or last day of a period, inclusive: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

    The queryset says what its days are: it has `from_day` and `to_day`.
    """

    def __init__(self, column, help_text, example, *, last):
        super().__init__(column, help_text, example)
        self.last = last

    def read(self, text, release):
        if DAY.fullmatch(text):
            return read_day(text)
        is_year = YEAR.fullmatch(text)
        month = read_month(f"{text}-{'12' if self.last else '01'}" if is_year else text)
        year, number = int(month[:4]), int(month[5:])
        day = calendar.monthrange(year, number)[1] if self.last else 1
        return datetime.date(year, number, day)

    def narrowed(self, queryset, bound):
        return queryset.to_day(bound) if self.last else queryset.from_day(bound)

    def echo(self, value):
        return value.isoformat()

    def schema(self):
        return {
            "type": "string",
            "pattern": "^(19[0-9]{2}|20[0-9]{2}|2100)(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
        }


def read_day(text):
    """Return a day from 1900 to 2100, or raise ValueFault."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise ValueFault("date", f"{text!r} is no day; write YYYY-MM-DD.") from None
    if not 1900 <= day.year <= 2100:
        raise ValueFault("date", f"{text!r} is not from 1900 to 2100.")
    return day
