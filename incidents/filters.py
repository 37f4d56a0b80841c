"""What police data can be asked by: one declaration is name, clause, choices, help and schema."""

import django_filters

from havering_safety.api.filters import (
    CodeFilter,
    MonthBoundFilter,
    MonthFilter,
    PatternFilter,
    WordsFilter,
)
from incidents.codelists import CRIME_TYPES, FORCES, OUTCOMES, SOURCES
from incidents.unlisted import unlisted_labels
from wards.filters import WardFilter
from wards.place_filters import place_filters

SEVERAL = "Several: repeat the parameter or separate with commas."


class IncidentFilterSet(django_filters.FilterSet):
    """Filters of street-level incidents."""

    ward = WardFilter("ward_code", f"Wards, by slug or GSS code. {SEVERAL}", "st-edwards")
    ward_not = WardFilter("ward_code", f"All but these wards. {SEVERAL}", "upminster", negated=True)
    month = MonthFilter("month", f"Months, YYYY-MM. {SEVERAL}", "2024-01")
    date_from = MonthBoundFilter(
        "month", "From this year or month, inclusive.", "2024-01", last=False
    )
    date_to = MonthBoundFilter(
        "month", "To the end of this year or month, inclusive.", "2024-12", last=True
    )
    crime_type = CodeFilter(
        "crime_type", CRIME_TYPES, f"Crime types. {SEVERAL}", "robbery", unlisted=unlisted_labels
    )
    crime_type_not = CodeFilter(
        "crime_type", CRIME_TYPES, f"All but these crime types. {SEVERAL}", "anti-social-behaviour",
        negated=True, unlisted=unlisted_labels,
    )  # fmt: skip
    last_outcome_category = CodeFilter(
        "last_outcome_category", OUTCOMES, f"Outcomes; `none` for rows without one. {SEVERAL}",
        "under-investigation", nullable=True, unlisted=unlisted_labels,
    )  # fmt: skip
    last_outcome_category_not = CodeFilter(
        "last_outcome_category", OUTCOMES, f"All but these outcomes. {SEVERAL}",
        "under-investigation", nullable=True, negated=True, unlisted=unlisted_labels,
    )  # fmt: skip
    force = CodeFilter(
        "force", FORCES, f"Forces, as in the names of the files; `none` for the police API. {SEVERAL}",
        "metropolitan", nullable=True, unlisted=unlisted_labels,
    )  # fmt: skip
    force_not = CodeFilter(
        "force", FORCES, f"All but these forces. {SEVERAL}", "btp",
        nullable=True, negated=True, unlisted=unlisted_labels,
    )  # fmt: skip
    source = CodeFilter("source", SOURCES, f"Where rows come from. {SEVERAL}", "archive")
    lsoa_code = PatternFilter(
        "lsoa_code", r"^[EW]01[0-9]{6}$", f"Lower layer super output areas. {SEVERAL}", "E01002356"
    )
    crime_id = PatternFilter(
        "crime_id",
        r"^[0-9a-f]{64}$",
        f"The publisher's Crime IDs; no key, they repeat. {SEVERAL}",
        "5a79db93723b08675989175e8b1d92b5e10afbe8e6e46aa4587e260a5c08f914",
    )
    search = WordsFilter("location", "Words of the location; all must occur.", "road")
    bbox, lat, lon, radius_m = place_filters()
