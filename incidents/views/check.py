"""Any claim, checked by URL."""

from functools import cache

from havering_safety.api.parameters import Parameter, ValueFault
from havering_safety.api.problems import Fault
from havering_safety.api.values import ChoiceParameter
from havering_safety.releases.views import ReleasedView
from incidents.serializers_check import CheckSerializer
from incidents.statistics.catalogue import DATASETS
from incidents.statistics.check import CAVEAT, MEASURES, Claim, check_claim
from incidents.statistics.claims import QUALIFIERS
from incidents.statistics.datasets import INCIDENTS
from incidents.statistics.question import Question, find_faults_of_place
from incidents.statistics.stated_values import StatedValueError, read_stated_value
from incidents.warnings import Facts
from incidents.warnings_recorded_crime import warnings_about

REQUIRED = ("dataset", "value")
NARROWER = (
    "narrower",
    "The data hold a part of what such a claim usually means: only what followed from a stop and search.",
)


class StatedValueParameter(Parameter):
    """A number as somebody stated it: 1.4 and 1.40 are different claims."""

    def read(self, text, release):
        try:
            read_stated_value(text)
        except StatedValueError as error:
            raise ValueFault("invalid", str(error)) from error
        return text

    def schema(self):
        return {"type": "string", "pattern": r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?$"}


class MisplacedParameter(Parameter):
    """A filter of another data set than the one asked, however often it is given."""

    several = True

    def __init__(self, name, dataset):
        super().__init__("", "")
        self.name, self.dataset = name, dataset

    def read(self, text, release):
        raise ValueFault(
            "combination", f"{self.dataset.noun} have no {self.name!r} to be asked by."
        )


OWN = {
    "dataset": ChoiceParameter(
        "What was claimed about.", "incidents",
        choices=list(DATASETS), component="DataSet", required=True,
    ),
    "measure": ChoiceParameter(
        "What the value is: a count, per day, or per 1,000 residents.", "per_day",
        choices=MEASURES, component="ClaimMeasure", default="count",
    ),
    "value": StatedValueParameter(
        "The stated value, as typed: its decimals say how exact it is.", "1.4", required=True
    ),
    "qualifier": ChoiceParameter(
        "A word that was said with it.", "about", choices=QUALIFIERS, component="Qualifier"
    ),
}  # fmt: skip


@cache
def _filters_of_all():
    """Return the filters of every data set by name; the widest one speaks for a shared name."""
    return {
        name: filter_
        for dataset in DATASETS.values()
        for name, filter_ in dataset.filterset.base_filters.items()
    }


@cache
def _parameters_of(dataset, own):
    filters = dataset.filterset.base_filters
    misplaced = {
        name: MisplacedParameter(name, dataset) for name in _filters_of_all() if name not in filters
    }
    return {**OWN, **dict(own), **misplaced, **filters}


class CheckView(ReleasedView):
    """Hold a claim against the data: the figure counted with its 95 % interval, what the stated
    value implies, and how the two stand: `equal`, `rounds_to`, `within_interval` or `differs`.
    It takes the filters of the data set; those of another are refused. A period that is not
    wholly held is a 409 that names the months."""

    operation_id = "checkClaim"
    tag = "Checks"
    summary = "Check a claim"
    serializer_class = CheckSerializer
    conflicts = True
    example_queries = (
        {
            "dataset": "recorded-crime", "offence_group": "robbery", "date_from": "2024",
            "date_to": "2024", "measure": "per_day", "value": "1.4", "qualifier": "about",
        },
        {"dataset": "incidents", "crime_type": "robbery", "month": "2024-01", "value": "100"},
    )  # fmt: skip
    example_problems = {"409": {"dataset": "incidents", "value": "1", "month": "1999-01"}}

    @classmethod
    def get_own_parameters(cls):
        return {**_filters_of_all(), **OWN, **super().get_own_parameters()}

    @classmethod
    def get_example_beside(cls, name):
        beside = super().get_example_beside(name)
        if name in _filters_of_all() and name not in INCIDENTS.filterset.base_filters:
            holders = [each for each in DATASETS.values() if name in each.filterset.base_filters]
            beside["dataset"] = holders[0].name
        return beside

    def parameters_for(self, request):
        dataset = DATASETS.get(request.GET.get("dataset", ""), INCIDENTS)
        return _parameters_of(dataset, tuple(super().get_own_parameters().items()))

    def read_query(self, request, path):
        query = super().read_query(request, path)
        return DATASETS[query.get("dataset")].settle(query)

    def find_faults(self, query):
        yield from super().find_faults(query)
        dataset = DATASETS.get(query.get("dataset"))
        for name, value, sentence in dataset.find_faults(query) if dataset else ():
            yield Fault(name, value, "combination", sentence)
        for name in REQUIRED:
            if name not in self.request.GET:
                yield Fault(name, None, "missing", f"{name!r} is needed.")
        for name, value, sentence in find_faults_of_place(query, [query.get("measure")]):
            yield Fault(name, value, "combination", sentence)

    def describe(self, query):
        qualifier, measure = query.get("qualifier"), query.get("measure").replace("_", " ")
        said = f"{qualifier} {query.get('value')}" if qualifier else query.get("value")
        return f"{self.dataset.describe(query)}: claimed {measure} {said}"

    def get_coverage(self, query):
        return self._coverage(query).as_meta()

    def _coverage(self, query):
        return self.dataset.coverage(query)

    def answer(self, query):
        self.dataset = DATASETS[query.get("dataset")]
        question = Question.of(self.dataset, query)
        text = query.get("value")
        comparability = NARROWER if self.dataset.name in ("arrests", "weapon-recoveries") else ()
        claim = Claim(
            query.get("measure"),
            text,
            read_stated_value(text),
            query.get("qualifier"),
            *comparability,
        )
        caveats = [CAVEAT, *warnings_about(Facts(query, self._coverage(query), self.dataset))]
        return self.json(
            {**check_claim(question, claim), "caveats": caveats, "meta": self.get_meta(query)}
        )
