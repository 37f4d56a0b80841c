"""A file of monthly counts by ward and offence, laid out as the London Datastore's.

One column a month, offences under the capitals in use since 2024. The numbers look
alike but are drawn apart from the demo's incidents, as the two differ in reality.
The layout has no room for a remark: that it is synthetic stands in the file's name.
"""

import csv
from pathlib import Path
from random import Random
from typing import NamedTuple

from incidents.demo.area import DemoWard, ward_weights
from incidents.demo.chance import RECORDED_CRIME, draw_count, seeded
from incidents.demo.months import DEMO_FIRST_MONTH, DEMO_LAST_MONTH, months_between

_BOROUGH = "Havering"
_LAYOUT = ("MajorText", "MinorText", "WardName", "WardCode", "LookUp_BoroughName")
_MONTHS = months_between(DEMO_FIRST_MONTH, DEMO_LAST_MONTH)
RECORDED_CRIME_HEADER = (*_LAYOUT, *(f"{month:%Y%m}" for month in _MONTHS))
RECORDED_CRIME_FILE = (
    f"MPS Ward Level Crime ({_MONTHS[0]:%Y%m}-{_MONTHS[-1]:%Y%m}) synthetic demo.csv"
)


class Offence(NamedTuple):
    """A category and subcategory, with the borough's monthly mean and town-centre factor."""

    major_text: str
    minor_text: str
    monthly: float
    town_centre: float


_DAMAGE = "ARSON AND CRIMINAL DAMAGE"
_PUBLIC_ORDER = "PUBLIC ORDER OFFENCES"
_VEHICLE = "VEHICLE OFFENCES"
_VIOLENCE = "VIOLENCE AGAINST THE PERSON"
OFFENCES = (
    Offence(_DAMAGE, "ARSON", 6, 1),
    Offence(_DAMAGE, "CRIMINAL DAMAGE", 120, 2),
    Offence("BURGLARY", "BURGLARY - RESIDENTIAL", 65, 1),
    Offence("BURGLARY", "BURGLARY BUSINESS AND COMMUNITY", 28, 3),
    Offence("DRUG OFFENCES", "POSSESSION OF DRUGS", 56, 3),
    Offence("DRUG OFFENCES", "TRAFFICKING OF DRUGS", 30, 2),
    Offence("MISCELLANEOUS CRIMES AGAINST SOCIETY", "MISC CRIMES AGAINST SOCIETY", 24, 2),
    Offence("POSSESSION OF WEAPONS", "POSSESSION OF WEAPONS", 12, 4),
    Offence(_PUBLIC_ORDER, "OTHER OFFENCES PUBLIC ORDER", 15, 4),
    Offence(_PUBLIC_ORDER, "PUBLIC FEAR ALARM OR DISTRESS", 70, 4),
    Offence(_PUBLIC_ORDER, "RACE OR RELIGIOUS AGG PUBLIC FEAR", 23, 4),
    Offence(_PUBLIC_ORDER, "VIOLENT DISORDER", 0.1, 4),
    Offence("ROBBERY", "ROBBERY OF BUSINESS PROPERTY", 11, 4),
    Offence("ROBBERY", "ROBBERY OF PERSONAL PROPERTY", 31, 6),
    Offence("SEXUAL OFFENCES", "OTHER SEXUAL OFFENCES", 32, 3),
    Offence("SEXUAL OFFENCES", "RAPE", 16, 2),
    Offence("THEFT", "BICYCLE THEFT", 10, 5),
    Offence("THEFT", "OTHER THEFT", 145, 3),
    Offence("THEFT", "SHOPLIFTING", 180, 8),
    Offence("THEFT", "THEFT FROM THE PERSON", 38, 8),
    Offence(_VEHICLE, "AGGRAVATED VEHICLE TAKING", 2, 1),
    Offence(_VEHICLE, "INTERFERING WITH A MOTOR VEHICLE", 30, 1),
    Offence(_VEHICLE, "THEFT FROM A VEHICLE", 90, 1),
    Offence(_VEHICLE, "THEFT OR UNAUTH TAKING OF A MOTOR VEH", 95, 1),
    Offence(_VIOLENCE, "VIOLENCE WITH INJURY", 150, 3),
    Offence(_VIOLENCE, "VIOLENCE WITHOUT INJURY", 350, 2),
)


class RecordedCrimeRow(NamedTuple):
    """The counts of one offence in one ward, a figure for each month of the demo."""

    offence: Offence
    ward: DemoWard
    counts: tuple[int, ...]


def recorded_crime_rows() -> list[RecordedCrimeRow]:
    """Return the rows by ward and offence, without those that count nothing.

    A pair of ward and offence that the publisher leaves out means 0 throughout.
    """
    rng = seeded(RECORDED_CRIME)
    rows = [_row(rng, offence, place) for offence in OFFENCES for place in _places(offence)]
    counted = [row for row in rows if any(row.counts)]
    return sorted(counted, key=lambda row: (row.ward.code, row.offence[:2]))


def write_recorded_crime_file(folder: Path) -> Path:
    """Write all counts into one file in the folder; return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / RECORDED_CRIME_FILE
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(RECORDED_CRIME_HEADER)
        for (major, minor, *_), ward, counts in recorded_crime_rows():
            writer.writerow([major, minor, ward.name, ward.code, _BOROUGH, *counts])
    return path


def _places(offence: Offence) -> list[tuple[DemoWard, float]]:
    weights = ward_weights(offence.town_centre)
    total = sum(weight for _, weight in weights)
    return [(ward, offence.monthly * weight / total) for ward, weight in weights]


def _row(rng: Random, offence: Offence, place: tuple[DemoWard, float]) -> RecordedCrimeRow:
    ward, expected = place
    return RecordedCrimeRow(offence, ward, tuple(draw_count(rng, expected) for _ in _MONTHS))
