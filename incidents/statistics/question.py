"""A question to statistics, as cleaned from a query: what to count, by what, over which months."""

from dataclasses import dataclass, replace
from functools import cached_property

from incidents.coverage import Asked, held, is_covered, months_wanted
from incidents.statistics.datasets import DataSet
from incidents.statistics.months import TIME_GROUPS, days_in_month, shift_month

TIME_FILTERS = ("month", "date_from", "date_to")


@dataclass(frozen=True)
class Question:
    """What is asked of a data set. `months` are those the answer spans, in order."""

    dataset: DataSet
    query: object
    groups: tuple[str, ...]
    measures: tuple[str, ...]
    compare: str | None
    months: tuple[str, ...]

    @classmethod
    def of(cls, dataset, query):
        asked = asked_of(dataset, query)
        return cls(
            dataset=dataset,
            query=query,
            groups=tuple(query.get("group_by") or ()),
            measures=tuple(query.get("measures")),
            compare=query.get("compare"),
            months=tuple(months_wanted(query.release, asked)),
        )

    @property
    def time_group(self):
        """The name of the group over time, None where there is none."""
        return next((name for name in self.groups if name in TIME_GROUPS), None)

    @property
    def code_groups(self):
        """The names of the coded fields grouped by, in the order given."""
        return tuple(name for name in self.groups if name in self.dataset.groups)

    @cached_property
    def asked(self):
        return asked_of(self.dataset, self.query)

    def covers(self, month, code=None):
        """Tell whether a month is covered, for one code of the coverage group or for all asked."""
        asked = replace(self.asked, codes=(code,)) if code is not None else self.asked
        return is_covered(self._held.get(month, {}), asked)

    @cached_property
    def _held(self):
        return held(self.query.release, self.dataset.kind)

    def days(self, month):
        """Return the days of a month that the answer speaks of."""
        return days_in_month(month)

    def year_earlier(self):
        """Return the same question twelve months earlier."""
        return replace(self, months=tuple(shift_month(month, -12) for month in self.months))


def asked_of(dataset, query):
    """Return what a query asks, as far as coverage goes."""
    given = query.given
    codes = given.get(dataset.coverage_code) if dataset.coverage_code else None
    first, last = given.get("date_from"), given.get("date_to")
    return Asked(
        kind=dataset.kind,
        codes=tuple(sorted(codes or ())),
        forces=tuple(sorted(given.get("force") or (), key=str)),
        months=tuple(sorted(given.get("month") or ())),
        first=first and first[:7],
        last=last and last[:7],
    )
