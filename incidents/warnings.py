"""What a reader of the figures must know: one table of rules, each a function of the facts.

A rule returns a sentence where it applies, None where it does not.
"""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings

from incidents.codelists import FORCES
from incidents.codelists_quality import QUALITY_FLAGS
from incidents.coverage import Answer as Coverage
from incidents.coverage import judge
from incidents.description import listed
from incidents.models import StopSearch
from incidents.quality import flaws
from incidents.statistics.answer import Answer
from incidents.statistics.counting import counted_aside
from incidents.statistics.datasets import DataSet, searches_of_unknown_outcome
from wards.gazetteer import gazetteer_of
from wards.place_filters import places_asked

SMALL = 5
# How many missing months a sentence can bear.
MONTHS_NAMED = 12


@dataclass(frozen=True)
class Facts:
    """What warnings are judged by: the query, its coverage, and for statistics the answer."""

    query: object
    coverage: Coverage
    dataset: DataSet
    answer: Answer | None = None

    @cached_property
    def asked(self):
        """What the query asks, as far as coverage goes."""
        return self.dataset.asked(self.query)

    def measures(self, *names):
        return self.answer is not None and bool({*names} & {*self.answer.question.measures})


def not_held(facts):
    """Months asked that are not covered."""
    if not facts.coverage.missing:
        return None
    missing = facts.coverage.missing
    months, more = [*missing[:MONTHS_NAMED]], len(missing) - MONTHS_NAMED
    if more > 0:
        months.append(f"{more:,} more (meta.coverage)")
    return f"Not held, and therefore unknown, not zero: {listed(months)}."


def nothing_held(facts):
    """Nothing at all is held for what was asked."""
    if facts.coverage.covered or facts.coverage.missing:
        return None
    return "Nothing is held for this question: an empty answer is unknown, not zero."


def other_forces_not_held(facts):
    """Forces that also police the area, of which a month asked lacks the file."""
    if not facts.coverage.absent:
        return None
    names = listed([FORCES.labels.get(force, force) for force in facts.coverage.absent])
    return (
        f"Files of {names} are not held for every month asked; incidents they recorded in "
        f"{settings.AREA_NAME} are missing there."
    )


def ward_redrawn(facts):
    """A ward asked for has the name of a ward that had another shape before May 2022."""
    wards = [*(facts.query.given.get("ward") or ()), *(facts.query.given.get("ward_not") or ())]
    if not wards:
        return None
    redrawn = gazetteer_of(facts.query.release).redrawn_slugs
    names = sorted({ward.name for ward in wards if ward.slug in redrawn})
    if not names:
        return None
    return (
        f"{listed(names)}: the name is older than the ward. All rows are placed in the boundaries "
        "in force since 5 May 2022; figures published for the former ward are for another area."
    )


def outside_area(facts):
    """A circle or box reaches beyond the area served, where nothing is held."""
    shapes = [place.shape for place in places_asked(facts.query)]
    if not shapes:
        return None
    area = gazetteer_of(facts.query.release).area
    if all(area.covers(shape) for shape in shapes):
        return None
    if all(area.intersects(shape) for shape in shapes):
        return (
            f"The place asked lies partly outside {settings.AREA_NAME}, where nothing is held: "
            "unknown, not zero."
        )
    return (
        f"The place asked lies outside {settings.AREA_NAME}, where nothing is held: unknown, not "
        "zero. Were latitude and longitude exchanged?"
    )


def small_number(facts):
    """A count under 5: one event more or less changes it a lot."""
    counts = facts.answer.grid.counts.values() if facts.answer else ()
    if not any(count is not None and count < SMALL for count in counts):
        return None
    return f"Some counts are under {SMALL}: chance alone moves them a lot, as their intervals show."


def provisional_month(facts):
    """The latest month covered of what was asked is among those asked."""
    latest = judge(facts.query.release, facts.asked.at_any_time).latest
    if latest not in facts.coverage.covered:
        return None
    return f"{latest} is the latest month held; publishers still add to it and revise it."


def resident_rate(facts):
    """A rate per residents was asked for."""
    if not facts.measures("rate_per_1000"):
        return None
    return "Rates are per 1,000 residents; in a town centre most people at risk live elsewhere."


def derived_population(facts):
    """A rate rests on populations that were estimated from smaller areas."""
    if not facts.measures("rate_per_1000"):
        return None
    gazetteer = gazetteer_of(facts.query.release)
    if not gazetteer.population_derived:
        return None
    return (
        f"Populations of wards ({gazetteer.reference_date}) are derived from smaller areas; "
        "other derivations differ, by a third for some wards."
    )


def no_population(facts):
    """A rate was asked for and no populations are loaded."""
    if not facts.measures("rate_per_1000") or gazetteer_of(facts.query.release).residents:
        return None
    return "No populations are loaded, so rates are null."


def quality_flags(facts):
    """A month asked has a file that a rule found flawed."""
    months = sorted({*facts.coverage.covered, *facts.coverage.missing})
    found = flaws(facts.query.release, facts.asked, months)
    sentences = [
        f"{FORCES.labels.get(force, force or 'Police API')}, {listed(sorted(flawed))}: "
        f"{QUALITY_FLAGS.codes[flag].definition}"
        for flag, forces in sorted(found.items())
        for force, flawed in sorted(forces.items(), key=str)
    ]
    return " ".join(sentences) or None


def vocabulary_change(facts):
    """Searches of before 2018, when the publisher's words changed, are among those asked."""
    if facts.dataset.kind != StopSearch.kind or not facts.coverage.covered:
        return None
    if facts.coverage.covered[0] >= "2018-01":
        return None
    return (
        "Words changed in January 2018. Before it the Met's files have no object `Offensive weapons`: "
        "such searches stand under `Articles for use in criminal damage`. The two are not comparable."
    )


def unknown_outcomes(facts):
    """Searches for weapons whose outcome is blank or unknown: they are no recoveries."""
    if facts.dataset.name != "weapon-recoveries":
        return None
    count = counted_aside(facts.answer.question) if facts.answer else None
    if count is None:
        count = searches_of_unknown_outcome(facts.query).count()
    if not count:
        return None
    has = "search for weapons has" if count == 1 else "searches for weapons have"
    return f"{count:,} {has} a blank or unknown outcome, and no such search counts as a recovery."


# What figures of any data set need said, whatever covers them.
STATISTICS_RULES = {
    "small-number": small_number,
    "resident-rate": resident_rate,
    "derived-population": derived_population,
    "no-population": no_population,
}
RULES = {
    "not-held": not_held,
    "nothing-held": nothing_held,
    "other-forces-not-held": other_forces_not_held,
    "ward-redrawn-2022": ward_redrawn,
    "outside-area": outside_area,
    "provisional-month": provisional_month,
    **STATISTICS_RULES,
    "quality": quality_flags,
    "vocabulary-change-2018": vocabulary_change,
    "unknown-outcomes": unknown_outcomes,
}


def warnings_for(facts):
    """Return the warnings that the facts call for, as a list of {code, detail}."""
    found = [(code, rule(facts)) for code, rule in RULES.items()]
    return [
        {"code": code, "detail": detail}
        for code, detail in [*found, *facts.dataset.notes]
        if detail
    ]
