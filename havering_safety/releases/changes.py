"""What changed in a table between two releases: rows added, revised and withdrawn, nothing else.

The earlier state is held against the later one: a row that came and went in between, or was
revised and revised back, has not changed. Rows that are gone or revised are found among the closed
versions, which are few; only what was added is as long as the import that added it.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    Func,
    Index,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan, LessThan

from havering_safety.releases.models import CURRENT, VersionedQuerySet

ADDED, REVISED, WITHDRAWN = KINDS = ("added", "revised", "withdrawn")


def changing_indexes(table):
    """Return the indexes by which changes of a table are found: what releases opened and closed.

    Each holds the order in which changes are told, and what counting them needs. Versions come at
    the end of the first, and most never enter the second.
    """
    return (
        Index(
            fields=["first_release", "month", "public_id", "last_release", "ward_code"],
            name=f"{table}_opened",
        ),
        Index(
            fields=["last_release", "month", "public_id", "first_release", "ward_code"],
            condition=Q(last_release__lt=CURRENT),
            name=f"{table}_closed",
        ),
    )


@dataclass(frozen=True)
class Difference:
    """The change of a table of published rows from the release `since` to the release `number`.

    `versions` are the rows of the table in all releases, `revisable` the shown columns in which two
    versions of one row can differ. `narrow` keeps those versions of a queryset that are asked for;
    a change is asked for where its row was before, or is after.
    """

    versions: VersionedQuerySet
    revisable: tuple[str, ...]
    since: int
    number: int
    narrow: Callable[[QuerySet], QuerySet] | None = None

    def of(self, kind):
        """Return the versions that show a kind of change, in order: the new ones of rows added, else the old ones."""
        if kind == ADDED:
            added = self._opened
            if self.since:
                added = added.filter(_none(self._same(self._before)))
            return added.order_by("first_release", "month", "public_id")
        closed = self._closed.order_by("last_release", "month", "public_id")
        if kind == WITHDRAWN:
            return self._narrowed(closed).filter(_none(self._following))
        return self._asked(closed).filter(_any(self._following.filter(self._differs)))

    @property
    def after(self):
        """All rows of the later state."""
        return self.versions.as_of(self.number)

    def counts(self):
        """Return how many rows changed, as a Counter by (kind, ward code, month).

        A revised row counts for the ward where it is now. Two queries: what was opened, of which
        every row that stood before is taken off again, and what was closed.
        """
        counts = Counter()
        for ward, month, n in _grouped(self._opened, "ward_code", "month"):
            counts[ADDED, ward, month] += n
        columns = ("ward_code", "month", "ward_now")
        for ward, month, ward_now, differs, is_asked, n in self._fates(*columns):
            if differs is None:
                counts[WITHDRAWN, ward, month] += n
                continue
            if is_asked:
                counts[ADDED, ward_now, month] -= n
            if differs:
                counts[REVISED, ward_now, month] += n
        return +counts

    def _fates(self, *names):
        """Return groups of closed versions, by columns and by what became of their rows.

        `differs` is null where there is no row any more.
        """
        following = self._following
        differs = ExpressionWrapper(self._differs, BooleanField())
        return _grouped(
            self._asked(self._closed).annotate(
                differs=Subquery(following.annotate(differs=differs).values("differs")[:1]),
                is_asked=_any(self.narrow(following)) if self.narrow else Value(True),
                ward_now=Subquery(following.values("ward_code")[:1]),
            ),
            *names, "differs", "is_asked",
        )  # fmt: skip

    @property
    def _before(self):
        # Nothing stood before the first release, and so it need not be looked for.
        return self.versions.as_of(self.since) if self.since else self.versions.none()

    @property
    def _opened(self):
        """The versions asked for that stand in the later state and did not in the earlier."""
        return self._narrowed(self.after.filter(first_release__gt=self.since))

    @property
    def _closed(self):
        """The versions that stood in the earlier state and do not in the later."""
        return _closed_before(self.number, self._before)

    def _narrowed(self, versions):
        return self.narrow(versions) if self.narrow else versions

    def _asked(self, closed):
        """Return those closed versions that are asked for, by themselves or by what followed them."""
        if not self.narrow:
            return closed
        itself = self.versions.filter(version=OuterRef("version"))
        return closed.filter(_any(self.narrow(itself)) | _any(self.narrow(self._following)))

    @property
    def _following(self):
        """The version that took the place of that of an outer query."""
        return self._same(self.after)

    def _same(self, versions):
        """Return versions of the row of an outer query."""
        return versions.filter(public_id=OuterRef("public_id"))

    @property
    def _differs(self):
        """The condition that a version is unlike that of an outer query."""
        return reduce(or_, map(_is_distinct, self.revisable))


class Steps(Difference):
    """What each release changed of the one before it, after the release `since` and up to `number`."""

    def counts(self):
        """Return how many rows each release changed, as a Counter by (kind, number of the release)."""
        counts = Counter()
        for release, n in _grouped(self._opened, "first_release"):
            counts[ADDED, release] += n
        for last_release, differs, is_asked, n in self._fates("last_release"):
            release = last_release + 1
            counts[ADDED, release] -= n if is_asked and differs is not None else 0
            counts[REVISED, release] += n if differs else 0
            counts[WITHDRAWN, release] += n if differs is None else 0
        return +counts

    @property
    def _opened(self):
        opened = self.versions.filter(first_release__gt=self.since, first_release__lte=self.number)
        return self._narrowed(opened)

    @property
    def _closed(self):
        return _closed_before(self.number, self.versions.filter(last_release__gte=self.since))

    @property
    def _following(self):
        return self._same(self.versions).filter(first_release=OuterRef("last_release") + 1)


def _closed_before(number, versions):
    """Return the versions of which a release up to this number is the first without them."""
    # Twice, the second time as the condition of the index, in its very words: SQLite takes no others.
    return versions.filter(last_release__lt=number).filter(
        last_release__lt=RawSQL(str(CURRENT), ())
    )


def _any(versions):
    """Return the condition that there is one of the versions, which depend on those of an outer query.

    PostgreSQL takes EXISTS for a join and reads the whole table; a value it looks up, by the index.
    """
    return GreaterThan(_first(versions), 0)


def _none(versions):
    return LessThan(_first(versions), 1)


def _first(versions):
    """Return the number of one of the versions, 0 where there is none.

    Of a null PostgreSQL would think that it is rare, and read all rows to find a page of them.
    """
    return Coalesce(Subquery(versions.values("version")[:1]), 0)


def _is_distinct(column):
    """Return the condition that a column differs from that of an outer query; null equals null."""
    pair = (F(column), OuterRef(column))
    return Q(
        Func(
            *pair, template="%(expressions)s", arg_joiner=" IS DISTINCT FROM ",
            output_field=BooleanField(),
        )
    )  # fmt: skip


def _grouped(versions, *names):
    return versions.order_by().values_list(*names).annotate(n=Count("version"))
