"""The changes that a query asks for: data set by data set, what was added, then revised, then withdrawn."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from havering_safety.releases.changes import KINDS
from havering_safety.releases.memory import once_a_release
from havering_safety.releases.models import Release
from incidents.filters_changes import ChangeFilterSet
from incidents.views.changed_datasets import CHANGED
from incidents.views.changed_tables import Span
from wards.gazetteer import gazetteer_of

MONTHS = {"month", "date_from", "date_to"}


@dataclass(frozen=True)
class ChangeSet:
    """The changes from one release to a later one. `filters` are (name, value as the database knows it)."""

    since: Release
    until: Release
    datasets: tuple[str, ...]
    kinds: tuple[str, ...]
    filters: tuple[tuple, ...]

    @property
    def count(self):
        return sum(n for _, _, n in self._sections)

    @cached_property
    def counts(self):
        """How many rows fit, by data set, by ward, by month: lists of dictionaries."""
        lines = [(name, *key, n) for name in self.datasets for key, n in self._counts[name].items()]
        by_dataset = [
            {"dataset": name} | self._of_kinds(self._counts[name]) for name in self.datasets
        ]
        return {
            "by_dataset": by_dataset,
            "by_ward": [
                {"dataset": name, **self._wards.of(code), **kinds}
                for (name, code), kinds in self._by(lines, 2)
            ],
            "by_month": [
                {"dataset": name, "month": month, **kinds}
                for (name, month), kinds in self._by(lines, 3)
            ],
        }

    def page(self, start, stop):
        """Return the changes at some places in the order of all, as rows."""
        rows, begin = [], 0
        for name, kind, n in self._sections:
            first, last = max(start - begin, 0), min(stop - begin, n)
            if first < last:
                rows += self._rows(name, kind, CHANGED[name].page(self._span, kind, first, last))
            begin += n
        return rows

    def batches(self):
        """Yield all changes as lists of rows."""
        for name, kind, n in self._sections:
            if n:
                for changes in CHANGED[name].batches(self._span, kind):
                    yield self._rows(name, kind, changes)

    @cached_property
    def _span(self):
        return _span_of(self.until, self.since, self.filters)

    @cached_property
    def _counts(self):
        """{data set: Counter by (kind, ward code, month)}, of the kinds asked for."""
        return {
            name: Counter({key: n for key, n in counts.items() if key[0] in self.kinds})
            for name, counts in _counts_of(
                self.until, self.since, self.datasets, self.filters
            ).items()
        }

    @cached_property
    def _sections(self):
        """(data set, kind, how many changes), in the order in which they are told."""
        return [
            (name, kind, n)
            for name in self.datasets
            for kind, n in self._of_kinds(self._counts[name]).items()
        ]

    @staticmethod
    def _of_kinds(counts):
        return {kind: sum(n for key, n in counts.items() if key[0] == kind) for kind in KINDS}

    def _by(self, lines, place):
        """Yield ((data set, value at a place), {kind: how many}), sorted within a data set, no value last."""
        found: dict[tuple, dict] = {}
        for line in lines:
            found.setdefault((line[0], line[place]), dict.fromkeys(KINDS, 0))[line[1]] += line[-1]
        order = {name: n for n, name in enumerate(self.datasets)}
        return sorted(
            found.items(), key=lambda one: (order[one[0][0]], one[0][1] is None, one[0][1] or "")
        )

    @cached_property
    def _wards(self):
        return _Wards(self.since, self.until)

    def _rows(self, name, kind, changes):
        return [
            {
                "dataset": name, "change": kind, "id": change.id, "month": change.month,
                **self._wards.of(change.ward_code),
                "changed_fields": change.changed_fields,
                "before": change.before, "after": change.after,
            }
            for change in changes
        ]  # fmt: skip


class _Wards:
    """The names of wards in either release, the later one's first."""

    def __init__(self, since, until):
        before, after = gazetteer_of(since), gazetteer_of(until)
        self._slugs, self._names = before.slugs | after.slugs, before.names | after.names

    def of(self, code):
        return {
            "ward": self._slugs.get(code), "ward_code": code, "ward_name": self._names.get(code),
        }  # fmt: skip


def _span_of(until, since, filters):
    def narrow(versions):
        for name, value in filters:
            versions = ChangeFilterSet.base_filters[name].narrowed(versions, value)
        return versions

    asks_for_months = any(name in MONTHS for name, _ in filters)
    return Span(since, until, narrow if filters else None, asks_for_months)


@once_a_release
def _counts_of(until, since, datasets, filters):
    """Return {data set: Counter by (kind, ward code, month)}: each page of a list asks for it."""
    span = _span_of(until, since, filters)
    return {name: CHANGED[name].counts(span) for name in datasets}
