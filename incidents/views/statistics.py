"""Views of statistics: the filters of the rows, and the grid they are counted into."""

import orjson

from havering_safety.api.problems import Fault
from havering_safety.api.values import (
    ChoiceParameter,
    OrderedChoices,
    SeveralChoices,
)
from havering_safety.releases.views import ReleasedView
from incidents.description import listed
from incidents.serializers_statistics import stats_serializer
from incidents.statistics import comparison
from incidents.statistics.answer import Answer, answer_question
from incidents.statistics.datasets import (
    ARRESTS,
    INCIDENTS,
    STOP_SEARCHES,
    WEAPON_RECOVERIES,
    DataSet,
)
from incidents.statistics.faults import MOST_GROUPS, find_contradictions, find_faults_of_grid
from incidents.statistics.parts import cells_as_json
from incidents.statistics.question import Question
from incidents.statistics.recorded_crime import RECORDED_CRIME
from incidents.statistics.residents import residents_of
from incidents.warnings import Facts
from incidents.warnings_recorded_crime import warnings_about
from wards.gazetteer import gazetteer_of

NOT_PAGED = "Statistics are one whole grid: there are no pages, fields or order to choose."


_QUARTER = {"date_from": "2024-01", "date_to": "2024-03"}
# Between them they show every measure, every comparison and every period; years not held, too.
EXAMPLES = (
    {"ward": "st-edwards", "group_by": "month", "measures": "count,per_day"} | _QUARTER,
    {"group_by": "ward", "measures": "count,per_day,rate_per_1000", "compare": "borough"} | _QUARTER,
    {
        "ward": "st-edwards", "group_by": "month", "compare": "previous_year",
        "measures": "count,percent,rolling_12_months",
    } | _QUARTER,
    {"group_by": "quarter", **_QUARTER},
    {"group_by": "calendar_year", "date_from": "2021", "date_to": "2024"},
    {"group_by": "financial_year", "date_from": "2023-04", "date_to": "2024-03"},
)  # fmt: skip


class StatsView(ReleasedView):
    """What statistics of every data set share."""

    tag = "Statistics"
    dataset: DataSet
    # What warnings are made from; set before them.
    answered: Answer

    @classmethod
    def get_example_queries(cls):
        return [{**asked} for asked in EXAMPLES]

    @classmethod
    def get_example_beside(cls, name):
        needed = {"group_by": "ward"} if name == "compare" else {}
        return needed | super().get_example_beside(name)

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
        faults = [*super().find_faults(query)]
        unread = {name for name in self.get_parameters() if name in self.request.GET}
        unread -= query.given.keys()
        found = [*find_contradictions(query, unread), *self.dataset.find_faults(query)]
        if not faults and not unread:
            # Only now have the months asked a first and a last.
            found += find_faults_of_grid(self.question(query))
        return faults + [Fault(name, value, "combination", told) for name, value, told in found]

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


class StatsJsonView(StatsView):
    """The grid with all that is said of it."""

    @classmethod
    def get_response(cls):
        return stats_serializer(cls.dataset)

    def answer(self, query):
        return self.json(self.body(query))

    def body(self, query):
        """Return the grid of a query with all that is said of it."""
        self.answered = answer_question(self.question(query))
        return {
            "results": orjson.Fragment(cells_as_json(self.answered.parts)),
            "total": self.answered.grid.total,
            "rows_not_covered": self.answered.grid.rows_not_covered,
            "meta": self.get_meta(query) | {"population": self._population(query)},
        }

    def _population(self, query):
        if "rate_per_1000" not in query.get("measures"):
            return None
        gazetteer = gazetteer_of(query.release)
        if not gazetteer.residents:
            return None
        return {
            "date": gazetteer.reference_date,
            "derived": gazetteer.population_derived,
            "residents": residents_of(self.answered.question)[None],
        }


class IncidentStatsView(StatsJsonView):
    """Street-level incidents counted into a complete grid: 0 where a month is covered, null with
    a reason where it is not. Intervals are 95 % and describe chance, not how crime is recorded."""

    operation_id = "incidentStats"
    summary = "Statistics of street-level incidents"
    dataset = INCIDENTS
    filterset_class = INCIDENTS.filterset


class StopSearchStatsView(StatsJsonView):
    """Stop searches counted into a complete grid. Days and months are London's; a rate per day
    divides by the days that the files cover."""

    operation_id = "stopSearchStats"
    summary = "Statistics of stop searches"
    dataset = STOP_SEARCHES
    filterset_class = STOP_SEARCHES.filterset


class ArrestStatsView(StatsJsonView):
    """Arrests after a stop and search counted into a complete grid. Open data hold no other
    arrests."""

    operation_id = "arrestStats"
    summary = "Statistics of arrests after a stop and search"
    dataset = ARRESTS
    filterset_class = ARRESTS.filterset


class WeaponRecoveryStatsView(StatsJsonView):
    """Searches for weapons with a positive outcome, counted into a complete grid. A positive
    outcome does not prove that a weapon was found."""

    operation_id = "weaponRecoveryStats"
    summary = "Statistics of weapon recoveries"
    dataset = WEAPON_RECOVERIES
    filterset_class = WEAPON_RECOVERIES.filterset


class RecordedCrimeStatsView(StatsJsonView):
    """The Metropolitan Police's counts summed into a complete grid, within one product, level and
    thing counted. A category is null for months whose scheme does not count it."""

    operation_id = "recordedCrimeStats"
    summary = "Statistics of recorded crime"
    dataset = RECORDED_CRIME
    filterset_class = RECORDED_CRIME.filterset
