"""A figure beside another: the year before, or the rest of the borough.

Whether two figures differ is said by the interval of their ratio, never by
whether two intervals overlap.
"""

from dataclasses import replace

from incidents.statistics.counting import count_rows
from incidents.statistics.grid import count_grid
from incidents.statistics.intervals import ratio
from incidents.statistics.keys import without
from incidents.statistics.measures import FIELDS, UNKNOWN, count_values, rate_values, rounded
from incidents.statistics.parts import Part
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
    """Return the Parts of the comparison asked, as `measures_of` does."""
    if question.compare == PREVIOUS_YEAR:
        return [Part(PREVIOUS_YEAR_FIELDS, _beside_the_year_before(question, grid))]
    if question.compare == BOROUGH:
        return _beside_the_rest(question, grid)
    return []


def _beside_the_year_before(question, grid):
    """The same cells twelve months earlier. Change and ratio only where both are covered in full."""
    earlier = count_grid(question.year_earlier())
    # The axes differ by twelve months alone, so the cells stand in the same order.
    cells = zip(
        grid.counts.values(), grid.spans, earlier.counts.values(), earlier.spans, strict=True
    )
    return [
        _change(count, span.coverage, before, then.coverage) for count, span, before, then in cells
    ]


def _change(count, coverage, before, coverage_before):
    """Return the values of PREVIOUS_YEAR_FIELDS."""
    if coverage != "full" or coverage_before != "full":
        return before, coverage_before, None, *UNKNOWN
    estimate = ratio(count, before)
    limits = map(rounded, estimate) if estimate else UNKNOWN
    return before, coverage_before, count - before, *limits


def _beside_the_rest(question, grid):
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

    counts = [
        None if count is None else everywhere.counts[rest(key)] - count
        for key, count in grid.counts.items()
    ]
    rows = {
        "count": map(count_values, counts),
        "per_day": map(rate_values, counts, (span.days for span in grid.spans)),
        "rate_per_1000": map(rate_values, counts, (thousands[key[place]] for key in grid.counts)),
    }
    return [
        Part(tuple(f"rest_{name}" for name in FIELDS[measure]), list(rows[measure]))
        for measure in REST_MEASURES
        if measure in question.measures
    ]


def _of_all_wards(question):
    """Return the question without its wards: the same groups but for the ward, of the whole area."""
    groups = tuple(name for name in question.groups if name != "ward")
    wards, *rest = count_rows(question)
    counted, query = [[None] * len(wards), *rest], without_wards(question.query)
    return replace(question, query=query, groups=groups, compare=None, in_hand=[counted])
