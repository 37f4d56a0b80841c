"""Check a claim: count what it speaks of, and hold the stated value against the figure.

Never "true" or "false", and no rating of anybody: both numbers are shown, and
how the stated one stands to the counted one.
"""

from dataclasses import dataclass
from decimal import Decimal

from havering_safety.api.problems import Problem
from incidents.description import listed
from incidents.statistics.claims import (
    Comparison,
    Figure,
    NothingToCompareError,
    compare,
    figure_from_count,
)
from incidents.statistics.grid import count_grid
from incidents.statistics.measures import rounded
from incidents.statistics.residents import residents_of

MEASURES = ("count", "per_day", "rate_per_1000")
CAVEAT = {
    "code": "interval",
    "detail": "The 95 % interval describes chance alone, not how crime is reported and recorded.",
}


@dataclass(frozen=True)
class Claim:
    """What was said: a stated value as typed, of a measure, with a qualifier; and how it compares."""

    measure: str
    text: str
    stated: object
    qualifier: str | None
    comparability: str = "same"
    sentence: str = "The data hold what was claimed: the same things, in the same place and time."


def check_claim(question, claim):
    """Return a check as a dictionary: claim, figure, implied, comparability, result, difference.

    Raises Problem `not-covered`, naming the months, and `nothing-to-compare`.
    """
    _refuse_gaps(question)
    count, days = _counted(question)
    figure = _figure(question, claim.measure, count, days)
    try:
        found = compare(
            claim.stated,
            figure,
            measure=claim.measure,
            qualifier=claim.qualifier,
            comparability=claim.comparability,
        )
    except NothingToCompareError as error:
        raise Problem("nothing-to-compare", str(error)) from error
    return {
        "claim": {
            "dataset": question.dataset.name,
            "measure": claim.measure,
            "value": claim.text,
            "qualifier": claim.qualifier,
            "query": question.query.echo(),
        },
        "figure": {"count": count, "days": days, **_numbers(figure)},
        **_outcome(found),
        "comparability": claim.comparability,
        "comparability_detail": claim.sentence,
    }


def missing_months(question):
    """Return the months of a question that are not covered."""
    return [month for month in question.months if not question.covers(month)]


def _refuse_gaps(question):
    missing = missing_months(question)
    if missing or not question.months:
        months = listed(missing) if missing else "any month"
        raise Problem("not-covered", f"Nothing can be said: not held for {months}.")


def _counted(question):
    grid = count_grid(question)
    return grid.counts[()], grid.span(()).days


def _figure(question, measure, count, days):
    """Return the Figure of a measure from the count over the days covered."""
    if measure == "count":
        return figure_from_count(count)
    if measure == "per_day":
        return figure_from_count(count, days)
    residents = residents_of(question)[None]
    if not residents:
        raise Problem(
            "not-covered", "No populations are loaded for the wards asked, so there is no rate."
        )
    return figure_from_count(count, Decimal(residents) / 1000)


def _numbers(figure: Figure):
    return {
        "value": rounded(float(figure.value)),
        "lower": None if figure.lower is None else rounded(float(figure.lower)),
        "upper": None if figure.upper is None else rounded(float(figure.upper)),
    }


def _outcome(found: Comparison):
    below, difference = found.implied.below, found.difference
    return {
        "implied": {
            "from": float(found.implied.from_),
            "below": None if below is None else float(below),
        },
        "result": found.result,
        "difference": None if difference is None else rounded(float(difference)),
    }
