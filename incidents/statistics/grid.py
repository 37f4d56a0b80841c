"""The grid: every combination of the groups asked for, 0 where covered, null where not."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from incidents.statistics.axes import ALL, axes_of
from incidents.statistics.counting import count_rows
from incidents.statistics.keys import key_maker, part_of_key
from incidents.statistics.months import label, months_by_label
from incidents.statistics.question import Question


@dataclass(frozen=True, eq=False)
class Span:
    """The covered part of a time label, for the (group, value) pairs by which coverage differs."""

    question: Question
    codes: tuple
    months: tuple
    coverage: str

    @cached_property
    def told(self):
        """The coverage, and the reason of a null."""
        return self.coverage, None if self.months else "not-held"

    @cached_property
    def days(self):
        """The days covered."""
        return self.question.days(self.months, self.codes)


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
        return self._spans_by_key[self._span_key(key)]

    @cached_property
    def spans(self):
        """The Span of each cell, in the order of the cells."""
        return list(map(self._spans_by_key.__getitem__, map(self._span_key, self.counts)))

    def covers(self, month, codes):
        """Tell whether a month is covered for the values that `codes_of` takes from a key."""
        return self.question.covers(month, self._scoped(codes))

    def _scoped(self, codes):
        return tuple(zip(self._scope, codes, strict=True))

    @cached_property
    def covered(self):
        """The (month, *values that `codes_of` takes from a key) that are covered."""
        scoped = len(self._scope)
        return {
            (month, *key[len(key) - scoped :])
            for key, span in self._spans_by_key.items()
            for month in span.months
        }

    @cached_property
    def _spans_by_key(self):
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
        scoped = self._scoped(codes)
        covered = [month for month in months if self.question.covers(month, scoped)]
        coverage = "none" if not covered else "full" if len(covered) == len(months) else "partial"
        return Span(self.question, scoped, tuple(covered), coverage)

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
    grid.counts = dict.fromkeys(product(*grid.axes), 0)
    _fold(grid, count_rows(question))
    for key, span in zip(grid.counts, grid.spans, strict=True):
        if not span.months:
            grid.counts[key] = None
    return grid


def _fold(grid, columns):
    """Add what was counted to the cells; rows of months that are not covered are counted apart."""
    question, cells, covered = grid.question, grid.counts, grid.covered
    group = question.time_group
    labels = {month: label(month, group) if group else ALL for month in question.months}
    wards, months, *codes, counts = columns
    scope = [codes[question.code_groups.index(name)] for name in grid._scope]
    slugs = question.ward_slugs
    counted = zip(map(slugs.get, wards), map(labels.get, months), *codes, strict=True)
    keys = map(key_maker(question), counted)
    for key, at, n in zip(keys, zip(months, *scope, strict=True), counts, strict=True):
        if key not in cells:
            # Another ward than those asked, or a month that another question needs.
            continue
        if at in covered:
            cells[key] += n
        elif at[0] in labels:
            grid.rows_not_covered += n
