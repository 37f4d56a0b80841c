"""The answer to a question: the cells of its grid with their measures, part by part."""

from dataclasses import dataclass
from itertools import chain

from incidents.statistics.comparison import comparison_of
from incidents.statistics.grid import Grid, count_grid
from incidents.statistics.measures import measures_of
from incidents.statistics.parts import Keys, Part
from incidents.statistics.question import Question


@dataclass
class Answer:
    """A grid, and the Parts that its cells are told in."""

    question: Question
    grid: Grid
    parts: list[Keys | Part]

    @property
    def columns(self):
        """The names of a cell's members, in order."""
        return tuple(chain.from_iterable(part.names for part in self.parts))


def answer_question(question):
    """Return the Answer to a Question; one query beside what a release remembers."""
    grid = count_grid(question)
    groups = [Keys(question.groups, grid.axes)] if question.groups else []
    measures = [*measures_of(question, grid), *comparison_of(question, grid)]
    coverage = Part(("coverage", "null_reason"), [span.told for span in grid.spans])
    return Answer(question, grid, [*groups, *measures, coverage])
