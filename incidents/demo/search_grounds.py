"""Under which law a search was made, for what, and what came of it."""

from random import Random
from typing import NamedTuple

from incidents.demo.chance import Weighted

_PACE = "Police and Criminal Evidence Act 1984 (section 1)"
_SECTION_60 = "Criminal Justice and Public Order Act 1994 (section 60)"


class SearchGrounds(NamedTuple):
    """Legislation, object and outcome of a search, in the file's order of columns."""

    legislation: str
    object_of_search: str
    outcome: str


_OBJECTS = Weighted(
    [
        (("Misuse of Drugs Act 1971 (section 23)", "Controlled drugs"), 55),
        ((_PACE, "Offensive weapons"), 21),
        ((_PACE, "Stolen goods"), 15),
        ((_PACE, "Evidence of offences under the Act"), 6),
        ((_PACE, "Articles for use in criminal damage"), 0.6),
        ((_PACE, "Fireworks"), 0.3),
        ((_PACE, ""), 0.3),
        (("Firearms Act 1968 (section 47)", "Firearms"), 0.7),
        # No suspicion of an object is needed here, so the column can be blank.
        ((_SECTION_60, ""), 0.8),
        ((_SECTION_60, "Anything to threaten or harm anyone"), 0.5),
    ]
)

_NOTHING = "A no further action disposal"
_ARREST = "Arrest"
_COMMUNITY = "Community resolution"
_PENALTY = "Penalty Notice for Disorder"
_SUMMONS = "Summons / charged by post"
_CAUTION = "Caution (simple or conditional)"
_DRUGS_OUTCOMES = Weighted(
    [(_NOTHING, 68), (_COMMUNITY, 15), (_ARREST, 9), (_PENALTY, 4.5), (_SUMMONS, 3), (_CAUTION, 1)]
)
_OTHER_OUTCOMES = Weighted(
    [(_NOTHING, 76), (_ARREST, 18), (_COMMUNITY, 3), (_PENALTY, 2), (_SUMMONS, 1.5), (_CAUTION, 1)]
)


def draw_grounds(rng: Random) -> SearchGrounds:
    """Return grounds whose outcome suits the object: drugs often end without an arrest."""
    legislation, object_of_search = _OBJECTS.draw(rng)
    drugs = object_of_search == "Controlled drugs"
    outcome = (_DRUGS_OUTCOMES if drugs else _OTHER_OUTCOMES).draw(rng)
    return SearchGrounds(legislation, object_of_search, outcome)
