"""Recorded crime as a data set: figures that are summed, within one product, level and thing counted."""

from dataclasses import dataclass

from django.db.models import CharField, Value

from incidents.codelists_offences import (
    BOROUGH,
    DASHBOARD,
    GEOGRAPHIC,
    OFFENCE_GROUPS,
    OFFENCE_SUBGROUPS,
    OFFENCES,
    WARD,
)
from incidents.coverage_counts import (
    asked_of_counts,
    coverage_of_counts,
    figures_in_fine_categories,
    is_counted,
    months_in_fine_categories,
)
from incidents.description_recorded_crime import describe_recorded_crime
from incidents.filters_recorded_crime import (
    CATEGORIES,
    RecordedCrimeFilterSet,
    find_faults_of_counts,
    settle_subgroup,
)
from incidents.models import RecordedCrime
from incidents.statistics.datasets import DataSet, Group

FINE_MONTHS = "months in fine categories"


@dataclass(frozen=True, eq=False)
class RecordedCrimeSet(DataSet):
    """A month is covered for a category only where the scheme it was counted under has it."""

    def describe(self, query):
        return describe_recorded_crime(query)

    def settle(self, query):
        if "offence_subgroup" in (query.get("group_by") or ()):
            return query
        return settle_subgroup(query)

    def find_faults(self, query):
        yield from find_faults_of_counts(query)
        if query.get("level") == BOROUGH and "ward" in (query.get("group_by") or ()):
            yield "group_by", "ward", "Figures of the borough have no wards: ask level=ward."
        if self.is_overlapping(query) and "percent" in (query.get("measures") or ()):
            yield "measures", "percent", "Subgroups of the dashboard overlap: no share adds up."

    def asked(self, query):
        return asked_of_counts(query)

    def coverage(self, query):
        return coverage_of_counts(query)

    def covers(self, query, forces, asked, month, codes):
        wanted = {
            **{name: query.given.get(name) or () for name in CATEGORIES},
            **{name: (value,) for name, value in codes.items()},
        }
        at = query.release, query.get("product"), query.get("level"), month
        return super().covers(query, forces, asked, month, codes) and all(
            is_counted(*at, name, slug) for name, slugs in wanted.items() for slug in slugs
        )

    def read_beside(self, release):
        label = Value(FINE_MONTHS, CharField())
        return [figures_in_fine_categories(release).values_list(label, "month").distinct()]

    def take_beside(self, release, held):
        months_in_fine_categories.hand(frozenset(held[FINE_MONTHS]), release)

    def is_overlapping(self, query):
        grouped = "offence_subgroup" in (query.get("group_by") or ())
        return grouped and query.get("product") == DASHBOARD


RECORDED_CRIME = RecordedCrimeSet(
    name="recorded-crime",
    noun="Recorded crime",
    kind=RecordedCrime.kind,
    rows=RecordedCrime.objects.as_of,
    filterset=RecordedCrimeFilterSet,
    groups={
        "offence_group": Group("offence_group", OFFENCE_GROUPS),
        "offence_subgroup": Group("offence_subgroup", OFFENCE_SUBGROUPS),
    },
    summed_code="offence_group",
    coverage_groups=tuple(CATEGORIES),
    kept_at={"product": GEOGRAPHIC, "level": WARD, "counted": OFFENCES},
    weight="count",
)
