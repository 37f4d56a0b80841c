"""Street-level crime files, with the oddities that the real ones have.

Anti-social behaviour carries no Crime ID, and its rows repeat exactly; some Crime
IDs stand on several rows; some rows have no location, some lie outside the borough.
"""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import NamedTuple

from incidents.demo.area import ward_weights
from incidents.demo.chance import STREET, Weighted, one_of, seeded
from incidents.demo.crime_types import (
    ANTI_SOCIAL_BEHAVIOUR,
    CRIME_TYPES,
    CrimeType,
    monthly_count,
)
from incidents.demo.last_outcomes import last_outcome
from incidents.demo.map_points import MapPoint, draw_place
from incidents.demo.months import age_in_months
from incidents.demo.police_files import write_police_file

STREET_HEADER = (
    "Crime ID",
    "Month",
    "Reported by",
    "Falls within",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "LSOA name",
    "Crime type",
    "Last outcome category",
    "Context",
)
SYNTHETIC_FORCE = "Metropolitan Police Service (synthetic demo)"
_SHARE_OF_REPEATED_IDS = 0.02


class StreetRow(NamedTuple):
    """One row of a street file, in its order of columns."""

    crime_id: str
    month: str
    reported_by: str
    falls_within: str
    longitude: str
    latitude: str
    location: str
    lsoa_code: str
    lsoa_name: str
    crime_type: str
    last_outcome_category: str
    context: str


def street_row(
    rng: Random, month: date, crime_type: CrimeType, place: MapPoint, crime_id: str
) -> StreetRow:
    """Return a row at the place, with a last outcome that suits the age of its month."""
    return StreetRow(
        crime_id,
        month.isoformat()[:7],
        SYNTHETIC_FORCE,
        SYNTHETIC_FORCE,
        *place,
        crime_type.name,
        last_outcome(rng, crime_type.outcomes, age_in_months(month)),
        "",
    )


def new_crime_id(month: date, serial: int) -> str:
    """Return 64 hexadecimal digits that no other serial number of the month has."""
    return sha256(f"synthetic {month.isoformat()[:7]} {serial}".encode()).hexdigest()


def street_rows(month: date) -> list[StreetRow]:
    """Return the month's rows: by small area, those without a location last."""
    rng = seeded(STREET, month.year * 100 + month.month)
    rows: list[StreetRow] = []
    crime_ids: list[str] = []
    for crime_type in CRIME_TYPES:
        wards = Weighted(ward_weights(crime_type.town_centre))
        for _ in range(monthly_count(rng, crime_type, month)):
            place = draw_place(rng, wards)
            crime_id = _crime_id(rng, month, crime_type, crime_ids)
            rows.append(street_row(rng, month, crime_type, place, crime_id))
    return sorted(rows, key=_file_order)


def write_street_file(folder: Path, month: date, rows: Iterable[StreetRow]) -> Path:
    """Write the rows as the month's street file below the folder; return its path."""
    return write_police_file(folder, month, "street", STREET_HEADER, rows)


def _crime_id(rng: Random, month: date, crime_type: CrimeType, earlier: list[str]) -> str:
    if crime_type is ANTI_SOCIAL_BEHAVIOUR:
        return ""
    if earlier and rng.random() < _SHARE_OF_REPEATED_IDS:
        return one_of(rng, earlier)
    earlier.append(new_crime_id(month, len(earlier)))
    return earlier[-1]


def _file_order(row: StreetRow) -> tuple[bool, str, str]:
    return (not row.lsoa_name, row.lsoa_name, row.crime_type)
