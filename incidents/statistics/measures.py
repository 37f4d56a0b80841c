"""Measures of a cell: its count, per day, per 1,000 residents, percent, rolling twelve months.

All are rounded to three decimals for the answer; intervals are 95 %, and
describe chance, not how crime is recorded.
"""

from functools import cache, lru_cache

from incidents.statistics.intervals import count_interval, rate
from incidents.statistics.keys import part_of_key
from incidents.statistics.parts import Part
from incidents.statistics.residents import residents_of
from incidents.statistics.rolling import rolling_sums

FIELDS = {
    "count": ("count", "count_lower", "count_upper"),
    "per_day": ("per_day", "per_day_lower", "per_day_upper"),
    "rate_per_1000": ("rate_per_1000", "rate_per_1000_lower", "rate_per_1000_upper"),
    "percent": ("percent",),
    "rolling_12_months": ("rolling_12_months",),
}
DECIMALS = 3
UNKNOWN = (None, None, None)


def rounded(value):
    return None if value is None else round(value, DECIMALS)


@lru_cache(maxsize=8_192)  # the cells of a grid repeat small counts
def count_values(count):
    """Return count and its limits; all null for a count that is not known."""
    if count is None:
        return UNKNOWN
    lower, upper = count_interval(count)
    return count, rounded(lower), rounded(upper)


@lru_cache(maxsize=8_192)
def rate_values(count, exposure):
    """Return a rate and its limits; null without a count or an exposure."""
    if count is None or not exposure:
        return UNKNOWN
    return tuple(map(rounded, rate(count, exposure)))


def measures_of(question, grid):
    """Return the Part of each measure asked, in the order of FIELDS."""
    return [
        Part(names, list(_MAKERS[measure](question, grid)))
        for measure, names in FIELDS.items()
        if measure in question.measures
    ]


def _count(question, grid):
    return map(count_values, grid.counts.values())


def _per_day(question, grid):
    return map(rate_values, grid.counts.values(), (span.days for span in grid.spans))


def _rate_per_1000(question, grid):
    residents, ward_of = residents_of(question), part_of_key(question.groups, ["ward"])
    thousands: dict = {(slug,): people and people / 1000 for slug, people in residents.items()}
    # Where wards are not told apart: the residents of all wards asked.
    thousands[()] = thousands[None,]
    return map(rate_values, grid.counts.values(), map(thousands.get, map(ward_of, grid.counts)))


def _percent(question, grid):
    total = grid.total
    share = cache(
        lambda count: rounded(100 * count / total) if total and count is not None else None
    )
    return zip(map(share, grid.counts.values()), strict=True)


def _rolling_12_months(question, grid):
    return zip(map(rolling_sums(question, grid).get, grid.counts), strict=True)


_MAKERS = {
    "count": _count,
    "per_day": _per_day,
    "rate_per_1000": _rate_per_1000,
    "percent": _percent,
    "rolling_12_months": _rolling_12_months,
}
