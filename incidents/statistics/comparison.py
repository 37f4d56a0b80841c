"""A figure beside another: the year before, or the rest of the borough.

Whether two figures differ is said by the interval of their ratio, never by
whether two intervals overlap.
"""

from dataclasses import replace

from incidents.statistics.grid import count_grid
from incidents.statistics.intervals import ratio
from incidents.statistics.measures import FIELDS, count_fields, rate_fields, rounded

PREVIOUS_YEAR = "previous_year"
BOROUGH = "borough"
CHOICES = (PREVIOUS_YEAR, BOROUGH)
PREVIOUS_YEAR_FIELDS = ("earlier_count", "change", "ratio", "ratio_lower", "ratio_upper")


class PreviousYear:
    """The same cells twelve months earlier. Change and ratio only where both are covered in full."""

    def __init__(self, question, grid):
        self.grid = grid
        self.earlier = count_grid(question.year_earlier())
        group = question.time_group
        self.place = question.groups.index(group) if group else None
        if group:
            self.labels = dict(
                zip(grid.axes[self.place], self.earlier.axes[self.place], strict=True)
            )

    def fields(self, key):
        then = self._key_then(key)
        count, earlier = self.grid.counts[key], self.earlier.counts[then]
        both_full = self.grid.span(key).coverage == self.earlier.span(then).coverage == "full"
        estimate = ratio(count, earlier) if both_full else None
        return {
            "earlier_count": earlier,
            "change": count - earlier if both_full else None,
            **dict(
                zip(
                    PREVIOUS_YEAR_FIELDS[2:],
                    map(rounded, estimate) if estimate else (None,) * 3,
                    strict=True,
                )
            ),
        }

    def _key_then(self, key):
        if self.place is None:
            return key
        return (*key[: self.place], self.labels[key[self.place]], *key[self.place + 1 :])


class RestOfBorough:
    """For a ward's cell, the same measures of all other wards together."""

    def __init__(self, question, grid, residents):
        given = {
            name: value
            for name, value in question.query.given.items()
            if name not in ("ward", "ward_not")
        }
        self.question, self.grid, self.residents = question, grid, residents
        self.everywhere = count_grid(replace(question, query=replace(question.query, given=given)))
        self.place = question.groups.index("ward")
        self.totals = {}
        for key, count in self.everywhere.counts.items():
            if count is not None:
                rest = self._without_ward(key)
                self.totals[rest] = self.totals.get(rest, 0) + count

    def fields(self, key):
        own, total = self.grid.counts[key], self.totals.get(self._without_ward(key))
        count = None if own is None or total is None else total - own
        fields = {}
        if "count" in self.question.measures:
            fields |= count_fields(count)
        if "per_day" in self.question.measures:
            fields |= rate_fields("per_day", count, self.grid.span(key).days)
        if "rate_per_1000" in self.question.measures:
            people = self._residents_elsewhere(key[self.place])
            fields |= rate_fields("rate_per_1000", count, people and people / 1000)
        return {f"rest_{name}": value for name, value in fields.items()}

    def _residents_elsewhere(self, ward):
        others = [people for slug, people in self.residents.items() if slug not in (ward, None)]
        return None if None in others else sum(others)

    def _without_ward(self, key):
        return (*key[: self.place], *key[self.place + 1 :])


def rest_fields(measures):
    """Return the names of what RestOfBorough adds to a cell."""
    wanted = [name for name in measures if name in ("count", "per_day", "rate_per_1000")]
    return tuple(f"rest_{field}" for name in wanted for field in FIELDS[name])
