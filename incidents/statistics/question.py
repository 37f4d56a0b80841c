"""A question to statistics, as cleaned from a query: what to count, by what, over which months."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, cached_property

from havering_safety.api.parameters import Query
from incidents.coverage import held, months_wanted
from incidents.quality import days_covered
from incidents.statistics.datasets import DataSet, narrowed
from incidents.statistics.months import TIME_GROUPS, first_day, last_day, shift_month
from incidents.statistics.periods import Period
from wards.gazetteer import gazetteer_of
from wards.place_filters import places_asked

NO_RESIDENTS = (
    "Residents are known of whole wards, not of a circle or a box: ask for a rate without them."
)
NO_REST = "The rest of the borough is all of it: compare without a circle or a box."


@dataclass(frozen=True, eq=False)
class Question:
    """What is asked of a data set. `months` are those the answer spans, in order."""

    dataset: DataSet
    query: Query
    groups: tuple[str, ...]
    measures: tuple[str, ...]
    compare: str | None
    months: tuple[str, ...]
    # The exact days asked, where they are not whole months.
    days_asked: Period | None = None
    # What was counted for this question and those that follow from it, once anything was.
    in_hand: list = field(default_factory=list)

    @classmethod
    def of(cls, dataset, query):
        asked = dataset.asked(query)
        months = tuple(months_wanted(query.release, asked))
        return cls(
            dataset=dataset,
            query=query,
            groups=tuple(query.get("group_by") or ()),
            measures=tuple(query.get("measures") or ()),
            compare=query.get("compare"),
            months=months,
            days_asked=_days_asked(query.given, months),
        )

    @property
    def span(self):
        """The first and last month to be counted: with those before, where the answer needs them."""
        whole = self.days_asked is None
        before = (
            12
            if self.compare == "previous_year"
            else 11
            if "rolling_12_months" in self.measures
            else 0
        )
        return shift_month(self.months[0], -before if whole else 0), self.months[-1]

    @cached_property
    def counted_query(self):
        """The query to be counted by: of all wards, where the answer needs the others too."""
        return without_wards(self.query) if self.compare == "borough" else self.query

    @property
    def time_group(self):
        """The name of the group over time, None where there is none."""
        return next((name for name in self.groups if name in TIME_GROUPS), None)

    @property
    def code_groups(self):
        """The names of the coded fields grouped by, in the order given."""
        return tuple(name for name in self.groups if name in self.dataset.groups)

    @property
    def ward_slugs(self):
        """Slugs of wards by code; none where wards are not told apart."""
        return gazetteer_of(self.query.release).slugs if "ward" in self.groups else {}

    @property
    def overlaps(self):
        """Whether cells hold one another, so that they must not be added up."""
        return self.dataset.is_overlapping(self.query)

    @cached_property
    def asked(self):
        return self.dataset.asked(self.query)

    def covers(self, month, codes=()):
        """Tell whether a month is covered, for the (group, value) pairs of a cell or for all asked."""
        forces = self._held.get(month)
        return bool(forces) and self.dataset.covers(
            self.query, forces, self._narrowed(codes), month, dict(codes)
        )

    @cached_property
    def _held(self):
        return held(self.query.release, self.dataset.kind)

    def days(self, months, codes):
        """Return the days that figures of some months are of: covered by the files, and asked."""
        asked = self._narrowed(codes)
        return sum(self._days_of(month, asked) for month in months)

    @cached_property
    def _narrowed(self):
        """What is asked of a cell, by its (group, value) pairs: made once for all its months."""
        return cache(lambda codes: narrowed(self.asked, dict(codes)))

    def _days_of(self, month, asked):
        covered = days_covered(self.query.release, asked, month)
        if self.days_asked is None:
            return covered
        first = max(self.days_asked.first, first_day(month))
        last = min(self.days_asked.last, first_day(month) + timedelta(days=covered - 1))
        return max(0, (last - first).days + 1)

    def year_earlier(self):
        """Return the same question twelve months earlier."""
        return replace(
            self,
            months=tuple(shift_month(month, -12) for month in self.months),
            days_asked=self.days_asked and self.days_asked.year_earlier(),
            compare=None,
            # Days are counted apart, months with those asked.
            in_hand=[] if self.days_asked else self.in_hand,
        )


def without_wards(query):
    """Return a query of the whole area."""
    given = {name: value for name, value in query.given.items() if name not in ("ward", "ward_not")}
    return replace(query, given=given)


def _days_asked(given, months):
    """Return the Period of bounds that cut a month, None where whole months are asked."""
    first, last = given.get("date_from"), given.get("date_to")
    if not months or not (isinstance(first, date) or isinstance(last, date)):
        return None
    period = Period(first or first_day(months[0]), last or last_day(months[-1]))
    return None if period.is_whole_months else period


def find_faults_of_place(query, measures):
    """Yield (parameter, value, sentence) for what cannot be asked of a circle or a box."""
    if not places_asked(query):
        return
    name = "measures" if "measures" in query.parameters else "measure"
    if "rate_per_1000" in measures:
        yield name, "rate_per_1000", NO_RESIDENTS
    if query.get("compare") == "borough":
        yield "compare", "borough", NO_REST
