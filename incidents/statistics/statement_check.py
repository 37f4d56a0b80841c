"""Hold a statement against the data: in its own period, or in two of ours where it gave none."""

from django.http import QueryDict

from havering_safety.api.parameters import Query, QueryReader
from havering_safety.api.problems import Problem
from incidents.description import describe_period
from incidents.statistics.catalogue import DATASETS
from incidents.statistics.check import CAVEAT, Claim, check_claim, missing_months
from incidents.statistics.periods import Period, calendar_year_before, twelve_months_before
from incidents.statistics.question import Question
from incidents.statistics.stated_values import read_stated_value
from incidents.warnings import Facts
from incidents.warnings_recorded_crime import warnings_about


def check_statement(statement, release):
    """Return the checks of a Statement, one a period, as dictionaries.

    Raises Problem: `synthetic-data` on a demo database, `nothing-to-compare` for a
    statement without a figure, `not-covered` where no period is held.
    """
    if release.synthetic:
        raise Problem(
            "synthetic-data", "The data here are invented; no real statement is held against them."
        )
    if not statement.value or not statement.dataset:
        raise Problem(
            "nothing-to-compare", "The statement gives no figure that data could be held against."
        )
    dataset, ours = DATASETS[statement.dataset], statement.period_from is None
    questions = [_question(dataset, statement, period, release) for period in _periods(statement)]
    gaps = {question: missing_months(question) for question in questions}
    held = [question for question in questions if not gaps[question]]
    if not held:
        months = sorted({month for missing in gaps.values() for month in missing})
        raise Problem("not-covered", f"Nothing can be said: not held for {', '.join(months)}.")
    left_out = [question for question in questions if gaps[question]]
    return [_check(statement, question, _of_period(question, ours, left_out)) for question in held]


def _periods(statement):
    if statement.period_from:
        return [Period(statement.period_from, statement.period_to)]
    said = statement.said_on or statement.published_on
    return [twelve_months_before(said), calendar_year_before(said)]


def _question(dataset, statement, period, release):
    """Return the Question that a statement's filters put to a data set, over a period."""
    texts = QueryDict(mutable=True)
    for name, value in statement.query.items():
        texts[name] = value
    for name, day in (("date_from", period.first), ("date_to", period.last)):
        texts[name] = day.isoformat() if dataset.has_days else day.isoformat()[:7]
    parameters = dataset.filterset.base_filters
    reader = QueryReader(parameters, texts, {})
    query = Query(release, parameters, {name: reader.read(name, release) for name in texts})
    return Question.of(dataset, dataset.settle(query))


def _check(statement, question, caveats):
    claim = Claim(
        measure=statement.measure,
        text=statement.value,
        stated=read_stated_value(statement.value),
        qualifier=statement.qualifier,
        comparability=statement.comparability,
        sentence=statement.caveat,
    )
    facts = Facts(question.query, question.dataset.coverage(question.query), question.dataset)
    return {**check_claim(question, claim), "caveats": [*caveats, CAVEAT, *warnings_about(facts)]}


def _of_period(question, ours, left_out):
    """Return the caveats that say whose the period is, and which other one is not held."""
    if not ours:
        return []
    detail = f"No period was stated: {_named(question)} is our choice."
    if left_out:
        detail += (
            f" Not held in full, and therefore not checked: {', '.join(map(_named, left_out))}."
        )
    return [{"code": "period-is-ours", "detail": detail}]


def _named(question):
    return describe_period(None, question.months[0], question.months[-1])
