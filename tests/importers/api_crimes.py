"""Crimes as the police API gives them, placed in the two wards of `tests.ward_files`."""

from tests.importers.police_api_recordings import make_crime, make_recording

WEST = ("51.550000", "0.050000")
EAST = ("51.550000", "0.150000")
ELSEWHERE = ("51.550000", "0.500000")


def make_located(number, place=WEST, street=1, **changes):
    """Return a crime with its own numeric id, and its own persistent id unless one is given."""
    latitude, longitude = place
    location = {
        "latitude": latitude,
        "longitude": longitude,
        "street": {"id": street, "name": "On or near West Road"},
    }
    own = {"persistent_id": f"{number:064x}", "month": "2024-01", "location": location}
    return make_crime(number, **own | changes)


def make_located_crimes(count, first=1, **changes):
    return [make_located(number, **changes) for number in range(first, first + count)]


def make_month(folder, west, east=(), month="2024-01"):
    """Write a recording of one month, an answer for each ward, and return its path as text."""
    answers = {f"{month}/E05990001-0": [*west], f"{month}/E05990002-0": [*east]}
    return str(make_recording(folder, answers))
