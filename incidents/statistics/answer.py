"""The answer to a question: the cells of its grid with their measures, row by row."""

from dataclasses import dataclass
from itertools import chain

from incidents.statistics.comparison import comparison_of
from incidents.statistics.grid import Grid, count_grid
from incidents.statistics.measures import measures_of
from incidents.statistics.question import Question


@dataclass
class Answer:
    """Cells as rows of values, in the order of the grid, under `columns`."""

    question: Question
    grid: Grid
    columns: tuple
    rows: list

    @property
    def cells(self):
        """The cells as dictionaries."""
        columns = self.columns
        return [dict(zip(columns, row, strict=True)) for row in self.rows]


def answer_question(question):
    """Return the Answer to a Question; one query beside what a release remembers."""
    grid = count_grid(question)
    parts = [*measures_of(question, grid), *comparison_of(question, grid)]
    columns = chain(question.groups, *(names for names, _ in parts), ("coverage", "null_reason"))
    functions = [function for _, function in parts]
    rows = []
    for key, count in grid.counts.items():
        span = grid.span(key)
        row = [*key]
        for values in functions:
            row += values(key, count, span)
        row += (span.coverage, None if span.months else "not-held")
        rows.append(row)
    return Answer(question, grid, tuple(columns), rows)
