"""Draw by chance, with the same result on every machine.

Only `Random.random()` after seeding with an integer is used: of all that the
standard library's `random` offers, it is what Python promises to repeat from one
version to the next (https://docs.python.org/3/library/random.html, "Notes on
Reproducibility"). Functions such as `choice` and `shuffle` carry no such promise.
"""

from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Value = TypeVar("Value")

# Each series of numbers has its own seeds, so that a change in how one kind of file
# is drawn leaves every other file as it was.
MAP_POINTS, STREET, STOP_SEARCH, RECORDED_CRIME, BENCHMARK = range(1, 6)
_SEEDS_PER_SERIES = 1_000_000
_TRIALS_PER_CASE = 8


def seeded(series: int, number: int = 0) -> Random:
    """Return a generator for one part of a series: a ward, or a month as `YYYYMM`."""
    return Random(series * _SEEDS_PER_SERIES + number)


def draw_count(rng: Random, expected: float) -> int:
    """Return how many of something rare there were, scattered about what is expected.

    A binomial draw, close to Poisson. The usual ways to draw Poisson use exponentials
    and logarithms, whose last digit is not the same everywhere.
    """
    trials = _TRIALS_PER_CASE * (int(expected) + 1)
    chance = expected / trials
    return sum(rng.random() < chance for _ in range(trials))


def one_of(rng: Random, values: Sequence[Value]) -> Value:
    """Return one of the values, each as likely as the next."""
    return values[int(rng.random() * len(values))]


class Weighted(Generic[Value]):
    """Values drawn in proportion to their weights."""

    def __init__(self, weights: Iterable[tuple[Value, float]]) -> None:
        pairs = list(weights)
        self._values = [value for value, _ in pairs]
        self._bounds = list(accumulate(weight for _, weight in pairs))

    def draw(self, rng: Random) -> Value:
        # The last bound is left out of the search: a product that rounds up to the
        # total must still find the last value.
        at = bisect(self._bounds, rng.random() * self._bounds[-1], hi=len(self._bounds) - 1)
        return self._values[at]
