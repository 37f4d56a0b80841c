"""What has become of an incident, as the street file's last outcome has it.

A month's outcomes settle with its age: only in recent months are crimes still
under investigation, and a charge waits for its court date for about a year, after
which the police file has no result to give.
"""

from random import Random

from incidents.demo.chance import Weighted

UNDER_INVESTIGATION = "Under investigation"
AWAITING_COURT = "Awaiting court outcome"
COURT_RESULT_UNAVAILABLE = "Court result unavailable"
_NO_SUSPECT = "Investigation complete; no suspect identified"
_UNABLE = "Unable to prosecute suspect"
_UNKNOWN = "Status update unavailable"
_LOCAL = "Local resolution"
_CAUTION = "Offender given a caution"
_OTHER_BODY = "Action to be taken by another organisation"
_NOT_IN_INTEREST = "Further action is not in the public interest"
_NO_MORE_INVESTIGATION = "Further investigation is not in the public interest"
_FORMAL_NOT_IN_INTEREST = "Formal action is not in the public interest"
_PENALTY = "Offender given penalty notice"
_DRUGS_WARNING = "Offender given a drugs possession warning"
_ANOTHER_CASE = "Suspect charged as part of another case"

# By the age of the month in months; none is left in an older one.
_STILL_UNDER_INVESTIGATION = (0.70, 0.50, 0.35, 0.25, 0.15, 0.08)
_MONTHS_TO_COURT = 12

UNSEEN_THEFT = Weighted(
    [
        (_NO_SUSPECT, 84),
        (_UNABLE, 8),
        (_UNKNOWN, 4),
        (AWAITING_COURT, 2.5),
        (_ANOTHER_CASE, 0.7),
        (_LOCAL, 0.5),
        (_CAUTION, 0.3),
    ]
)
SEEN_OFFENDER = Weighted(
    [
        (_NO_SUSPECT, 55),
        (_UNABLE, 22),
        (AWAITING_COURT, 13),
        (_UNKNOWN, 3),
        (_LOCAL, 3),
        (_CAUTION, 1.5),
        (_OTHER_BODY, 1),
        (_NOT_IN_INTEREST, 0.7),
        (_PENALTY, 0.5),
        (_NO_MORE_INVESTIGATION, 0.3),
    ]
)
KNOWN_PERSON = Weighted(
    [
        (_UNABLE, 60),
        (_NO_SUSPECT, 18),
        (AWAITING_COURT, 8),
        (_OTHER_BODY, 5),
        (_UNKNOWN, 3),
        (_LOCAL, 2.5),
        (_NOT_IN_INTEREST, 1.7),
        (_CAUTION, 1.3),
        (_NO_MORE_INVESTIGATION, 0.3),
        (_FORMAL_NOT_IN_INTEREST, 0.2),
    ]
)
FOUND_ON_PERSON = Weighted(
    [
        (_LOCAL, 42),
        (AWAITING_COURT, 27),
        (_UNABLE, 11),
        (_NO_SUSPECT, 8),
        (_CAUTION, 4),
        (_DRUGS_WARNING, 3),
        (_PENALTY, 1.5),
        (_FORMAL_NOT_IN_INTEREST, 1.5),
        (_OTHER_BODY, 1),
        (_UNKNOWN, 1),
    ]
)


def last_outcome(rng: Random, outcomes: Weighted[str] | None, age: int) -> str:
    """Return the last outcome of an incident `age` months old; blank where none is kept."""
    if outcomes is None:
        return ""
    open_share = _STILL_UNDER_INVESTIGATION[age] if age < len(_STILL_UNDER_INVESTIGATION) else 0
    if rng.random() < open_share:
        return UNDER_INVESTIGATION
    outcome = outcomes.draw(rng)
    if outcome == AWAITING_COURT and age >= _MONTHS_TO_COURT:
        return COURT_RESULT_UNAVAILABLE
    return outcome
