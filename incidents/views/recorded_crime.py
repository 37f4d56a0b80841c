"""Views of recorded crime."""

from havering_safety.api.problems import Fault
from havering_safety.releases.views import ReleasedCsvView, ReleasedListView, ReleasedView
from incidents.coverage_counts import coverage_of_counts
from incidents.description_recorded_crime import describe_recorded_crime
from incidents.filters_recorded_crime import (
    RecordedCrimeFilterSet,
    find_faults_of_counts,
    settle_subgroup,
)
from incidents.models import RecordedCrime
from incidents.serializers_recorded_crime import RecordedCrimeSerializer
from incidents.warnings_recorded_crime import warnings_of_counts
from wards.gazetteer import gazetteer_of


class _RecordedCrime(ReleasedView):
    """What both views of recorded crime share."""

    tag = "Recorded crime"
    summary = "Recorded crime"
    filterset_class = RecordedCrimeFilterSet
    serializer_class = RecordedCrimeSerializer
    ordering_fields = {
        "month": "month",
        "ward_code": "ward_code",
        "offence_group": "offence_group",
        "offence_subgroup": "offence_subgroup",
        "count": "count",
    }
    nullable_orderings = frozenset({"ward_code"})
    default_ordering = ["-month", "ward_code", "offence_group", "offence_subgroup"]

    def read_query(self, request, path):
        return settle_subgroup(super().read_query(request, path))

    def find_faults(self, query):
        yield from super().find_faults(query)
        for name, value, sentence in find_faults_of_counts(query):
            yield Fault(name, value, "combination", sentence)

    def get_queryset(self, release):
        return RecordedCrime.objects.as_of(release.number)

    def get_tables(self, release):
        gazetteer = gazetteer_of(release)
        return {"ward_slugs": gazetteer.slugs, "ward_names": gazetteer.names}

    def describe(self, query):
        return describe_recorded_crime(query)

    def get_coverage(self, query):
        return coverage_of_counts(query).as_meta()

    def get_warnings(self, query):
        return warnings_of_counts(query, coverage_of_counts(query))


class RecordedCrimeListView(_RecordedCrime, ReleasedListView):
    """The Metropolitan Police's monthly counts by area and category, newest month first. `product`,
    `level` and `counted` have one value each, because figures of two products, levels or counted
    things are never added up. A pair of area and category without a row is 0 in a month covered.
    Where a category is not counted under the scheme of a month, the month is not covered."""

    operation_id = "listRecordedCrime"
    export = "/api/v1/recorded-crime.csv"


class RecordedCrimeCsvView(_RecordedCrime, ReleasedCsvView):
    """Every figure of recorded crime that fits, as CSV."""

    operation_id = "recordedCrimeCsv"
