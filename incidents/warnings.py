"""What a reader of the figures must know: one table of rules, each a function of query and coverage.

A rule returns a sentence where it applies, None where it does not.
"""

from django.conf import settings

from incidents.codelists import FORCES
from incidents.description import listed
from wards.gazetteer import gazetteer_of

# How many missing months a sentence can bear.
MONTHS_NAMED = 12


def not_held(query, coverage):
    """Months asked that are not covered."""
    if not coverage.missing:
        return None
    months, more = [*coverage.missing[:MONTHS_NAMED]], len(coverage.missing) - MONTHS_NAMED
    if more > 0:
        months.append(f"{more:,} more (meta.coverage)")
    return f"Not held, and therefore unknown, not zero: {listed(months)}."


def nothing_held(query, coverage):
    """Nothing at all is held for what was asked."""
    if coverage.covered or coverage.missing:
        return None
    return "Nothing is held for this question: an empty answer is unknown, not zero."


def other_forces_not_held(query, coverage):
    """Forces that also police the area, of which a month asked lacks the file."""
    if not coverage.absent:
        return None
    names = listed([FORCES.labels.get(force, force) for force in coverage.absent])
    return (
        f"Files of {names} are not held for every month asked; incidents they recorded in "
        f"{settings.AREA_NAME} are missing there."
    )


def ward_redrawn(query, coverage):
    """A ward asked for has the name of a ward that had another shape before May 2022."""
    redrawn = gazetteer_of(query.release).redrawn_slugs
    wards = [*(query.given.get("ward") or ()), *(query.given.get("ward_not") or ())]
    names = sorted({ward.name for ward in wards if ward.slug in redrawn})
    if not names:
        return None
    return (
        f"{listed(names)}: the name is older than the ward. All rows are placed in the boundaries "
        "in force since 5 May 2022; figures published for the former ward are for another area."
    )


RULES = {
    "not-held": not_held,
    "nothing-held": nothing_held,
    "other-forces-not-held": other_forces_not_held,
    "ward-redrawn-2022": ward_redrawn,
}


def warnings_for(query, coverage):
    """Return the warnings of a query as a list of {code, detail}."""
    found = ((code, rule(query, coverage)) for code, rule in RULES.items())
    return [{"code": code, "detail": detail} for code, detail in found if detail]
