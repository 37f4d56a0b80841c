"""The change between any two states is what a comparison of the two, row by row, finds."""

from collections import Counter

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from havering_safety.releases.changes import KINDS, Difference, Steps
from havering_safety.releases.models import CURRENT
from incidents.models import Incident

RELEASES = 4
WARDS = ("A", "B")
REVISABLE = ("last_outcome_category", "ward_code")

# What a row was in each release; None where it was not held.
states = st.none() | st.tuples(st.sampled_from([None, "fined"]), st.sampled_from(WARDS))
histories = st.lists(st.lists(states, min_size=RELEASES, max_size=RELEASES), min_size=1, max_size=6)


def versions_of(public_id, history):
    """Yield the versions of a row, as an import would have written them."""
    first = 0
    for release in range(1, RELEASES + 1):
        state = history[release - 1]
        if release < RELEASES and history[release] == state:
            first = first or release
            continue
        if state is not None:
            last = CURRENT if release == RELEASES else release
            yield Incident(
                public_id=public_id, identity=1, ordinal=1, source="archive", force="metropolitan",
                month="2024-01", crime_type="burglary", location="", latitude=0.0, longitude=0.0,
                last_outcome_category=state[0], ward_code=state[1],
                first_release=first or release, last_release=last,
            )  # fmt: skip
        first = 0


def compared(rows, since, number, ward):
    """Return the changes as {kind: ids} and as counts, found by comparing row with row."""
    found, counts = {kind: [] for kind in KINDS}, Counter()
    for public_id, history in rows.items():
        before, after = (history[n - 1] if n else None for n in (since, number))
        fits = [one for one in (before, after) if one and (ward is None or one[1] == ward)]
        if before == after or not fits:
            continue
        kind = "added" if not before else "revised" if after else "withdrawn"
        found[kind].append(public_id)
        counts[kind, (after or before)[1], "2024-01"] += 1
    return found, counts


@pytest.mark.django_db
@given(histories)
@settings(max_examples=25)
def test_changes_are_those_that_a_comparison_finds(made):
    rows = {f"row-{n}": history for n, history in enumerate(made)}
    with transaction.atomic():
        Incident.objects.bulk_create(
            version
            for public_id, history in rows.items()
            for version in versions_of(public_id, history)
        )
        for ward in (None, "A"):
            narrow = ward and (lambda versions: versions.filter(ward_code="A"))
            for since, number in ((0, 1), (0, 4), (1, 2), (1, 3), (1, 4), (2, 4), (3, 4)):
                difference = Difference(Incident.objects.all(), REVISABLE, since, number, narrow)
                shown = {
                    kind: sorted(difference.of(kind).values_list("public_id", flat=True))
                    for kind in KINDS
                }
                assert (shown, difference.counts()) == compared(rows, since, number, ward)
            steps = Steps(Incident.objects.all(), REVISABLE, 1, 4, narrow).counts()
            assert steps == {
                (kind, n): len(found)
                for n in (2, 3, 4)
                for kind, found in compared(rows, n - 1, n, ward)[0].items()
                if found
            }
        transaction.set_rollback(True)


def plan_of(queryset):
    """Return how the database would find the rows, were the table too long to be read whole."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    return queryset.explain()


@pytest.mark.parametrize(
    ("kind", "index"),
    [
        ("added", "incident_opened"),
        ("revised", "incident_closed"),
        ("withdrawn", "incident_closed"),
    ],
)
@pytest.mark.usefixtures("february")
def test_changes_are_found_by_their_index(kind, index):
    difference = Difference(Incident.objects.all(), REVISABLE, 3, 4)

    assert index in plan_of(difference.of(kind))
