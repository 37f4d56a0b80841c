"""What is held of recorded crime: months by series, and the scheme that each was counted under.

A month is covered when its series is held and its scheme has every category asked for: a category
that was merged into another is unknown from then on, not zero.
"""

from dataclasses import replace

from havering_safety.releases.memory import once_a_release
from incidents.codelists_offences import (
    COARSE,
    DASHBOARD,
    FINE,
    GEOGRAPHIC,
    OF_BOROUGHS,
    OF_KNIVES,
    OFFENCES,
    WARD,
    schemes_of,
    series_of,
)
from incidents.coverage import Asked, coverage_of
from incidents.filters_recorded_crime import CATEGORIES, series_asked
from incidents.models import RecordedCrime

# The one publisher of these files.
FORCE = "metropolitan"


@once_a_release
def months_in_fine_categories(release):
    """Return the months of which a release holds ward figures under the older, finer scheme."""
    return frozenset(figures_in_fine_categories(release).values_list("month", flat=True).distinct())


def figures_in_fine_categories(release):
    """Return the ward figures that a release holds under the older, finer scheme."""
    rows = RecordedCrime.objects.as_of(release.number)
    return rows.in_series(series_of(GEOGRAPHIC, WARD, OFFENCES)).in_fine_categories()


def scheme_of(release, product, level, month):
    """Return the scheme under which a release holds a month."""
    if product == DASHBOARD:
        return OF_KNIVES
    if level != WARD:
        return OF_BOROUGHS
    return FINE if month in months_in_fine_categories(release) else COARSE


def is_counted(release, product, level, month, name, slug):
    """Tell whether a month's scheme has a category; `name` is offence_group or offence_subgroup."""
    schemes = schemes_of(CATEGORIES[name], slug)
    return schemes is None or scheme_of(release, product, level, month) in schemes


def asked_of_counts(query):
    """Return what a query about recorded crime asks, as far as coverage goes."""
    return Asked(
        kind=RecordedCrime.kind,
        codes=(series_asked(query),),
        forces=(FORCE,),
        months=tuple(sorted(query.given.get("month") or ())),
        first=query.given.get("date_from"),
        last=query.given.get("date_to"),
    )


def coverage_of_counts(query):
    """Return the coverage Answer to a query about recorded crime."""
    answer = coverage_of(query.release, asked_of_counts(query))
    wanted = [(name, slug) for name in CATEGORIES for slug in query.given.get(name) or ()]
    product, level = query.get("product"), query.get("level")
    covered = tuple(
        month
        for month in answer.covered
        if all(is_counted(query.release, product, level, month, *asked) for asked in wanted)
    )
    missing = sorted({*answer.missing, *answer.covered} - {*covered})
    return replace(answer, covered=covered, missing=tuple(missing))
