"""Hold a stated value against a counted figure.

Everything is decimal arithmetic: in binary, 1.45 lies beside itself and would
fall on the wrong side of "rounds to 1.4".
"""

from dataclasses import dataclass
from decimal import Decimal

from incidents.statistics.intervals import count_interval
from incidents.statistics.stated_values import StatedValue

QUALIFIERS = ("about", "exactly", "numerous")
COMPARABILITIES = ("same", "narrower", "wider", "different")
RESULTS = ("equal", "rounds_to", "within_interval", "differs")

_ABOUT = Decimal("0.05")  # share of the value that "about" allows on either side
_NO_FIGURE = "The statement gives no figure that data could be held against."


class NothingToCompareError(Exception):
    """A statement without a figure; its text is a sentence for the reader of the answer."""


@dataclass(frozen=True, slots=True)
class Implied:
    """What a statement allows: `from_` to under `below`, or `from_` alone where below is None."""

    from_: Decimal
    below: Decimal | None

    def __contains__(self, value: Decimal) -> bool:
        if self.below is None:
            return value == self.from_
        return self.from_ <= value < self.below


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted figure, unrounded, with its 95 % limits where the measure has any."""

    value: Decimal
    lower: Decimal | None = None
    upper: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome: `difference` is figure minus statement, in the unit of the measure."""

    implied: Implied
    result: str | None
    difference: Decimal | None


def figure_from_count(count: int, exposure: int | Decimal = 1) -> Figure:
    """Return a count per unit of exposure (days, residents / 1000) with its 95 % limits.

    Division keeps 28 digits. A quotient that ends later differs from every value
    of six decimals by far more, so rounding never carries it onto an edge.
    ValueError unless the exposure is positive; errors of `count_interval` beside it.
    """
    if not exposure > 0:
        raise ValueError(f"An exposure is a positive number, not {exposure!r}.")
    lower, upper = count_interval(count)
    return Figure(Decimal(count) / exposure, Decimal(lower) / exposure, Decimal(upper) / exposure)


def implied_by(stated: StatedValue, measure: str, qualifier: str | None = None) -> Implied:
    """Return the interval that a stated value implies.

    Half a unit of its last decimal on either side, the upper end excluded; a
    whole number of the measure `count` is exact. `about` widens that to 5 % on
    either side where it is wider; `exactly` adds nothing to the decimals given.
    No measure falls below zero, so neither does the interval. ValueError for an
    unknown qualifier, NothingToCompareError for `numerous`.
    """
    if qualifier is not None and qualifier not in QUALIFIERS:
        raise ValueError(f"No qualifier is called {qualifier!r}.")
    if qualifier == "numerous":
        raise NothingToCompareError(_NO_FIGURE)
    is_exact = measure == "count" and not stated.decimals
    margin = Decimal(0) if is_exact else Decimal((0, (5,), -stated.decimals - 1))
    if qualifier == "about":
        margin = max(margin, stated.value * _ABOUT)
    if not margin:
        return Implied(stated.value, None)
    return Implied(max(Decimal(0), stated.value - margin), stated.value + margin)


def compare(
    stated: StatedValue | None,
    figure: Figure,
    *,
    measure: str,
    qualifier: str | None = None,
    comparability: str = "same",
) -> Comparison:
    """Return how a stated value stands to a figure.

    Result and difference are given only where the two speak of the `same`
    thing: between unlike things neither has a meaning. ValueError for an unknown
    comparability, NothingToCompareError for no value; errors of `implied_by`
    beside them.
    """
    if comparability not in COMPARABILITIES:
        raise ValueError(f"No comparability is called {comparability!r}.")
    if stated is None:
        raise NothingToCompareError(_NO_FIGURE)
    implied = implied_by(stated, measure, qualifier)
    if comparability != "same":
        return Comparison(implied, None, None)
    result = _first_that_holds(stated.value, implied, figure)
    return Comparison(implied, result, figure.value - stated.value)


def _first_that_holds(value: Decimal, implied: Implied, figure: Figure) -> str:
    if figure.value == value:
        return "equal"
    if figure.value in implied:
        return "rounds_to"
    if figure.lower is None or figure.upper is None:
        return "differs"
    return "within_interval" if figure.lower <= value <= figure.upper else "differs"
