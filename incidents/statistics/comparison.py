"""A figure beside another: the year before, or the rest of the borough.

Whether two figures differ is said by the interval of their ratio, never by
whether two intervals overlap.
"""

from collections import Counter
from dataclasses import replace

from incidents.statistics.counting import count_rows
from incidents.statistics.grid import count_grid
from incidents.statistics.intervals import ratio
from incidents.statistics.keys import without
from incidents.statistics.measures import FIELDS, UNKNOWN, count_values, rate_values, rounded
from incidents.statistics.question import without_wards
from incidents.statistics.residents import residents_of, sum_known

PREVIOUS_YEAR = "previous_year"
BOROUGH = "borough"
CHOICES = (PREVIOUS_YEAR, BOROUGH)
PREVIOUS_YEAR_FIELDS = (
    "earlier_count", "earlier_coverage", "change", "ratio", "ratio_lower", "ratio_upper",
)  # fmt: skip
# The measures that have a meaning for the rest of the borough.
REST_MEASURES = ("count", "per_day", "rate_per_1000")


def comparison_of(question, grid):
    """Return the (names, function) pairs of the comparison asked, as `measures_of` does."""
    if question.compare == PREVIOUS_YEAR:
        return [(PREVIOUS_YEAR_FIELDS, _beside_the_year_before(question, grid))]
    if question.compare == BOROUGH:
        return _beside_the_rest(question)
    return []


def _beside_the_year_before(question, grid):
    """The same cells twelve months earlier. Change and ratio only where both are covered in full."""
    earlier = count_grid(question.year_earlier())
    key_then = _key_a_year_before(question, grid, earlier)

    def values(key, count, span):
        then = key_then(key)
        before, coverage = earlier.counts[then], earlier.span(then).coverage
        if span.coverage != "full" or coverage != "full":
            return before, coverage, None, *UNKNOWN
        estimate = ratio(count, before)
        return before, coverage, count - before, *(map(rounded, estimate) if estimate else UNKNOWN)

    return values


def _key_a_year_before(question, grid, earlier):
    """Return a function that moves a key back by twelve months, whatever time it is grouped by."""
    if question.time_group is None:
        return lambda key: key
    place = question.groups.index(question.time_group)
    labels = dict(zip(grid.axes[place], earlier.axes[place], strict=True))
    return lambda key: (*key[:place], labels[key[place]], *key[place + 1 :])


def _beside_the_rest(question):
    """For a ward's cell, the measures of all other wards together."""
    everywhere = count_grid(_of_all_wards(question))
    place, rest = question.groups.index("ward"), without(question.groups, "ward")
    people = residents_of(question)
    people.pop(None)
    thousands = {
        ward: (others := sum_known(n for slug, n in people.items() if slug != ward))
        and others / 1000
        for ward in people
    }

    def count_elsewhere(key, count):
        return None if count is None else everywhere.counts[rest(key)] - count

    functions = {
        "count": lambda key, count, span: count_values(count_elsewhere(key, count)),
        "per_day": lambda key, count, span: rate_values(count_elsewhere(key, count), span.days),
        "rate_per_1000": lambda key, count, span: rate_values(
            count_elsewhere(key, count), thousands[key[place]]
        ),
    }
    return [
        (tuple(f"rest_{name}" for name in FIELDS[measure]), functions[measure])
        for measure in REST_MEASURES
        if measure in question.measures
    ]


def _of_all_wards(question):
    """Return the question without its wards: the same groups but for the ward, of the whole area."""
    groups, counted = tuple(name for name in question.groups if name != "ward"), Counter()
    for (_, *rest), n in count_rows(question).items():
        counted[None, *rest] += n
    query = without_wards(question.query)
    return replace(question, query=query, groups=groups, compare=None, in_hand=[counted])
