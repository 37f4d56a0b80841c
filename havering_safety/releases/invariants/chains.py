"""Versions of one row follow one another: never two at a time, and no release between them without one."""

from collections.abc import Sequence

from django.db.models import Count, F, Q, Window
from django.db.models.functions import Lead

from havering_safety.releases.invariants.invariant import Failure, Invariant, in_words, table_of
from havering_safety.releases.invariants.tables import published_tables, versioned_tables
from havering_safety.releases.models import CURRENT

MOST = 100


def find_second_current_versions():
    """Yield the rows of which two versions are current."""
    for table in versioned_tables():
        twice = (
            table.model.objects.current()
            .order_by()
            .values_list(*table.key)
            .annotate(n=Count("version"))
            .filter(n__gt=1)
        )
        for *key, n in twice[:MOST]:
            place = in_words(table.key, key)
            yield Failure(table_of(table.model), place, "one current version", f"{n}")


def find_broken_chains():
    """Yield versions that overlap the next of their row, and gaps where a row cannot come back."""
    for table in versioned_tables():
        broken = Q(next__lte=F("last_release"))
        if table.published:
            # Not `last_release + 1`: that of a current version is more than PostgreSQL counts to.
            broken |= Q(last_release__lt=F("next") - 1)
        yield from _failures(table, broken)


def _failures(table, broken):
    rows = _with_next(table.model, table.key, "first_release").filter(broken)
    for *key, first, last, following in rows.values_list(
        *table.key, "first_release", "last_release", "next"
    )[:MOST]:
        place = f"{in_words(table.key, key)}, first_release {first}"
        expected = f"the next version from release {last + 1}"
        if last == CURRENT:
            expected = "no later version than the current one"
        yield Failure(table_of(table.model), place, expected, f"one from release {following}")


def _with_next(model, key: Sequence[str], name):
    """Return rows with the value of a field in the next version of the same row as `next`."""
    partition = [F(part) for part in key]
    following = Window(Lead(name), partition_by=partition, order_by=F("first_release").asc())
    return model.objects.annotate(next=following).order_by()


def find_changed_identities():
    """Yield ids whose versions are of different identities."""
    for table in published_tables():
        rows = _with_next(table.model, table.key, "identity").exclude(next=F("identity"))
        changed = rows.filter(next__isnull=False).values_list("public_id", "identity", "next")
        for public_id, identity, following in changed[:MOST]:
            yield Failure(
                table_of(table.model), f"public_id {public_id}",
                f"one identity ({identity})", f"another too ({following})",
            )  # fmt: skip


CHAINS = (
    Invariant("Every row has at most one current version.", find_second_current_versions),
    Invariant("Versions of a row neither overlap nor leave a gap.", find_broken_chains),
    Invariant("An id stands for one identity.", find_changed_identities),
)
