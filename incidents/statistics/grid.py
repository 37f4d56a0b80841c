"""The grid: every combination of the groups asked for, 0 where covered, null where not."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from incidents.statistics.axes import ALL, axes_of
from incidents.statistics.counting import count_rows
from incidents.statistics.keys import key_maker, part_of_key
from incidents.statistics.months import label, months_by_label
from incidents.statistics.question import Question


@dataclass(slots=True, frozen=True)
class Span:
    """The covered part of a time label, for the codes by which coverage differs."""

    months: frozenset
    days: int
    coverage: str


@dataclass
class Grid:
    """Counts by cell key, and what covers them.

    A count is None where no month of the cell is covered. `rows_not_covered` are rows that lie in
    months not covered: with the counts they add up to the rows.
    """

    question: Question
    axes: list
    counts: dict = field(default_factory=dict)
    rows_not_covered: int = 0

    def __post_init__(self):
        groups, dataset = self.question.groups, self.question.dataset
        self._scope = [name for name in dataset.coverage_groups if name in groups]
        time = self.question.time_group
        self._span_key = part_of_key(groups, [time, *self._scope])
        self.codes_of = part_of_key(groups, self._scope)

    def span(self, key):
        """Return the Span of a cell."""
        return self.spans[self._span_key(key)]

    def covers(self, month, codes):
        """Tell whether a month is covered for the values that `codes_of` takes from a key."""
        return self.question.covers(month, zip(self._scope, codes, strict=True))

    @cached_property
    def spans(self):
        """Spans by time label, where there is a group over time, and codes."""
        group, groups = self.question.time_group, self.question.groups
        months = self.question.months
        times = months_by_label(months, group) if group else {ALL: months}
        axes = [self.axes[groups.index(name)] for name in self._scope]
        return {
            (*([time] if group else []), *codes): self._make_span(times[time], codes)
            for time in times
            for codes in product(*axes)
        }

    def _make_span(self, months, codes):
        covered = [month for month in months if self.covers(month, codes)]
        coverage = "none" if not covered else "full" if len(covered) == len(months) else "partial"
        asked = zip(self._scope, codes, strict=True)
        days = self.question.days(covered, dict(asked)) if covered else 0
        return Span(frozenset(covered), days, coverage)

    @cached_property
    def total(self):
        """The sum of all cells, None where none is covered or the sum has no meaning."""
        if self.question.overlaps:
            return None
        counted = [count for count in self.counts.values() if count is not None]
        return sum(counted) if counted else None


def count_grid(question):
    """Return the Grid of a question. One query, beside what a release remembers."""
    grid = Grid(question, axes_of(question))
    counted = _fold(grid, count_rows(question))
    for key in product(*grid.axes):
        grid.counts[key] = counted[key] if grid.span(key).months else None
    return grid


def _fold(grid, counted):
    """Return counts by cell key; rows of months that are not covered are counted apart."""
    question, folded = grid.question, Counter()
    slugs, group = question.ward_slugs, question.time_group
    labels = {month: label(month, group) if group else ALL for month in question.months}
    make_key = key_maker(question)
    asked = {*grid.axes[question.groups.index("ward")]} if "ward" in question.groups else {None}
    for (ward, month, *codes), n in counted.items():
        if month not in labels or slugs.get(ward) not in asked:
            continue
        key = make_key((slugs.get(ward), labels[month], *codes))
        if month in grid.span(key).months:
            folded[key] += n
        else:
            grid.rows_not_covered += n
    return folded
