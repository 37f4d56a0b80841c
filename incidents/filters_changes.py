"""What the changes between two releases can be asked by."""

import django_filters

from havering_safety.api.filters import MonthBoundFilter, MonthFilter
from incidents.filters import SEVERAL
from wards.filters import WardFilter


class ChangeFilterSet(django_filters.FilterSet):
    """Filters of changes: a change fits where its row fitted before it, or fits after it."""

    ward = WardFilter(
        "ward_code", f"Rows that were in these wards before, or are after. {SEVERAL}", "st-edwards"
    )
    month = MonthFilter("month", f"Rows of these months, YYYY-MM. {SEVERAL}", "2024-01")
    date_from = MonthBoundFilter(
        "month", "Rows from this year or month, inclusive.", "2024-01", last=False
    )
    date_to = MonthBoundFilter(
        "month", "Rows to the end of this year or month, inclusive.", "2024-12", last=True
    )
