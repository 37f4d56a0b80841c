"""The data sets that statistics can be asked of: rows, groups, measures, and what covers them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet
from django_filters import FilterSet

from havering_safety.api.codelists import Codelist
from havering_safety.api.parameters import Query
from incidents.codelists import CRIME_TYPES, FORCES, OUTCOMES, SOURCES
from incidents.codelists_stop_search import RECOVERY_BASES
from incidents.coverage import Asked, coverage_of, is_covered
from incidents.description import SEARCH_CODES, describe_incidents, describe_searches
from incidents.filters import IncidentFilterSet
from incidents.filters_stop_search import StopSearchFilterSet, WeaponRecoveryFilterSet
from incidents.models import Arrest, Incident, StopSearch, WeaponRecovery
from incidents.models.incident import COUNTING_INDEX
from incidents.statistics.months import TIME_GROUPS

# Groups by which files are partial, and the part of Asked that each is.
COVERED_BY = {"crime_type": "codes", "force": "forces", "source": "sources"}
MEASURES = ("count", "per_day", "rate_per_1000", "percent", "rolling_12_months")


@dataclass(frozen=True)
class Group:
    """A coded field to group by: its column and its codelist."""

    column: str
    codelist: Codelist


@dataclass(frozen=True, eq=False)
class DataSet:
    """What statistics know of a data set.

    `summed_code` is the group whose counts per ward and month are kept ready, for
    queries with the values of `kept_at`; `coverage_groups` are those by which a
    month can be covered in part; `weight` is the field that is summed, where rows
    are figures; `counting_index` are the columns of the index made for counting,
    in its order, where there is one.
    """

    name: str
    noun: str
    kind: str
    rows: Callable[[int], QuerySet]
    filterset: type[FilterSet]
    groups: dict[str, Group]
    summed_code: str
    coverage_groups: tuple[str, ...] = ()
    kept_at: dict[str, str] = field(default_factory=dict)
    weight: str | None = None
    counting_index: tuple[str, ...] = ()
    measures: tuple[str, ...] = MEASURES
    # Rows that cannot be counted with the others, of a query: how many is counted along, for a warning.
    aside: Callable[[Query], QuerySet] | None = None
    # Whether rows have a day; else they are dated to the month.
    has_days: bool = False
    # Warnings of a data set that hold for every answer: code, sentence.
    notes: tuple[tuple[str, str], ...] = field(default=())

    def describe(self, query):
        """Return a query about the data set in plain English."""
        if self.kind == Incident.kind:
            return describe_incidents(query)
        return describe_searches(query, self.noun)

    def settle(self, query):
        """Return a query with what the data set fills in where nothing is asked."""
        return query

    def find_faults(self, query):
        """Yield (parameter, value, sentence) for what the data set cannot be asked together."""
        return ()

    def asked(self, query):
        """Return what a query asks, as far as coverage goes."""
        return asked_of(self, query)

    def coverage(self, query):
        """Return the coverage Answer to a query."""
        return coverage_of(query.release, self.asked(query))

    def covers(self, query, forces, asked, month, codes):
        """Tell whether a month is covered, for the codes of a cell where they are told apart.

        `forces` is what is held of the month, `asked` what is asked of the cell; `codes` maps its
        coverage groups to values.
        """
        return is_covered(forces, asked)

    def read_beside(self, release):
        """Return querysets of (name, value) that are read of a release together with its codes."""
        return []

    def take_beside(self, release, held):
        """Remember what was read beside the codes, of {name: values}."""

    def is_overlapping(self, query):
        """Tell whether the codes asked hold one another, so that no sum has a meaning."""
        return False

    @property
    def group_names(self):
        return ("ward", *TIME_GROUPS, *self.groups)


INCIDENTS = DataSet(
    name="incidents",
    noun="Street-level incidents",
    kind=Incident.kind,
    rows=Incident.objects.as_of,
    filterset=IncidentFilterSet,
    groups={
        "crime_type": Group("crime_type", CRIME_TYPES),
        "last_outcome_category": Group("last_outcome_category", OUTCOMES),
        "force": Group("force", FORCES),
        "source": Group("source", SOURCES),
    },
    summed_code="crime_type",
    coverage_groups=("crime_type", "force", "source"),
    counting_index=COUNTING_INDEX,
)

SEARCH_GROUPS = {
    name: Group(name, codelist) for name, codelist in SEARCH_CODES.items() if name != "basis"
}
STOP_SEARCHES = DataSet(
    name="stop-searches",
    noun="Stop searches",
    kind=StopSearch.kind,
    has_days=True,
    rows=StopSearch.objects.as_of,
    filterset=StopSearchFilterSet,
    groups=SEARCH_GROUPS,
    summed_code="outcome",
    coverage_groups=("force",),
)
ARRESTS = DataSet(
    name="arrests",
    noun="Arrests after a stop and search",
    kind=StopSearch.kind,
    has_days=True,
    rows=Arrest.objects.as_of,
    filterset=StopSearchFilterSet,
    groups=SEARCH_GROUPS,
    summed_code="outcome",
    coverage_groups=("force",),
    notes=(
        (
            "stop-search-only",
            "Only arrests that followed a stop and search: open data hold no other arrests.",
        ),
    ),
)


def searches_of_unknown_outcome(query):
    """Return the searches for weapons that a query asks of whose outcome is blank or unknown."""
    rows = StopSearch.objects.as_of(query.release.number)
    rows = rows.filter(for_weapons=True, is_positive__isnull=True)
    filters = StopSearchFilterSet.base_filters
    for name, value in query.given.items():
        if name in filters:
            rows = filters[name].filter(rows, value)
    return rows


WEAPON_RECOVERIES = DataSet(
    name="weapon-recoveries",
    noun="Weapon recoveries",
    kind=StopSearch.kind,
    has_days=True,
    rows=WeaponRecovery.objects.as_of,
    filterset=WeaponRecoveryFilterSet,
    groups={**SEARCH_GROUPS, "basis": Group("basis", RECOVERY_BASES)},
    aside=searches_of_unknown_outcome,
    summed_code="outcome",
    coverage_groups=("force",),
    notes=(
        (
            "recovery-basis",
            "Searches for weapons with a positive outcome: that does not prove that a weapon was found. "
            "Weapons found otherwise are not in open data.",
        ),
    ),
)


def asked_of(dataset, query):
    """Return what a query asks, as far as coverage goes."""
    given = query.given
    first, last = given.get("date_from"), given.get("date_to")
    return Asked(
        kind=dataset.kind,
        months=tuple(sorted(given.get("month") or ())),
        first=first and str(first)[:7],
        last=last and str(last)[:7],
        **{
            part: tuple(sorted(given.get(name) or (), key=str))
            for name, part in COVERED_BY.items()
            if name in dataset.coverage_groups
        },
    )


def narrowed(asked, codes):
    """Return what is asked of a cell: of `codes` (values by group), those that coverage knows."""
    parts = {COVERED_BY[name]: (value,) for name, value in codes.items() if name in COVERED_BY}
    return replace(asked, **parts) if parts else asked
