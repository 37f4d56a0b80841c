"""One crime as the police API gives it.

Its words are not the archive's (`violent-crime`, `criminal-damage-arson`); the codelists have both.
"""

import math
import re
from dataclasses import dataclass
from typing import Any

from incidents.importers.police_api_layout import MONTH

PERSISTENT_ID = re.compile(r"[A-Za-z0-9]{0,64}", re.ASCII)
SLUG = re.compile(r"(?=.{1,100}\Z)[a-z]+(?:-[a-z]+)*")
OUTCOME = re.compile(r"(?=.*[A-Za-z])[ -~]{1,100}")
LONGEST_TEXT = 200
COORDINATE = re.compile(r"-?\d{1,3}(?:\.\d+)?", re.ASCII)


class MalformedFieldError(ValueError):
    """A field of one crime is missing or is not what the API documents."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ApiCrime:
    """One crime in the publisher's words, without the numeric `id` of its edition.

    Coordinates are the published text, so that 0.10 and 0.1 stay two spellings of a map point.
    A crime without a location has None in the street and both coordinates.
    """

    persistent_id: str
    category: str
    month: str
    street_id: int | None
    street_name: str | None
    longitude: str | None
    latitude: str | None
    location_type: str | None
    location_subtype: str | None
    outcome_category: str | None
    outcome_month: str | None
    context: str


def read_crime(record: object, month: str) -> ApiCrime:
    """Return the crime in one element of an answer for `month`, or raise MalformedFieldError."""
    if _text(record, "month") != month:
        raise MalformedFieldError("month", f"not {month}, the month of its file")
    located = _at(record, "location") is not None
    decided = _at(record, "outcome_status") is not None
    return ApiCrime(
        persistent_id=_matching(record, "persistent_id", PERSISTENT_ID),
        category=_matching(record, "category", SLUG),
        month=month,
        street_id=_whole_number(record, "location.street.id") if located else None,
        street_name=_text(record, "location.street.name") if located else None,
        longitude=_coordinate(record, "location.longitude", 180) if located else None,
        latitude=_coordinate(record, "location.latitude", 90) if located else None,
        location_type=_text_or_none(record, "location_type"),
        location_subtype=_text_or_none(record, "location_subtype"),
        outcome_category=(
            _matching(record, "outcome_status.category", OUTCOME) if decided else None
        ),
        outcome_month=_matching(record, "outcome_status.date", MONTH) if decided else None,
        context=_text(record, "context"),
    )


def read_id(record: object) -> int:
    """Return the number that tells repeats apart within one recording."""
    return _whole_number(record, "id")


def _at(record: object, field: str) -> Any:
    value = record
    for key in field.split("."):
        if not isinstance(value, dict) or key not in value:
            raise MalformedFieldError(field, "missing")
        value = value[key]
    return value


def _text(record: object, field: str) -> str:
    value = _at(record, field)
    # PostgreSQL stores no NUL in a text.
    if not isinstance(value, str) or "\0" in value:
        raise MalformedFieldError(field, "not text")
    if len(value) > LONGEST_TEXT:
        raise MalformedFieldError(field, "too long")
    return value


def _text_or_none(record: object, field: str) -> str | None:
    return None if _at(record, field) is None else _text(record, field)


def _matching(record: object, field: str, pattern: re.Pattern[str]) -> str:
    text = _text(record, field)
    if not pattern.fullmatch(text):
        raise MalformedFieldError(field, f"unexpected {text!r:.60}")
    return text


def _coordinate(record: object, field: str, most: int) -> str:
    text = _matching(record, field, COORDINATE)
    if math.fabs(float(text)) > most:
        raise MalformedFieldError(field, f"{text} is not in degrees")
    return text


def _whole_number(record: object, field: str) -> int:
    value = _at(record, field)
    if type(value) is not int or value < 0:
        raise MalformedFieldError(field, "not a whole number")
    return value
