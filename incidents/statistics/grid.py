"""The grid: every combination of the groups asked for, 0 where covered, null where not."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from math import prod

from havering_safety.api.problems import Fault, Problem
from incidents.statistics.counting import codes_held, count_rows
from incidents.statistics.months import label, months_by_label
from wards.gazetteer import gazetteer_of

MOST_CELLS = 50_000
ALL = "all"


@dataclass(slots=True)
class Span:
    """The covered part of a time group, for one code of the coverage group: months and days."""

    months: frozenset
    days: int
    coverage: str


@dataclass
class Grid:
    """Counts by cell key (one value a group, in the order asked), and what covers them.

    A count is None where no month of the cell is covered. `rows_not_covered`
    are rows that lie in months not covered: with the counts they add up to the rows.
    """

    question: object
    axes: list
    counts: dict = field(default_factory=dict)
    spans: dict = field(default_factory=dict)
    rows_not_covered: int = 0

    def span(self, key):
        """Return the Span of a cell."""
        return self.spans[self.time_of(key), self.code_of(key)]

    def time_of(self, key):
        group = self.question.time_group
        return key[self.question.groups.index(group)] if group else ALL

    def code_of(self, key):
        """Return the (group, value) pairs of a cell by which coverage differs."""
        groups = self.question.groups
        return tuple(
            (name, key[groups.index(name)])
            for name in self.question.dataset.coverage_groups
            if name in groups
        )

    def ward_of(self, key):
        """Return the slug of a cell's ward, None where wards are not told apart."""
        groups = self.question.groups
        return key[groups.index("ward")] if "ward" in groups else None

    @cached_property
    def total(self):
        """The sum of all cells, None where none is covered or the sum has no meaning."""
        if self.question.overlaps:
            return None
        counted = [count for count in self.counts.values() if count is not None]
        return sum(counted) if counted else None


def count_grid(question):
    """Return the Grid of a question. Raises Problem for one of more than 50,000 cells."""
    axes = [_axis(question, name) for name in question.groups]
    cells = prod(map(len, axes))
    if cells > MOST_CELLS:
        raise _too_large(question, axes, cells)
    grid = Grid(question, axes)
    grid.spans = _spans(question, axes)
    counted = _fold(question, grid, count_rows(question, question.months))
    for key in product(*axes):
        covered = grid.span(key).coverage != "none"
        grid.counts[key] = counted[key] if covered else None
    return grid


def _axis(question, name):
    """Return the values of a group that the grid has, in order."""
    given = question.query.given
    if name == "ward":
        wards = given.get("ward") or gazetteer_of(question.query.release).current
        denied = {ward.gss_code for ward in given.get("ward_not") or ()}
        return sorted({ward.slug for ward in wards if ward.gss_code not in denied})
    if name not in question.dataset.groups:
        return list(months_by_label(question.months, name))
    values = given.get(name) or codes_held(question, name)
    denied = given.get(f"{name}_not") or ()
    return sorted(
        {value for value in values if value not in denied},
        key=lambda value: (value is None, value or ""),
    )


def _spans(question, axes):
    """Return a Span by time label and (group, value) pairs of the coverage groups."""
    group, coded = question.time_group, question.dataset.coverage_groups
    times = months_by_label(question.months, group) if group else {ALL: list(question.months)}
    pairs = [
        [(name, value) for value in axes[question.groups.index(name)]]
        for name in coded
        if name in question.groups
    ]
    return {
        (time, codes): _span(question, times[time], codes)
        for time in times
        for codes in product(*pairs)
    }


def _span(question, months, codes):
    covered = [month for month in months if question.covers(month, codes)]
    coverage = "none" if not covered else "full" if len(covered) == len(months) else "partial"
    return Span(frozenset(covered), sum(map(question.days, covered)), coverage)


def _fold(question, grid, counted):
    """Return counts by cell key; rows of months that are not covered are counted apart."""
    slugs, group = gazetteer_of(question.query.release).slugs, question.time_group
    wanted, folded = frozenset(question.months), Counter()
    labels = {month: label(month, group) if group else ALL for month in wanted}
    for (ward, month, *codes), n in counted.items():
        if month not in wanted:
            continue
        values = dict(zip(question.code_groups, codes, strict=True))
        values |= {"ward": slugs.get(ward), group: labels[month]}
        key = tuple(values[name] for name in question.groups)
        if month in grid.spans[labels[month], grid.code_of(key)].months:
            folded[key] += n
        else:
            grid.rows_not_covered += n
    return folded


def _too_large(question, axes, cells):
    sizes = ", ".join(
        f"{len(axis):,} of {name}" for name, axis in zip(question.groups, axes, strict=True)
    )
    detail = (
        f"The grid has {cells:,} cells ({sizes}), more than {MOST_CELLS:,}. "
        "Narrow it with date_from and date_to, fewer wards or codes, or a coarser group."
    )
    fault = Fault("group_by", ",".join(question.groups), "combination", detail)
    return Problem("invalid-query", detail, [fault])
