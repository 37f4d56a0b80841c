"""What a reader of recorded crime must know: one table of rules, as in `warnings`.

A rule is a function of the query and its coverage.
"""

from dataclasses import dataclass

from havering_safety.api.parameters import Query
from incidents.codelists_offences import DASHBOARD, GEOGRAPHIC, WARD
from incidents.coverage import Answer, held
from incidents.coverage_counts import months_in_fine_categories
from incidents.filters_recorded_crime import series_asked
from incidents.models import RecordedCrime
from incidents.warnings import STATISTICS_RULES, not_held, nothing_held, ward_redrawn, warnings_for

# Groups whose subgroups were merged or split when the categories were renamed.
REGROUPED = {"burglary", "miscellaneous-crimes-against-society", "possession-of-weapons"}


@dataclass(frozen=True)
class _Facts:
    """As much as the rules of every data set look at."""

    query: Query
    coverage: Answer


def _of_any(rule):
    """Return a rule of every data set as one of query and coverage."""
    return lambda query, coverage: rule(_Facts(query, coverage))


def not_comparable(query, coverage):
    """Always: these are other categories than those of incidents."""
    return (
        "Counts of the Metropolitan Police by its own categories and dates of recording: "
        "never expect them to tie with street-level incidents, or wards to add up to the borough."
    )


def category_scheme(query, coverage):
    """Months counted under both schemes of ward figures are among those asked."""
    if (query.get("product"), query.get("level")) != (GEOGRAPHIC, WARD):
        return None
    groups = query.given.get("offence_group")
    if groups and not REGROUPED.intersection(groups):
        return None
    fine = months_in_fine_categories(query.release).intersection(coverage.covered)
    if not fine or len(fine) == len(coverage.covered):
        return None
    return (
        f"Categories were renamed and regrouped after {max(fine)}: burglary, weapons and "
        "miscellaneous crimes have other subgroups from then on; groups as a whole go on."
    )


def overlapping_subgroups(query, coverage):
    """The dashboard's subgroups hold one another."""
    if query.get("product") != DASHBOARD:
        return None
    return "Subgroups of knife crime overlap: each stands alone, and they are never added up."


def provisional_month(query, coverage):
    """The latest month held of the series is among those asked."""
    series = series_asked(query)
    months = held(query.release, RecordedCrime.kind)
    latest = max(
        (m for m, forces in months.items() if series in set().union(*forces.values())), default=None
    )
    if latest is None or latest not in coverage.covered:
        return None
    return f"{latest} is the latest month held; the publisher still adds to it and revises it."


RULES = {
    "not-held": _of_any(not_held),
    "nothing-held": _of_any(nothing_held),
    "other-source": not_comparable,
    "category-scheme-change": category_scheme,
    "overlapping-subgroups": overlapping_subgroups,
    "provisional-month": provisional_month,
    "ward-redrawn-2022": _of_any(ward_redrawn),
}


def warnings_of_counts(query, coverage):
    """Return the warnings of a query about recorded crime as a list of {code, detail}."""
    found = ((code, rule(query, coverage)) for code, rule in RULES.items())
    return [{"code": code, "detail": detail} for code, detail in found if detail]


def warnings_about(facts):
    """Return the warnings of an answer about any data set as a list of {code, detail}."""
    if facts.dataset.kind != RecordedCrime.kind:
        return warnings_for(facts)
    found = ((code, rule(facts)) for code, rule in STATISTICS_RULES.items())
    of_figures = [{"code": code, "detail": detail} for code, detail in found if detail]
    return warnings_of_counts(facts.query, facts.coverage) + of_figures
