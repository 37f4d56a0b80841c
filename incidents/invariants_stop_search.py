"""What is worked out of a stop search at import agrees with what was published of it.

Each rule is asked of groups of equal rows, of which a table has few, not of each row.
"""

from datetime import timedelta

from django.db.models import Count, Max, Min, Q

from havering_safety.releases.invariants.invariant import Failure, Invariant, in_words, table_of
from incidents.codelists_stop_search import (
    LINKED_OUTCOME,
    POSITIVE_OUTCOME,
    SEARCH_OUTCOMES,
    WEAPON_OBJECTS,
)
from incidents.london_time import start_of
from incidents.models import StopSearch

DERIVED = (
    "outcome", "object_of_search", "outcome_linked_to_object_of_search",
    "is_arrest", "is_positive", "for_weapons", "basis",
)  # fmt: skip


def find_wrong_days():
    """Yield London days that hold instants of another day, or stand in another month.

    A day is one stretch of time: where its first and last instants are of it, all are.
    """
    days = StopSearch.objects.order_by().values_list("local_date", "month")
    for day, month, first, last in days.annotate(first=Min("date"), last=Max("date")):
        begin, end = start_of(day), start_of(day + timedelta(days=1))
        place = f"local_date {day}"
        if month != f"{day:%Y-%m}":
            yield Failure(table_of(StopSearch), place, f"month {day:%Y-%m}", f"month {month}")
        if first < begin or last >= end:
            outside = first if first < begin else last
            expected = f"instants from {begin:%Y-%m-%dT%H:%MZ} to {end:%Y-%m-%dT%H:%MZ}"
            yield Failure(table_of(StopSearch), place, expected, f"{outside:%Y-%m-%dT%H:%M:%SZ}")


def find_wrong_outcomes():
    """Yield outcomes, objects and flags from which other columns follow than are stored."""
    groups = StopSearch.objects.order_by().values_list(*DERIVED).annotate(n=Count("version"))
    for outcome, sought, linked, *stored, n in groups.iterator():
        right = _derived(outcome, sought, linked, stored[-1])
        if tuple(stored) != right:
            place = in_words(DERIVED[:3], (outcome, sought, linked))
            names = DERIVED[3:]
            yield Failure(
                table_of(StopSearch), f"{place} ({n:,} rows)",
                in_words(names, map(str, right)), in_words(names, map(str, stored)),
            )  # fmt: skip


def _derived(outcome, sought, linked, basis):
    """Return what follows; a blank flag allows a basis or none, depending on its whole file."""
    code = SEARCH_OUTCOMES.codes.get(outcome)
    is_arrest, is_positive = (code.is_arrest, code.is_positive) if code else (None, None)
    for_weapons = sought in WEAPON_OBJECTS
    possible: set[str | None] = {None}
    if is_positive and for_weapons:
        possible = {LINKED_OUTCOME} if linked else {None}
        if linked is None:
            possible = {POSITIVE_OUTCOME, None}
    if basis not in possible:
        basis = next(iter(possible))
    return is_arrest, is_positive, for_weapons, basis


def find_mixed_flags():
    """Yield months that call a recovery one because the flag is not recorded, and record it."""
    files = StopSearch.objects.current().order_by().values_list("source", "force", "month")
    files = files.annotate(
        unrecorded=Count("version", Q(basis=POSITIVE_OUTCOME)),
        recorded=Count("version", Q(outcome_linked_to_object_of_search__isnull=False)),
    )
    for *scope, unrecorded, recorded in files.filter(unrecorded__gt=0, recorded__gt=0):
        place = in_words(("source", "force", "month"), scope)
        found = f"{recorded:,} rows with it and {unrecorded:,} called positive for lack of it"
        yield Failure(table_of(StopSearch), place, "a flag recorded or not", found)


STOP_SEARCHES = (
    Invariant("London's day and month agree with the instant.", find_wrong_days),
    Invariant("Arrests, weapons and bases follow from outcome, object and flag.", find_wrong_outcomes),
    Invariant("A month records the flag of linked outcomes, or does not.", find_mixed_flags),
)  # fmt: skip
