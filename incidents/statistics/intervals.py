"""How far chance alone could have moved a count, a rate or a ratio: 95 % intervals.

A count of crimes is taken as one draw from a Poisson distribution. From 10 up
its interval is Byar's approximation, below 10 the exact one of Garwood, as the
technical guide to public health statistics of Public Health England (now
Fingertips) advises. No interval says anything about how crime is recorded.
"""

import math
from functools import cache, lru_cache
from typing import NamedTuple

Z = 1.959964  # standard normal deviate that leaves 2.5 % in each tail
SMALL = 10  # below it Byar is not used and a ratio is not given
LARGEST = 10**300  # what a float carries with room for the limits above it

_TAIL = 0.025
_RATIO_Z = 1.96  # the ratio's published method states two decimals
_ABOVE_EVERY_EXACT_LIMIT = 30.0  # fewer than 10 events are one in 100,000 at this mean


class Interval(NamedTuple):
    """Lower and upper 95 % limit, in the unit of the figure they belong to."""

    lower: float
    upper: float


class Estimate(NamedTuple):
    """A figure between its 95 % limits, all three unrounded and in one unit."""

    value: float
    lower: float
    upper: float


def count_interval(count: int) -> Interval:
    """Return the 95 % interval of a count of events.

    Exact Poisson (Garwood 1936) below 10, Byar's approximation (Breslow and Day
    1987) from 10 up. TypeError for anything but an int, ValueError for a
    negative one or one above `LARGEST`.
    """
    _refuse_bad_count(count)
    return _exact_interval(count) if count < SMALL else _byar_interval(count)


def rate(count: int, exposure: float) -> Estimate:
    """Return the count and its 95 % limits per unit of exposure.

    Exposure is days for a rate per day, residents / 1000 for a rate per 1,000
    residents; it is taken as known without error. ValueError where it is not a
    positive, finite number: a rate over nothing is unknown, never 0.
    """
    lower, upper = count_interval(count)
    if not 0 < exposure < math.inf:
        raise ValueError(f"An exposure is a positive number, not {exposure!r}.")
    return Estimate(count / exposure, lower / exposure, upper / exposure)


def ratio(count: int, reference: int) -> Estimate | None:
    """Return count / reference with its 95 % limits, exp(ln r ± 1.96 √(1/a + 1/b)).

    The logarithm of a ratio of two independent Poisson counts has, by the delta
    method, the variance 1/a + 1/b. That breaks down for small counts: None when
    either is under 10. Errors are those of `count_interval`.
    """
    _refuse_bad_count(count)
    _refuse_bad_count(reference)
    if count < SMALL or reference < SMALL:
        return None
    value = count / reference
    factor = math.exp(_RATIO_Z * math.sqrt(1 / count + 1 / reference))
    return Estimate(value, value / factor, value * factor)


def _refuse_bad_count(count: int) -> None:
    # True is an int to Python; counting it would hide a mistake of the caller.
    if not isinstance(count, int) or isinstance(count, bool):
        raise TypeError(f"A count is an int, not {type(count).__name__}.")
    if not 0 <= count <= LARGEST:
        raise ValueError("A count is at least 0 and at most 10 to the power of 300.")


@lru_cache(maxsize=4096)  # the cells of a grid repeat small counts
def _byar_interval(count: int) -> Interval:
    """Cube of a normal deviate: the Wilson-Hilferty root makes Poisson nearly normal."""
    above = count + 1
    return Interval(
        count * (1 - 1 / (9 * count) - Z / (3 * math.sqrt(count))) ** 3,
        above * (1 - 1 / (9 * above) + Z / (3 * math.sqrt(above))) ** 3,
    )


@cache  # ten entries at most: only counts below SMALL come here
def _exact_interval(count: int) -> Interval:
    """The means that make this many or more, and this many or fewer, 2.5 % likely."""
    lower = _mean_where_at_most(count - 1, 1 - _TAIL) if count else 0.0
    return Interval(lower, _mean_where_at_most(count, _TAIL))


def _mean_where_at_most(count: int, probability: float) -> float:
    """Return the Poisson mean for which P(X <= count) is the probability.

    The probability falls strictly as the mean grows, so the mean is bracketed
    and halved until the two ends are neighbouring floats: no derivative, no
    starting guess, no tolerance to choose, and under 70 steps.
    """
    low, high = 0.0, _ABOVE_EVERY_EXACT_LIMIT
    while low < (middle := (low + high) / 2) < high:
        if _at_most(count, middle) > probability:
            low = middle
        else:
            high = middle
    return middle


def _at_most(count: int, mean: float) -> float:
    """P(X <= count) for a Poisson variable: every term positive, so nothing cancels."""
    terms = (mean**events / math.factorial(events) for events in range(count + 1))
    return math.exp(-mean) * math.fsum(terms)
