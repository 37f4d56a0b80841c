"""What recorded crime can be asked by, and what of it can be asked together.

Figures of two products, levels or counted things are never in one answer: each of these parameters
has one value. A category that is not counted at all in a product and level is refused: an empty
answer would look like 0.
"""

from dataclasses import replace

import django_filters

from havering_safety.api.filters import (
    CodeFilter,
    MonthBoundFilter,
    MonthFilter,
    OneCodeFilter,
)
from incidents.codelists_offences import (
    BOROUGH,
    COUNTED_THINGS,
    DASHBOARD,
    GEOGRAPHIC,
    KNIFE_CRIME,
    LEVELS,
    OFFENCE_GROUPS,
    OFFENCE_SUBGROUPS,
    OFFENCES,
    PRODUCTS,
    SCHEMES_OF,
    WARD,
    schemes_of,
    series_of,
)
from incidents.filters import SEVERAL
from incidents.unlisted import unlisted_labels
from wards.filters import WardFilter

CATEGORIES = {"offence_group": OFFENCE_GROUPS, "offence_subgroup": OFFENCE_SUBGROUPS}
OVERLAP = (
    "The subgroups of the monthly dashboard overlap and are never added up: "
    "ask for one offence_subgroup (knife-crime where none is named)."
)


def offences(column, codelist, noun, example):
    """Return the filter that asks for categories of offences."""
    return CodeFilter(column, codelist, f"{noun}. {SEVERAL}", example, unlisted=unlisted_labels)


def offences_not(column, codelist, noun, example):
    """Return the filter that takes categories of offences away."""
    return CodeFilter(
        column, codelist, f"All but these: {noun.lower()}. {SEVERAL}", example,
        negated=True, unlisted=unlisted_labels,
    )  # fmt: skip


class RecordedCrimeFilterSet(django_filters.FilterSet):
    """Filters of recorded crime."""

    product = OneCodeFilter(
        "product",
        PRODUCTS,
        "The product: all offences, or the dashboard of knife crime.",
        GEOGRAPHIC,
    )
    level = OneCodeFilter(
        "level", LEVELS, "Figures of wards or of the borough; wards do not add up to it.", WARD
    )
    counted = OneCodeFilter(
        "counted", COUNTED_THINGS, "What is counted: offences, or positive outcomes.", OFFENCES
    )
    ward = WardFilter("ward_code", f"Wards, by slug or GSS code. {SEVERAL}", "st-edwards")
    ward_not = WardFilter("ward_code", f"All but these wards. {SEVERAL}", "upminster", negated=True)
    month = MonthFilter("month", f"Months, YYYY-MM. {SEVERAL}", "2024-01")
    date_from = MonthBoundFilter(
        "month", "From this year or month, inclusive.", "2024-01", last=False
    )
    date_to = MonthBoundFilter(
        "month", "To the end of this year or month, inclusive.", "2024-12", last=True
    )
    offence_group = offences("offence_group", OFFENCE_GROUPS, "Groups of offences", "robbery")
    offence_group_not = offences_not("offence_group", OFFENCE_GROUPS, "Groups of offences", "theft")
    offence_subgroup = offences(
        "offence_subgroup", OFFENCE_SUBGROUPS, "Subgroups of offences; on the dashboard one",
        "robbery-of-personal-property",
    )  # fmt: skip
    offence_subgroup_not = offences_not(
        "offence_subgroup", OFFENCE_SUBGROUPS, "Subgroups of offences", "shoplifting"
    )


def series_asked(query):
    """Return the name of the series that a query is about."""
    return series_of(query.get("product"), query.get("level"), query.get("counted"))


def settle_subgroup(query):
    """Return a query; about the dashboard, with the subgroup that holds all others where it names none."""
    if query.get("product") != DASHBOARD or "offence_subgroup" in query.given:
        return query
    return replace(query, given=query.given | {"offence_subgroup": [KNIFE_CRIME]})


def find_faults_of_counts(query):
    """Yield (parameter, value, sentence) for what cannot be asked of recorded crime together."""
    product, level = query.get("product"), query.get("level")
    for name in ("ward", "ward_not"):
        if level == BOROUGH and name in query.given:
            yield (
                name,
                None,
                f"Figures of the borough have no wards: leave {name} out, or ask level=ward.",
            )
    if product == DASHBOARD:
        if len(query.given.get("offence_subgroup") or ()) > 1:
            yield "offence_subgroup", ",".join(query.given["offence_subgroup"]), OVERLAP
        if "offence_subgroup_not" in query.given:
            yield "offence_subgroup_not", None, OVERLAP
    for name, codelist in CATEGORIES.items():
        for slug in query.given.get(name) or ():
            schemes = schemes_of(codelist, slug)
            if schemes is not None and not SCHEMES_OF[product, level].intersection(schemes):
                sentence = f"{slug} is not counted in product={product} at level={level}."
                yield name, slug, sentence
