"""Statistics as CSV: the same grids, a cell a line."""

from math import prod

from havering_safety.api.exports import CSV_TYPE, csv_lines, export_response
from havering_safety.api.links import described_by
from havering_safety.api.renderers import CSVRenderer
from havering_safety.api.values import BooleanParameter
from havering_safety.releases.views import filename_of
from incidents.serializers_statistics import cell_serializer
from incidents.statistics.answer import answer_question
from incidents.statistics.axes import axes_of
from incidents.statistics.datasets import (
    ARRESTS,
    INCIDENTS,
    STOP_SEARCHES,
    WEAPON_RECOVERIES,
)
from incidents.statistics.parts import cells_as_csv
from incidents.statistics.recorded_crime import RECORDED_CRIME
from incidents.views.statistics import StatsView


class StatsCsvView(StatsView):
    """The grid as CSV."""

    renderer_classes = [CSVRenderer]
    ending = ".csv"
    is_kept = False

    @classmethod
    def get_example_queries(cls):
        return super().get_example_queries()[:1]

    @classmethod
    def get_own_parameters(cls):
        bom = BooleanParameter("Begin with a byte order mark, which Excel wants.")
        return {**super().get_own_parameters(), "bom": bom}

    @classmethod
    def get_response(cls):
        return {"type": "string", "description": "RFC 4180, UTF-8, CRLF, with a header row."}

    def answer(self, query):
        question, head = self.question(query), self.request.method == "HEAD"
        return export_response(
            CSV_TYPE,
            filename_of(self.describe(query), query.release),
            prod(map(len, axes_of(question))),
            () if head else self._lines(question, query.get("bom")),
            head=head,
        )

    def get_links(self, query):
        path = self.request.path
        described = described_by(path, query) if path.endswith(".csv") else {}
        return {**super().get_links(query), **described}

    def get_columns(self, query):
        """Return {name: declared field} of the columns."""
        fields = cell_serializer(self.dataset)._declared_fields
        self.answered = answer_question(self.question(query))
        return {name: fields[name] for name in self.answered.columns}

    def get_primary_key(self, query):
        """Return the groups, which tell the cells apart."""
        return list(query.get("group_by") or ())

    def _lines(self, question, bom):
        answered = answer_question(question)
        return csv_lines(answered.columns, [cells_as_csv(answered.parts)], bom)


class IncidentStatsCsvView(StatsCsvView):
    """The same grid as CSV; a null is an empty cell, and `null_reason` says why."""

    operation_id = "incidentStatsCsv"
    summary = "Statistics of street-level incidents"
    dataset = INCIDENTS
    filterset_class = INCIDENTS.filterset


class StopSearchStatsCsvView(StatsCsvView):
    """The same grid as CSV; a null is an empty cell, and `null_reason` says why."""

    operation_id = "stopSearchStatsCsv"
    summary = "Statistics of stop searches"
    dataset = STOP_SEARCHES
    filterset_class = STOP_SEARCHES.filterset


class ArrestStatsCsvView(StatsCsvView):
    """The same grid as CSV; a null is an empty cell, and `null_reason` says why."""

    operation_id = "arrestStatsCsv"
    summary = "Statistics of arrests after a stop and search"
    dataset = ARRESTS
    filterset_class = ARRESTS.filterset


class WeaponRecoveryStatsCsvView(StatsCsvView):
    """The same grid as CSV; a null is an empty cell, and `null_reason` says why."""

    operation_id = "weaponRecoveryStatsCsv"
    summary = "Statistics of weapon recoveries"
    dataset = WEAPON_RECOVERIES
    filterset_class = WEAPON_RECOVERIES.filterset


class RecordedCrimeStatsCsvView(StatsCsvView):
    """The same grid as CSV; a null is an empty cell, and `null_reason` says why."""

    operation_id = "recordedCrimeStatsCsv"
    summary = "Statistics of recorded crime"
    dataset = RECORDED_CRIME
    filterset_class = RECORDED_CRIME.filterset
