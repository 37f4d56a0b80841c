"""Views of statistics: the filters of the rows, and the grid they are counted into."""

from havering_safety.api.exports import csv_lines, csv_response
from havering_safety.api.problems import Fault
from havering_safety.api.renderers import CSVRenderer
from havering_safety.api.values import (
    BooleanParameter,
    ChoiceParameter,
    OrderedChoices,
    SeveralChoices,
)
from havering_safety.releases.views import ReleasedView, filename_of
from incidents.description import listed
from incidents.serializers import stats_serializer
from incidents.statistics import comparison
from incidents.statistics.answer import answer_question, residents_of
from incidents.statistics.datasets import ARRESTS, INCIDENTS, STOP_SEARCHES, WEAPON_RECOVERIES
from incidents.statistics.months import TIME_GROUPS
from incidents.statistics.question import Question, find_faults_of_place
from incidents.statistics.recorded_crime import RECORDED_CRIME
from incidents.warnings import Facts
from incidents.warnings_recorded_crime import warnings_about
from wards.gazetteer import gazetteer_of

MOST_GROUPS = 3
NOT_PAGED = "Statistics are one whole grid: there are no pages, fields or order to choose."


class _Stats(ReleasedView):
    """What statistics of every data set share."""

    tag = "Statistics"

    @classmethod
    def get_hints(cls):
        return dict.fromkeys(("page", "page_size", "fields", "ordering"), NOT_PAGED)

    @classmethod
    def get_own_parameters(cls):
        names = cls.dataset.group_names
        noun = cls.dataset.name.title().replace("-", "")
        return {
            "group_by": OrderedChoices(
                f"What to count by, at most {MOST_GROUPS}, of which one over time.",
                names[0],
                choices=names,
                component=f"{noun}Group",
            ),
            "measures": SeveralChoices(
                "What to give of each cell.",
                "count",
                choices=cls.dataset.measures,
                component=f"{noun}Measure",
                default=["count"],
            ),
            "compare": ChoiceParameter(
                "Beside each cell, the same twelve months earlier (needs date_from and date_to), "
                "or for a ward the rest of the borough (needs group_by=ward).",
                comparison.BOROUGH,
                choices=comparison.CHOICES,
                component="Compare",
            ),
            **super().get_own_parameters(),
        }

    def find_faults(self, query):
        yield from super().find_faults(query)
        found = [*find_contradictions(query), *self.dataset.find_faults(query)]
        for name, value, sentence in found:
            yield Fault(name, value, "combination", sentence)

    def read_query(self, request, path):
        return self.dataset.settle(super().read_query(request, path))

    def question(self, query):
        return Question.of(self.dataset, query)

    def describe(self, query):
        groups = [name.replace("_", " ") for name in query.get("group_by") or ()]
        sentence = self.dataset.describe(query)
        return f"{sentence}, by {listed(groups)}" if groups else sentence

    def _coverage(self, query):
        return self.dataset.coverage(query)

    def get_coverage(self, query):
        return self._coverage(query).as_meta()

    def get_warnings(self, query):
        facts = Facts(query, self._coverage(query), self.dataset, self.answered)
        return warnings_about(facts)


def find_contradictions(query):
    """Yield (parameter, value, sentence) for what cannot be asked together."""
    groups, measures = query.get("group_by") or [], query.get("measures") or []
    if len(groups) > MOST_GROUPS:
        yield "group_by", ",".join(groups), f"At most {MOST_GROUPS} groups."
    if len([name for name in groups if name in TIME_GROUPS]) > 1:
        yield (
            "group_by",
            ",".join(groups),
            "One group over time is enough: a month lies in one year.",
        )
    if "rolling_12_months" in measures and "month" not in groups:
        yield "measures", "rolling_12_months", "Sums of twelve months need group_by=month."
    compare = query.get("compare")
    if compare == comparison.PREVIOUS_YEAR and not {"date_from", "date_to"} <= query.given.keys():
        yield (
            "compare",
            compare,
            "The previous year is compared for a period: give date_from and date_to.",
        )
    if compare == comparison.BOROUGH and "ward" not in groups:
        yield "compare", compare, "The rest of the borough stands beside a ward: add group_by=ward."
    yield from find_faults_of_place(query, measures)


class _StatsJson(_Stats):
    @classmethod
    def get_response(cls):
        return stats_serializer(cls.dataset)

    def answer(self, query):
        self.answered = answer_question(self.question(query))
        return self.json(
            {
                "results": self.answered.cells,
                "total": self.answered.total,
                "rows_not_covered": self.answered.rows_not_covered,
                "meta": self.get_meta(query) | {"population": self._population(query)},
            }
        )

    def _population(self, query):
        gazetteer = gazetteer_of(query.release)
        if "rate_per_1000" not in query.get("measures") or not gazetteer.residents:
            return None
        return {
            "date": gazetteer.reference_date,
            "derived": gazetteer.population_derived,
            "residents": residents_of(self.answered.question)[None],
        }


class _StatsCsv(_Stats):
    renderer_classes = [CSVRenderer]

    @classmethod
    def get_own_parameters(cls):
        bom = BooleanParameter("Begin with a byte order mark, which Excel wants.")
        return {**super().get_own_parameters(), "bom": bom}

    @classmethod
    def get_response(cls):
        return {"type": "string", "description": "RFC 4180, UTF-8, CRLF, with a header row."}

    def answer(self, query):
        answered = answer_question(self.question(query))
        rows = ([cell[name] for name in answered.columns] for cell in answered.cells)
        return csv_response(
            filename_of(self.describe(query), query.release),
            len(answered.cells),
            csv_lines(answered.columns, rows, query.get("bom")),
            head=self.request.method == "HEAD",
        )


class IncidentStatsView(_StatsJson):
    """Street-level incidents counted into a complete grid: 0 where a month is covered, null with
    a reason where it is not. Intervals are 95 % and describe chance, not how crime is recorded."""

    operation_id = "incidentStats"
    summary = "Statistics of street-level incidents"
    dataset = INCIDENTS
    filterset_class = INCIDENTS.filterset


class IncidentStatsCsvView(_StatsCsv):
    """The same grid as CSV; a null is an empty cell, and `null_reason` says why."""

    operation_id = "incidentStatsCsv"
    summary = "Statistics of street-level incidents"
    dataset = INCIDENTS
    filterset_class = INCIDENTS.filterset


class StopSearchStatsView(_StatsJson):
    """Stop searches counted into a complete grid. Days and months are London's; a rate per day
    divides by the days that the files cover."""

    operation_id = "stopSearchStats"
    summary = "Statistics of stop searches"
    dataset = STOP_SEARCHES
    filterset_class = STOP_SEARCHES.filterset


class StopSearchStatsCsvView(_StatsCsv):
    """The same grid as CSV; a null is an empty cell, and `null_reason` says why."""

    operation_id = "stopSearchStatsCsv"
    summary = "Statistics of stop searches"
    dataset = STOP_SEARCHES
    filterset_class = STOP_SEARCHES.filterset


class ArrestStatsView(_StatsJson):
    """Arrests after a stop and search counted into a complete grid. Open data hold no other
    arrests."""

    operation_id = "arrestStats"
    summary = "Statistics of arrests after a stop and search"
    dataset = ARRESTS
    filterset_class = ARRESTS.filterset


class ArrestStatsCsvView(_StatsCsv):
    """The same grid as CSV; a null is an empty cell, and `null_reason` says why."""

    operation_id = "arrestStatsCsv"
    summary = "Statistics of arrests after a stop and search"
    dataset = ARRESTS
    filterset_class = ARRESTS.filterset


class WeaponRecoveryStatsView(_StatsJson):
    """Searches for weapons with a positive outcome, counted into a complete grid. A positive
    outcome does not prove that a weapon was found."""

    operation_id = "weaponRecoveryStats"
    summary = "Statistics of weapon recoveries"
    dataset = WEAPON_RECOVERIES
    filterset_class = WEAPON_RECOVERIES.filterset


class WeaponRecoveryStatsCsvView(_StatsCsv):
    """The same grid as CSV; a null is an empty cell, and `null_reason` says why."""

    operation_id = "weaponRecoveryStatsCsv"
    summary = "Statistics of weapon recoveries"
    dataset = WEAPON_RECOVERIES
    filterset_class = WEAPON_RECOVERIES.filterset


class RecordedCrimeStatsView(_StatsJson):
    """The Metropolitan Police's counts summed into a complete grid, within one product, level and
    thing counted. A category is null for months whose scheme does not count it."""

    operation_id = "recordedCrimeStats"
    summary = "Statistics of recorded crime"
    dataset = RECORDED_CRIME
    filterset_class = RECORDED_CRIME.filterset


class RecordedCrimeStatsCsvView(_StatsCsv):
    """The same grid as CSV; a null is an empty cell, and `null_reason` says why."""

    operation_id = "recordedCrimeStatsCsv"
    summary = "Statistics of recorded crime"
    dataset = RECORDED_CRIME
    filterset_class = RECORDED_CRIME.filterset
