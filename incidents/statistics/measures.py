"""Measures of a cell: its count, per day, per 1,000 residents, percent, rolling twelve months.

All are rounded to three decimals for the answer; intervals are 95 %, and
describe chance, not how crime is recorded.
"""

from incidents.statistics.intervals import count_interval, rate

FIELDS = {
    "count": ("count", "count_lower", "count_upper"),
    "per_day": ("per_day", "per_day_lower", "per_day_upper"),
    "rate_per_1000": ("rate_per_1000", "rate_per_1000_lower", "rate_per_1000_upper"),
    "percent": ("percent",),
    "rolling_12_months": ("rolling_12_months",),
}
DECIMALS = 3


def rounded(value):
    return None if value is None else round(value, DECIMALS)


def count_fields(count):
    """Return count and its limits; all null for a count that is not known."""
    if count is None:
        return dict.fromkeys(FIELDS["count"])
    lower, upper = count_interval(count)
    return {"count": count, "count_lower": rounded(lower), "count_upper": rounded(upper)}


def rate_fields(name, count, exposure):
    """Return a rate and its limits under `name`; null without a count or an exposure."""
    if count is None or not exposure:
        return dict.fromkeys(FIELDS[name])
    return dict(zip(FIELDS[name], map(rounded, rate(count, exposure)), strict=True))


def measure(question, grid, key, residents, rolling):
    """Return the fields of all measures asked of one cell.

    `residents` maps ward slugs to people, None to those of all wards asked;
    `rolling` maps cell keys to sums of twelve months.
    """
    count, fields = grid.counts[key], {}
    if "count" in question.measures:
        fields |= count_fields(count)
    if "per_day" in question.measures:
        fields |= rate_fields("per_day", count, grid.span(key).days)
    if "rate_per_1000" in question.measures:
        people = residents.get(grid.ward_of(key))
        fields |= rate_fields("rate_per_1000", count, people and people / 1000)
    if "percent" in question.measures:
        total = grid.total
        fields["percent"] = rounded(100 * count / total) if count is not None and total else None
    if "rolling_12_months" in question.measures:
        fields["rolling_12_months"] = rolling.get(key)
    return fields
