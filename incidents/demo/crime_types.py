"""How many incidents of each crime type a demo month has.

The figures are round ones of the size that an outer London borough has. They are no
estimate of Havering's.
"""

from datetime import date
from random import Random
from typing import NamedTuple

from incidents.demo.chance import Weighted, draw_count
from incidents.demo.last_outcomes import (
    FOUND_ON_PERSON,
    KNOWN_PERSON,
    SEEN_OFFENDER,
    UNSEEN_THEFT,
)
from incidents.demo.months import DEMO_FIRST_MONTH

# January to December, around 1.
_LEVEL = (1.0,) * 12
_SUMMER = (0.93, 0.90, 0.96, 0.98, 1.05, 1.07, 1.10, 1.07, 1.02, 1.02, 0.95, 0.95)
_WINTER = (1.12, 1.04, 1.02, 0.94, 0.92, 0.86, 0.88, 0.88, 0.94, 1.06, 1.16, 1.18)
_CHRISTMAS = (0.94, 0.90, 0.96, 0.96, 0.98, 0.98, 1.00, 0.98, 0.98, 1.04, 1.12, 1.16)


class CrimeType(NamedTuple):
    """A published crime type, and how the demo draws it.

    `monthly` is the mean of a month of the first year, which `growth` raises by a
    share each later year. `town_centre` is how much likelier a resident's share of
    the rows is in the town centre than elsewhere. `outcomes` is None where the
    police publish no outcome.
    """

    name: str
    monthly: float
    season: tuple[float, ...]
    growth: float
    town_centre: float
    outcomes: Weighted[str] | None


ANTI_SOCIAL_BEHAVIOUR = CrimeType("Anti-social behaviour", 330, _SUMMER, -0.04, 4, None)
CRIME_TYPES = (
    ANTI_SOCIAL_BEHAVIOUR,
    CrimeType("Bicycle theft", 14, _SUMMER, -0.06, 5, UNSEEN_THEFT),
    CrimeType("Burglary", 85, _WINTER, -0.04, 1, UNSEEN_THEFT),
    CrimeType("Criminal damage and arson", 125, _LEVEL, -0.01, 2, SEEN_OFFENDER),
    CrimeType("Drugs", 75, _LEVEL, 0.02, 3, FOUND_ON_PERSON),
    CrimeType("Other crime", 24, _LEVEL, 0.02, 2, KNOWN_PERSON),
    CrimeType("Other theft", 150, _CHRISTMAS, 0.00, 3, UNSEEN_THEFT),
    CrimeType("Possession of weapons", 12, _LEVEL, 0.02, 4, FOUND_ON_PERSON),
    CrimeType("Public order", 105, _SUMMER, -0.01, 4, KNOWN_PERSON),
    CrimeType("Robbery", 40, _WINTER, 0.05, 6, SEEN_OFFENDER),
    CrimeType("Shoplifting", 150, _CHRISTMAS, 0.12, 8, SEEN_OFFENDER),
    CrimeType("Theft from the person", 38, _CHRISTMAS, 0.06, 8, UNSEEN_THEFT),
    CrimeType("Vehicle crime", 205, _WINTER, -0.03, 1, UNSEEN_THEFT),
    CrimeType("Violence and sexual offences", 550, _SUMMER, 0.01, 3, KNOWN_PERSON),
)


def monthly_count(rng: Random, crime_type: CrimeType, month: date) -> int:
    """Return how many rows of the crime type the month's file has."""
    years = month.year - DEMO_FIRST_MONTH.year
    trend = crime_type.monthly * (1 + crime_type.growth * years)
    return draw_count(rng, trend * crime_type.season[month.month - 1])
