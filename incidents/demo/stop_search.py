"""Stop-and-search files, in the layout and words that the Metropolitan Police use now.

The layout names no force, so it is the policing operation that says on each row that
it is synthetic. `Date` is UTC, while the file's month is London's.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from incidents.demo.area import DemoWard, ward_weights
from incidents.demo.chance import STOP_SEARCH, Weighted, seeded
from incidents.demo.map_points import draw_place
from incidents.demo.police_files import write_police_file
from incidents.demo.search_grounds import draw_grounds
from incidents.demo.searched_people import NOBODY, SearchedPerson, draw_person

STOP_SEARCH_HEADER = (
    "Type",
    "Date",
    "Part of a policing operation",
    "Policing operation",
    "Latitude",
    "Longitude",
    "Gender",
    "Age range",
    "Self-defined ethnicity",
    "Officer-defined ethnicity",
    "Legislation",
    "Object of search",
    "Outcome",
    "Outcome linked to object of search",
    "Removal of more than just outer clothing",
)
# It must not claim an operation: the flag beside it is False, as on the force's own rows.
SYNTHETIC_OPERATION = "Synthetic demo data (no operation)"

_LONDON = ZoneInfo("Europe/London")
_MONTHLY, _SPREAD = 290, 120
_TOWN_CENTRE = 5
_SHARE_WITHOUT_COORDINATES = 0.06
_FIRST_MOMENT = timedelta(minutes=20)
_LAST_MOMENT = timedelta(hours=23, minutes=40)
# Searches by the hour of the day, midnight first: most after school and in the evening.
_HOURS = Weighted(
    enumerate(
        (5, 4, 2.5, 2, 1, 1, 0.5, 1, 1.5, 2, 3, 3.5, 5, 6, 6.5, 9, 10, 9, 6.5, 6, 7, 6.5, 6, 5.5)
    )
)
_VEHICLE = "Vehicle search"
_TYPES = Weighted([("Person search", 79), ("Person and Vehicle search", 19), (_VEHICLE, 2)])


class StopSearchRow(NamedTuple):
    """One row of a stop-and-search file, in its order of columns.

    The last two columns are blank: the force records neither.
    """

    type: str
    date: str
    part_of_a_policing_operation: str
    policing_operation: str
    latitude: str
    longitude: str
    gender: str
    age_range: str
    self_defined_ethnicity: str
    officer_defined_ethnicity: str
    legislation: str
    object_of_search: str
    outcome: str
    outcome_linked_to_object_of_search: str = ""
    removal_of_more_than_outer_clothing: str = ""


def stop_search_rows(month: date) -> list[StopSearchRow]:
    """Return the month's rows in the order of their dates.

    The first and the last lie within half an hour of the month's ends in London, so
    in summer the first one's UTC date is in the month before.
    """
    rng = seeded(STOP_SEARCH, month.year * 100 + month.month)
    last_day = month.replace(day=monthrange(month.year, month.month)[1])
    moments = [_utc(month, _FIRST_MOMENT), _utc(last_day, _LAST_MOMENT)]
    for _ in range(_MONTHLY + int(_SPREAD * rng.random())):
        day = month + timedelta(days=int(rng.random() * last_day.day))
        time = timedelta(hours=_HOURS.draw(rng), minutes=int(60 * rng.random()))
        moments.append(_utc(day, time))
    wards = Weighted(ward_weights(_TOWN_CENTRE))
    return [_row(rng, moment, wards) for moment in sorted(moments)]


def write_stop_search_file(folder: Path, month: date) -> Path:
    """Write the month's stop-and-search file below the folder; return its path."""
    rows = stop_search_rows(month)
    return write_police_file(folder, month, "stop-and-search", STOP_SEARCH_HEADER, rows)


def _utc(day: date, time: timedelta) -> datetime:
    # Adding to a datetime with a zone moves the clock on the wall, as meant here.
    midnight = datetime(day.year, day.month, day.day, tzinfo=_LONDON)
    return (midnight + time).astimezone(UTC)


def _row(rng: Random, moment: datetime, wards: Weighted[DemoWard]) -> StopSearchRow:
    search_type = _TYPES.draw(rng)
    latitude, longitude = _coordinates(rng, wards)
    person: SearchedPerson = NOBODY if search_type == _VEHICLE else draw_person(rng)
    return StopSearchRow(
        search_type,
        moment.isoformat(),
        "False",
        SYNTHETIC_OPERATION,
        latitude,
        longitude,
        *person,
        *draw_grounds(rng),
    )


def _coordinates(rng: Random, wards: Weighted[DemoWard]) -> tuple[str, str]:
    if rng.random() < _SHARE_WITHOUT_COORDINATES:
        return "", ""
    place = draw_place(rng, wards)
    return place.latitude, place.longitude
