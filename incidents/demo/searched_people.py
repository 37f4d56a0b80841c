"""Who was searched, in the ranges and words that the police publish."""

from random import Random
from typing import NamedTuple

from incidents.demo.chance import Weighted


class SearchedPerson(NamedTuple):
    """What a stop-and-search row says of a person, in the file's order of columns."""

    gender: str
    age_range: str
    self_defined_ethnicity: str
    officer_defined_ethnicity: str


# A vehicle searched by itself has nobody in it.
NOBODY = SearchedPerson("", "", "", "")

_NOT_STATED = "Other ethnic group - Not stated"
_BLACK = "Black/African/Caribbean/Black British - "
_MIXED = "Mixed/Multiple ethnic groups - "

_GENDERS = Weighted([("Male", 90), ("Female", 9), ("Other", 0.5)])
_AGE_RANGES = Weighted(
    [("18-24", 27), ("10-17", 21), ("25-34", 20), ("over 34", 18), ("", 13), ("under 10", 0.2)]
)
# Self-defined and officer-defined: the one mostly follows the other.
_ETHNICITIES = Weighted(
    [
        (("White - English/Welsh/Scottish/Northern Irish/British", "White"), 39),
        (("White - Any other White background", "White"), 11),
        (("White - Irish", "White"), 1.4),
        ((_BLACK + "Any other Black/African/Caribbean background", "Black"), 9.5),
        ((_BLACK + "African", "Black"), 5.5),
        ((_BLACK + "Caribbean", "Black"), 2.4),
        (("Asian/Asian British - Any other Asian background", "Asian"), 4.4),
        (("Asian/Asian British - Pakistani", "Asian"), 1.3),
        (("Asian/Asian British - Bangladeshi", "Asian"), 1.1),
        (("Asian/Asian British - Indian", "Asian"), 1),
        (("Asian/Asian British - Chinese", "Other"), 0.2),
        ((_MIXED + "Any other Mixed/Multiple ethnic background", "Black"), 1.5),
        ((_MIXED + "White and Black Caribbean", "Black"), 0.6),
        ((_MIXED + "White and Asian", "Asian"), 0.2),
        (("Other ethnic group - Any other ethnic group", "Other"), 1.4),
        ((_NOT_STATED, "White"), 8),
        ((_NOT_STATED, "Black"), 6),
        ((_NOT_STATED, "Asian"), 2.5),
        ((_NOT_STATED, "Other"), 0.6),
        (("", ""), 1.5),
    ]
)


def draw_person(rng: Random) -> SearchedPerson:
    """Return a person with a gender, mostly an age range and mostly both ethnicities."""
    gender, age_range = _GENDERS.draw(rng), _AGE_RANGES.draw(rng)
    return SearchedPerson(gender, age_range, *_ETHNICITIES.draw(rng))
