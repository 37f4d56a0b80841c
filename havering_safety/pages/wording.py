"""Names, numbers and gaps as pages print them."""

import re
from math import floor, log10

from incidents.description import name_of_month

MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
LABELS = {
    "bbox": "Box on the map",
    "calendar_year": "Year",
    "compare": "Compare with",
    "crime_id": "Crime IDs",
    "date_from": "From",
    "date_to": "To",
    "group_by": "Count by",
    "lat": "Latitude",
    "lon": "Longitude",
    "lsoa_code": "LSOA codes",
    "measures": "Show",
    "month": "Month",
    "per_day": "Per day",
    "previous_year": "The year before",
    "borough": "The rest of the borough",
    "radius_m": "Metres around the point",
    "rate_per_1000": "Per 1,000 residents",
    "rolling_12_months": "Twelve months to",
    "search": "Words of the location",
    "earlier_count": "A year earlier",
    "rest_count": "Rest of the borough",
    "rest_per_day": "Rest, per day",
    "rest_rate_per_1000": "Rest, per 1,000",
}
NOT_HELD = "not held"


def label_of(name):
    """Return the label of a parameter, group or measure: `Crime type`."""
    if name.endswith("_not"):
        return f"Leave out: {label_of(name.removesuffix('_not')).lower()}"
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def number(value):
    """Return a number with separators and every digit it has: 1,234 and 1.304."""
    if isinstance(value, float):
        whole, _, decimals = f"{value:,.3f}".partition(".")
        return f"{whole}.{decimals.rstrip('0')}".rstrip(".")
    return f"{value:,}"


def brief(value):
    """Return a number to three significant digits, whole numbers whole: 1.42 and 3,034."""
    if not isinstance(value, float) or value == 0:
        return number(value)
    # The API gives three decimals: more would be invented.
    decimals = min(3, max(0, 2 - floor(log10(abs(value)))))
    return f"{value:,.{decimals}f}"


def interval(lower, upper, write=number):
    """Return 95 % limits in words, an empty text without any."""
    return "" if lower is None else f"{write(lower)} to {write(upper)}"


def time_label(text):
    """Return a label over time in words: `January 2024`; years and quarters as they are."""
    return name_of_month(text) if MONTH.fullmatch(text) else text.replace("-Q", " Q")
