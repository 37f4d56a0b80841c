"""An archive imported again: what stays, what is revised, opened, withdrawn."""

import random

import pytest

from havering_safety.releases.models import CURRENT
from incidents.models import Incident
from tests.importing import contents, ids
from tests.police_files import ANONYMOUS, CHARGED, make_row, make_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_wards_loaded")]

NOTHING_CHANGED = "Nothing changed, no release made.\n"


def versions(**lookups):
    """Return id, first and last release and outcome of every version, in order."""
    rows = Incident.objects.filter(**lookups).order_by("public_id", "first_release")
    return list(
        rows.values_list("public_id", "first_release", "last_release", "last_outcome_category")
    )


def test_same_file_makes_no_release(take):
    take(make_rows(30))
    before = contents()

    said = take(make_rows(30))

    assert said.endswith(NOTHING_CHANGED)
    assert contents() == before


def test_shuffled_file_makes_no_release(take):
    rows = make_rows(30) + [make_row(ANONYMOUS)] * 5
    take(rows)
    before = contents()

    random.Random(1).shuffle(rows)
    said = take(rows)

    assert said.endswith(NOTHING_CHANGED)
    assert contents() == before


def test_row_removed_is_withdrawn_and_nothing_else_changes(take):
    rows = make_rows(30)
    take(rows)
    before = versions()

    said = take(rows[:-1])

    assert "Release 3: 0 added, 0 revised, 1 withdrawn." in said
    changed = set(versions()) - set(before)
    assert [version[1:3] for version in changed] == [(2, 2)]
    assert ids(2) - ids(3) == {version[0] for version in changed}


def test_row_added_is_opened_and_nothing_else_changes(take):
    rows = make_rows(30)
    take(rows[:-1])
    before = versions()

    said = take(rows)

    assert "Release 3: 1 added, 0 revised, 0 withdrawn." in said
    assert [version[1:3] for version in set(versions()) - set(before)] == [(3, CURRENT)]


def test_twin_removed_leaves_the_other_twins_their_ids(take):
    rows = make_rows(30) + [make_row(ANONYMOUS)] * 3
    take(rows)

    take(rows[:-1])

    assert ids(3) < ids(2)
    assert len(ids(2) - ids(3)) == 1


def test_withdrawn_row_that_comes_back_has_another_id(take):
    rows = make_rows(30)
    take(rows)
    take(rows[:-1])

    take(rows)

    assert len(ids(2) & ids(4)) == 29
    assert len(ids(4) - ids(2)) == 1


def test_outcome_revised_keeps_the_id_and_leaves_no_gap(take):
    rows = make_rows(30)
    take(rows)
    public_id = Incident.objects.get(crime_id=rows[7]["Crime ID"]).public_id

    rows[7] |= CHARGED
    said = take(rows)

    assert "Release 3: 0 added, 1 revised, 0 withdrawn." in said
    assert versions(public_id=public_id) == [
        (public_id, 2, 2, "under-investigation"),
        (public_id, 3, CURRENT, "suspect-charged"),
    ]


def test_older_release_keeps_the_older_outcome(take):
    take(make_rows(30))

    take(make_rows(30, CHARGED))

    assert set(Incident.objects.as_of(2).values_list("last_outcome_category", flat=True)) == {
        "under-investigation"
    }
    assert Incident.objects.as_of(2).count() == Incident.objects.as_of(3).count() == 30


def test_every_release_holds_each_id_once(take):
    rows = make_rows(40)
    take(rows)
    take([row | CHARGED for row in rows[:39]])
    take(rows[1:])

    for release in (2, 3, 4):
        held = Incident.objects.as_of(release).values_list("public_id", flat=True)
        assert len(held) == len(set(held))


def test_moved_map_point_closes_one_id_and_opens_another(take):
    rows = make_rows(30)
    take(rows)

    rows[7] |= {"Longitude": "0.050001"}
    said = take(rows)

    assert "Release 3: 1 added, 0 revised, 1 withdrawn." in said
    assert len(ids(2) & ids(3)) == 29


def test_ids_do_not_depend_on_the_order_of_the_first_file(take):
    rows = [
        make_row(ANONYMOUS, {"Last outcome category": label}) for label in ("", "Local resolution")
    ]
    take(rows)
    first = versions()
    Incident.objects.all().delete()

    take(rows[::-1])

    assert [(row[0], row[3]) for row in versions()] == [(row[0], row[3]) for row in first]
