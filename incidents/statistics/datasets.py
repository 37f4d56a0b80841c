"""The data sets that statistics can be asked of: rows, groups, measures, and what covers them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from havering_safety.api.codelists import Codelist
from incidents.codelists import CRIME_TYPES, FORCES, OUTCOMES, SOURCES
from incidents.filters import IncidentFilterSet
from incidents.models import Incident
from incidents.statistics.months import TIME_GROUPS

MEASURES = ("count", "per_day", "rate_per_1000", "percent", "rolling_12_months")


@dataclass(frozen=True)
class Group:
    """A coded field to group by: its column and its codelist."""

    column: str
    codelist: Codelist


@dataclass(frozen=True, eq=False)
class DataSet:
    """What statistics know of a data set.

    `summed_code` is the group whose counts per ward and month are kept ready;
    `coverage_code` the group by which a file can be partial.
    """

    name: str
    noun: str
    kind: str
    rows: Callable[[int], QuerySet]
    filterset: type
    groups: dict[str, Group]
    summed_code: str
    coverage_code: str | None = None
    measures: tuple[str, ...] = MEASURES
    # Warnings of a data set that hold for every answer: code, sentence.
    notes: tuple[tuple[str, str], ...] = field(default=())

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
    coverage_code="crime_type",
)

DATASETS = {dataset.name: dataset for dataset in (INCIDENTS,)}
