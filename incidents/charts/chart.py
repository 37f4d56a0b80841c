"""What every form of chart draws from: the answer, the room there is, the names of things."""

from dataclasses import dataclass
from functools import cached_property

from incidents.charts.forms import MAP, form_of, panels_and_inner
from incidents.charts.labels import names_of
from incidents.statistics.measures import FIELDS
from incidents.statistics.question import Question

PANEL = 300  # what a panel wants, in pixels


@dataclass(frozen=True, eq=False)
class Chart:
    """A question, its answer as the JSON gives it, the form asked for, and a width in pixels."""

    question: Question
    answer: dict
    asked_form: str | None
    width: int

    @property
    def cells(self):
        return self.answer["results"]

    @property
    def form(self):
        return form_of(self.question, self.asked_form)

    @property
    def measures(self):
        """The measures asked for, in the order of the answer."""
        return [name for name in FIELDS if name in self.question.measures]

    @property
    def panels(self):
        """The group that gives the panels, None without one."""
        return panels_and_inner(self.question.groups)[0] if self.question.groups else None

    @property
    def inner(self):
        """The group drawn within a panel."""
        return panels_and_inner(self.question.groups)[1]

    def values_of(self, group):
        """Return the values of a group, in the order of the answer."""
        return list(dict.fromkeys(cell[group] for cell in self.cells))

    @cached_property
    def names(self):
        """Names of values by group, {group: {value: name}}."""
        groups = self.question.groups
        return {name: names_of(self.question, name, self.values_of(name)) for name in groups}

    @property
    def columns(self):
        """How many panels stand side by side."""
        count = len(self.names[self.panels]) if self.panels else 1
        return max(1, min(count, self.width // PANEL))

    @property
    def panel_width(self):
        """The pixels from the left end of a panel to that of its neighbour."""
        return (self.width - 20) // self.columns

    def knows(self, measure):
        """Tell whether any cell has a figure."""
        return any(cell[measure] is not None for cell in self.cells)

    def compared(self, measure):
        """Return the field that stands beside a measure, None where the comparison has another scale."""
        if measure == "count" and self.question.compare == "previous_year":
            return "earlier_count"
        if measure == "rate_per_1000" and self.question.compare == "borough":
            return "rest_rate_per_1000"
        return None

    def draws_beside(self, measure):
        """Tell whether the comparison stands beside a measure in this form: a map has no room for it."""
        return self.form != MAP and self.compared(measure) is not None


def limits_of(measure):
    """Return the names of the lower and upper limit of a measure, None for one without."""
    names = FIELDS[measure]
    return names[1:] if len(names) == 3 else None


def encoded(field, **options):
    """Return a quantitative encoding of a field."""
    return {"field": field, "type": "quantitative", "title": None, **options}
