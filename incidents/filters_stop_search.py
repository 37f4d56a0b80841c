"""What stop searches, arrests and weapon recoveries can be asked by."""

import django_filters

from havering_safety.api.day_filters import DayBoundFilter
from havering_safety.api.filters import CodeFilter, MonthFilter
from incidents.codelists import FORCES
from incidents.codelists_people import (
    AGE_RANGES,
    GENDERS,
    OFFICER_DEFINED_ETHNICITIES,
    SELF_DEFINED_ETHNICITIES,
)
from incidents.codelists_stop_search import (
    LEGISLATION,
    RECOVERY_BASES,
    SEARCH_OBJECTS,
    SEARCH_OUTCOMES,
    SEARCH_TYPES,
)
from incidents.filters import SEVERAL
from incidents.unlisted import unlisted_labels
from wards.filters import WardFilter
from wards.place_filters import place_filters


def coded(column, codelist, noun, example):
    """Return the filter that asks for values of a coded column."""
    return CodeFilter(
        column, codelist, f"{noun}; `none` where nothing was published. {SEVERAL}", example,
        nullable=True, unlisted=unlisted_labels,
    )  # fmt: skip


def coded_not(column, codelist, noun, example):
    """Return the filter that takes values of a coded column away."""
    return CodeFilter(
        column, codelist, f"All but these: {noun.lower()}. {SEVERAL}", example,
        nullable=True, negated=True, unlisted=unlisted_labels,
    )  # fmt: skip


class StopSearchFilterSet(django_filters.FilterSet):
    """Filters of stop searches and arrests. Days are London's."""

    ward = WardFilter("ward_code", f"Wards, by slug or GSS code. {SEVERAL}", "st-edwards")
    ward_not = WardFilter("ward_code", f"All but these wards. {SEVERAL}", "upminster", negated=True)
    month = MonthFilter("month", f"Months in London, YYYY-MM. {SEVERAL}", "2024-01")
    date_from = DayBoundFilter(
        "date", "From this year, month or London day, inclusive.", "2024-01-15", last=False
    )
    date_to = DayBoundFilter(
        "date", "To the end of this year, month or London day, inclusive.", "2024-12", last=True
    )
    force = coded("force", FORCES, "Forces, as in the names of the files", "metropolitan")
    force_not = coded_not("force", FORCES, "Forces", "btp")
    type = coded("type", SEARCH_TYPES, "Types of search", "person-search")
    type_not = coded_not("type", SEARCH_TYPES, "Types of search", "vehicle-search")
    gender = coded("gender", GENDERS, "Gender", "female")
    gender_not = coded_not("gender", GENDERS, "Gender", "male")
    age_range = coded("age_range", AGE_RANGES, "Age range", "18-24")
    age_range_not = coded_not("age_range", AGE_RANGES, "Age range", "over-34")
    self_defined_ethnicity = coded(
        "self_defined_ethnicity", SELF_DEFINED_ETHNICITIES, "Ethnicity in the person's own words",
        "other-ethnic-group-not-stated",
    )  # fmt: skip
    self_defined_ethnicity_not = coded_not(
        "self_defined_ethnicity", SELF_DEFINED_ETHNICITIES, "Ethnicity in the person's own words",
        "other-ethnic-group-not-stated",
    )  # fmt: skip
    officer_defined_ethnicity = coded(
        "officer_defined_ethnicity",
        OFFICER_DEFINED_ETHNICITIES,
        "Ethnicity as the officer saw it",
        "white",
    )
    officer_defined_ethnicity_not = coded_not(
        "officer_defined_ethnicity",
        OFFICER_DEFINED_ETHNICITIES,
        "Ethnicity as the officer saw it",
        "white",
    )
    legislation = coded(
        "legislation",
        LEGISLATION,
        "The law searched under",
        "police-and-criminal-evidence-act-1984-section-1",
    )
    legislation_not = coded_not(
        "legislation", LEGISLATION, "The law searched under", "misuse-of-drugs-act-1971-section-23"
    )
    object_of_search = coded(
        "object_of_search", SEARCH_OBJECTS, "What was looked for", "offensive-weapons"
    )
    object_of_search_not = coded_not(
        "object_of_search", SEARCH_OBJECTS, "What was looked for", "controlled-drugs"
    )
    outcome = coded("outcome", SEARCH_OUTCOMES, "What followed", "arrest")
    outcome_not = coded_not(
        "outcome", SEARCH_OUTCOMES, "What followed", "a-no-further-action-disposal"
    )
    bbox, lat, lon, radius_m = place_filters()


class WeaponRecoveryFilterSet(StopSearchFilterSet):
    """Filters of weapon recoveries."""

    basis = CodeFilter(
        "basis", RECOVERY_BASES, f"Why it is called a recovery. {SEVERAL}", "positive-outcome"
    )
    basis_not = CodeFilter(
        "basis", RECOVERY_BASES, f"All but these reasons. {SEVERAL}", "linked-outcome", negated=True
    )
