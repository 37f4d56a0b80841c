"""An endpoint of the tests alone, with a deprecated parameter, filter and field: the wards, as they might once be."""

from datetime import date

import django_filters
from django.urls import path

from havering_safety.api.deprecation import Deprecation, deprecated
from havering_safety.api.fields import CountColumn, RowSerializer, TextColumn
from havering_safety.api.filters import WordsFilter
from havering_safety.api.values import BooleanParameter
from wards.views import WardCsvView, WardListView

SEARCH = Deprecation(date(2026, 1, 1), date(2027, 1, 1), "/docs/search-is-going")
BRIEF = Deprecation(date(2025, 6, 30), None, "/docs/brief-is-going")
RESIDENTS = Deprecation(date(2025, 1, 1), date(2026, 12, 31), "/docs/residents-is-going")


class OldWardSerializer(RowSerializer):
    """A ward, with its population under two names."""

    gss_code = TextColumn("The ward's code.")
    population = CountColumn("Residents.", null=True)
    residents = CountColumn("Residents.", column="population", null=True, deprecated=RESIDENTS)


class OldWardFilterSet(django_filters.FilterSet):
    search = deprecated(WordsFilter("name", "Words of the name.", "park"), SEARCH)
    named = WordsFilter("name", "Words of the name.", "park")


class _OldWards:
    serializer_class = OldWardSerializer
    filterset_class = OldWardFilterSet
    ordering_fields = {"gss_code": "gss_code"}
    nullable_orderings = frozenset()
    default_ordering = ["gss_code"]

    @classmethod
    def get_own_parameters(cls):
        brief = deprecated(BooleanParameter("Answers were shorter once."), BRIEF)
        return {**super().get_own_parameters(), "brief": brief}


class OldWardListView(_OldWards, WardListView):
    """Wards of old."""

    operation_id = "listOldWards"


class OldWardCsvView(_OldWards, WardCsvView):
    """Wards of old as CSV."""

    operation_id = "oldWardsCsv"


urlpatterns = [
    path("api/v1/old-wards", OldWardListView.as_view()),
    path("api/v1/old-wards.csv", OldWardCsvView.as_view()),
    path("api/v1/wards", WardListView.as_view()),
]
