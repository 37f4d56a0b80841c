"""The data sets whose changes are told, and how a change of a row of each is shown.

Large ones are compared by the database (`releases.changes`); wards and statements, of which there
are dozens, row by row as their lists show them.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from havering_safety.api.exports import stream
from havering_safety.api.fields import BATCH, plan_of
from havering_safety.releases.changes import ADDED, REVISED, WITHDRAWN, Difference
from havering_safety.releases.models import Release

# Each version's own, so that it tells no revision of the row.
OWN_FIELD = "first_release"


class Change(NamedTuple):
    """A change of one row: as it stood before, None where it was added, and after, None where it is gone."""

    id: str
    month: str | None
    ward_code: str | None
    before: dict | None
    after: dict | None
    changed_fields: list[str]


@dataclass(frozen=True)
class Span:
    """From which release to which, and how to keep those versions that are asked for."""

    since: Release
    until: Release
    narrow: Callable[[QuerySet], QuerySet] | None = None
    asks_for_months: bool = False


@dataclass(frozen=True)
class LargeTable:
    """A table of published rows. `revisable` are the columns in which versions of a row can differ."""

    noun: str
    model: Any
    revisable: tuple[str, ...]
    serializer: Any
    tables_of: Callable[[Release], dict]

    def counts(self, span):
        """Return how many rows changed, as a Counter by (kind, ward code, month)."""
        return self._difference(span).counts()

    def page(self, span, kind, start, stop):
        """Return the changes of a kind at some places in their order."""
        return self._changes(span, kind, list(self._rows(span, kind)[start:stop]))

    def batches(self, span, kind):
        """Yield all changes of a kind, in lists."""
        rows = stream(self._rows(span, kind))
        while batch := list(islice(rows, BATCH)):
            yield self._changes(span, kind, batch)

    def _difference(self, span):
        shown = self._plan.columns
        return Difference(
            self.model.objects.all(),
            tuple(column for column in self.revisable if column in shown),
            span.since.number, span.until.number, span.narrow,
        )  # fmt: skip

    @property
    def _plan(self):
        return plan_of(self.serializer, None)

    def _rows(self, span, kind):
        return self._read(self._difference(span).of(kind))

    def _read(self, versions):
        return versions.values_list("public_id", "month", "ward_code", *self._plan.columns)

    def _changes(self, span, kind, rows):
        """Return the changes that versions show; of those revised, the new ones are read here."""
        places, nothing = [row[:3] for row in rows], [None] * len(rows)
        if kind == ADDED:
            return list(map(_change, places, nothing, self._shown(rows, span.until)))
        before = self._shown(rows, span.since)
        if kind == WITHDRAWN:
            return list(map(_change, places, before, nothing))
        ids = [row[0] for row in rows]
        found = self._read(self._difference(span).after.filter(public_id__in=ids))
        new = {row[0]: row for row in found}
        rows = [new[public_id] for public_id in ids]
        return list(map(_change, [row[:3] for row in rows], before, self._shown(rows, span.until)))

    def _shown(self, rows, release):
        return self._plan.dicts([row[3:] for row in rows], self.tables_of(release))


@dataclass(frozen=True)
class SmallTable:
    """A table small enough to be read whole, which has no months. `rows_of` gives the rows of a release."""

    noun: str
    key: str
    ward_column: str
    rows_of: Callable[[Release], QuerySet]
    serializer: Any
    tables_of: Callable[[Release], dict]

    def counts(self, span):
        kinds = self._by_kind(span).items()
        return Counter(
            (kind, change.ward_code, None) for kind, changes in kinds for change in changes
        )

    def page(self, span, kind, start, stop):
        return self._by_kind(span)[kind][start:stop]

    def batches(self, span, kind):
        yield self._by_kind(span)[kind]

    def _by_kind(self, span):
        """Return {kind: changes in the order of their keys}."""
        found: dict[str, list] = {ADDED: [], REVISED: [], WITHDRAWN: []}
        if span.asks_for_months:
            return found
        before, after = (self._state(release) for release in (span.since, span.until))
        for key in sorted(self._asked(span, before.keys() | after.keys())):
            (old_place, old), (place, new) = before.get(key, _NOTHING), after.get(key, _NOTHING)
            if new is None:
                found[WITHDRAWN].append(_change((key, None, old_place), old, None))
            elif old is None:
                found[ADDED].append(_change((key, None, place), None, new))
            elif old != new:
                found[REVISED].append(_change((key, None, place), old, new))
        return found

    def _state(self, release):
        """Return {key: (ward code, row as it is shown)} of a release."""
        plan = plan_of(self.serializer, None)
        rows = list(self.rows_of(release).values_list(self.key, self.ward_column, *plan.columns))
        shown = plan.dicts([row[2:] for row in rows], self.tables_of(release))
        return {row[0]: (row[1], one) for row, one in zip(rows, shown, strict=True)}

    def _asked(self, span, keys):
        """Return the keys of rows that were asked for as they were before, or are after."""
        if not span.narrow:
            return keys
        states = (self.rows_of(release) for release in (span.since, span.until))
        if self.ward_column != "ward_code":
            states = (rows.annotate(ward_code=F(self.ward_column)) for rows in states)
        return {
            key for rows in states for key in span.narrow(rows).values_list(self.key, flat=True)
        }


_NOTHING = (None, None)


def _change(place, before, after):
    """Return the Change of a row, `place` its id, month and ward code; what stood before is cut to what differs."""
    key, month, ward_code = place
    if before is None or after is None:
        return Change(key, month, ward_code, before, after, [])
    differing = [name for name in after if before[name] != after[name]]
    changed = [name for name in differing if name != OWN_FIELD]
    return Change(key, month, ward_code, {name: before[name] for name in differing}, after, changed)
