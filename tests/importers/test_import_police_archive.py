"""An archive imported again: what stays, what is revised, what is withdrawn, what is refused."""

import random

import pytest
from django.core.management import CommandError

from havering_safety.releases.models import CURRENT, Coverage, Release, SourceFile
from incidents.models import Incident
from tests.importing import contents, import_archive
from tests.police_files import (
    ANONYMOUS,
    BURGLARY,
    ELSEWHERE,
    ROBBERY,
    make_archive,
    make_month,
    make_row,
    make_rows,
    make_street,
    street_name,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_wards_loaded")]

NOTHING_CHANGED = "Nothing changed, no release made.\n"
CHARGED = {"Last outcome category": "Suspect charged"}


@pytest.fixture
def take(tmp_path):
    """Return a function that imports rows as the file of January 2024 and returns what was said."""

    def take_rows(rows, *options):
        return import_archive(make_month(tmp_path / "january.zip", rows), *options)

    return take_rows


def versions(**lookups):
    """Return id, first and last release and outcome of every version, in order."""
    rows = Incident.objects.filter(**lookups).order_by("public_id", "first_release")
    return list(rows.values_list("public_id", "first_release", "last_release", "last_outcome_category"))


def ids(release):
    return set(Incident.objects.as_of(release).values_list("public_id", flat=True))


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
    rows = [make_row(ANONYMOUS, {"Last outcome category": label}) for label in ("", "Local resolution")]
    take(rows)
    first = versions()
    Incident.objects.all().delete()

    take(rows[::-1])

    assert [(row[0], row[3]) for row in versions()] == [(row[0], row[3]) for row in first]


def test_half_a_month_is_refused_and_closes_nothing(take):
    take(make_rows(40))
    before = contents()

    with pytest.raises(CommandError) as refused:
        take(make_rows(20))

    assert str(refused.value) == (
        f"{street_name()}: 20 of the 40 rows held would be withdrawn (50.0%; at most 5% may vanish "
        "unasked). Nothing was written. If the publisher really withdrew them, add --allow-removals."
    )
    assert contents() == before


def test_half_a_file_is_refused_where_the_area_lies_in_the_other_half(take):
    rows = make_rows(20) + make_rows(20, ELSEWHERE)
    take(rows)
    before = contents()

    with pytest.raises(CommandError) as refused:
        take(rows[:20])

    assert str(refused.value) == (
        f"{street_name()}: has 20 rows, the file last taken 40 (50.0%; at most 5% may vanish "
        "unasked). Nothing was written. If the publisher really withdrew them, add --allow-removals."
    )
    assert contents() == before


def test_half_a_month_is_taken_where_removals_are_allowed(take):
    take(make_rows(40))

    said = take(make_rows(20), "--allow-removals")

    assert "Release 3: 0 added, 0 revised, 20 withdrawn." in said
    assert (len(ids(2)), len(ids(3))) == (40, 20)


@pytest.mark.parametrize(("removed", "refused"), [(2, False), (3, True)])
def test_five_in_a_hundred_may_vanish(take, removed, refused):
    take(make_rows(40))

    if refused:
        with pytest.raises(CommandError, match="would be withdrawn"):
            take(make_rows(40 - removed))
    else:
        assert f"{removed} withdrawn" in take(make_rows(40 - removed))


def test_revised_rows_are_no_removals(take):
    take(make_rows(40))

    said = take(make_rows(40, CHARGED))

    assert "Release 3: 0 added, 40 revised, 0 withdrawn." in said


def test_one_refused_month_leaves_the_others_of_the_command_alone(take, tmp_path):
    take(make_rows(40))
    before = contents()
    rows = make_rows(40, month="2023-12")
    path = make_archive(
        tmp_path / "two.zip",
        {street_name("2023-12"): make_street(rows), street_name(): make_street(make_rows(20))},
    )

    with pytest.raises(CommandError, match="would be withdrawn"):
        import_archive(path)

    assert contents() == before


def test_many_files_make_one_release(tmp_path):
    months = [f"2024-{month:02d}" for month in range(1, 7)]
    members = {street_name(month): make_street(make_rows(5, month=month)) for month in months}

    said = import_archive(make_archive(tmp_path / "half-year.zip", members))

    assert said.endswith("Release 2: 30 added, 0 revised, 0 withdrawn.\n")
    assert Release.objects.count() == 2
    assert SourceFile.objects.filter(release=2).count() == 6


def test_release_says_what_it_did(take):
    take(make_rows(3))

    release = Release.objects.newest()
    assert (release.number, release.synthetic, release.summary) == (
        2, False, "Police archive: 3 rows added, 0 revised, 0 withdrawn",
    )  # fmt: skip


def test_report_shows_the_ledger_of_each_file(take):
    assert take(make_rows(3)) == (
        f"{street_name()}: 3 rows read = 3 stored + 0 outside the area + 0 without location "
        "+ 0 rejected + 0 repeated; 3 added, 0 revised, 0 withdrawn\n"
        "Release 2: 3 added, 0 revised, 0 withdrawn.\n"
    )


def test_dry_run_tells_everything_and_saves_nothing(take):
    before = contents()

    said = take(make_rows(3), "--dry-run")

    assert said == (
        f"{street_name()}: 3 rows read = 3 stored + 0 outside the area + 0 without location "
        "+ 0 rejected + 0 repeated; 3 added, 0 revised, 0 withdrawn\n"
        "Dry run, nothing saved: 3 added, 0 revised, 0 withdrawn.\n"
    )
    assert contents() == before


def test_dry_run_refuses_what_the_import_would(take):
    take(make_rows(40))

    with pytest.raises(CommandError, match="would be withdrawn"):
        take(make_rows(20), "--dry-run")


def test_month_without_a_row_in_the_area_is_held_all_the_same(tmp_path):
    path = make_month(tmp_path / "essex.zip", make_rows(3, {"Longitude": "0.5"}), force="essex")

    said = import_archive(path)

    assert said.endswith("Release 2: 0 added, 0 revised, 0 withdrawn.\n")
    assert coverage() == [("essex", "2024-01", "", 2, CURRENT)]


def coverage():
    fields = ("force", "month", "code", "first_release", "last_release")
    return list(Coverage.objects.order_by("first_release", "code").values_list(*fields))


def test_file_covers_its_force_and_month(take):
    take(make_rows(3))

    assert list(Coverage.objects.values_list("source", "kind", "force", "month", "code")) == [
        ("archive", "street", "metropolitan", "2024-01", "")
    ]


def test_partial_files_cover_their_crime_types_and_then_a_full_one_all(take):
    take([make_row(BURGLARY)], "--only=crime_type=burglary")
    take([make_row(ROBBERY)], "--only=crime_type=robbery")
    take([make_row(BURGLARY), make_row(ROBBERY), make_row(ANONYMOUS)])

    assert coverage() == [
        ("metropolitan", "2024-01", "burglary", 2, CURRENT),
        ("metropolitan", "2024-01", "robbery", 3, CURRENT),
        ("metropolitan", "2024-01", "", 4, CURRENT),
    ]


def test_partial_file_leaves_the_rows_of_other_crime_types_alone(take):
    take([make_row(BURGLARY)], "--only=crime_type=burglary")

    said = take([make_row(ROBBERY)], "--only=crime_type=robbery")

    assert "Release 3: 1 added, 0 revised, 0 withdrawn." in said
    assert Incident.objects.as_of(3).count() == 2


def test_full_file_finds_the_rows_of_partial_ones(take):
    take([make_row(BURGLARY)], "--only=crime_type=burglary")
    take([make_row(ROBBERY)], "--only=crime_type=robbery")

    said = take([make_row(BURGLARY), make_row(ROBBERY), make_row(ANONYMOUS)])

    assert "Release 4: 1 added, 0 revised, 0 withdrawn." in said
    assert ids(3) < ids(4)


def test_partial_file_after_a_full_one_speaks_for_its_crime_types(take):
    take(make_rows(60))
    burglaries = make_rows(60)[::2]

    said = take(burglaries[:-1], "--only=crime_type=burglary")

    assert "Release 3: 0 added, 0 revised, 1 withdrawn." in said
    assert coverage() == [("metropolitan", "2024-01", "", 2, CURRENT)]


def test_share_that_may_vanish_is_that_of_the_scope(take):
    take(make_rows(60))

    with pytest.raises(CommandError, match="2 of the 30 rows held would be withdrawn"):
        take(make_rows(60)[::2][:-2], "--only=crime_type=burglary")


def test_several_crime_types_can_be_said_to_be_held(take):
    take([make_row(ROBBERY)], "--only=crime_type=burglary", "--only=crime_type=robbery")

    assert [row[2] for row in coverage()] == ["burglary", "robbery"]
    assert SourceFile.objects.get(kind="street").codes == ["burglary", "robbery"]


def test_another_crime_type_in_a_partial_file_is_refused(take):
    before = contents()

    with pytest.raises(CommandError) as refused:
        take([*make_rows(1), make_row(ROBBERY)], "--only=crime_type=burglary")

    assert str(refused.value) == (
        f"january.zip/{street_name()}, line 3, column Crime type: "
        "holds 'Robbery', but is said to hold burglary alone (--only)."
    )
    assert contents() == before


def test_large_month_of_one_crime_type_is_taken_with_only(take):
    rows = [make_row(ANONYMOUS) for _ in range(1_001)]

    said = take(rows, "--only=crime_type=anti-social-behaviour")

    assert "Release 2: 1,001 added, 0 revised, 0 withdrawn." in said
    assert len(ids(2)) == 1_001


def test_forces_and_months_are_scopes_of_their_own(tmp_path):
    import_archive(make_month(tmp_path / "a.zip", make_rows(9)))
    import_archive(make_month(tmp_path / "b.zip", make_rows(9), force="btp"))

    said = import_archive(make_month(tmp_path / "c.zip", make_rows(9, month="2024-02"), "2024-02"))

    assert "Release 4: 9 added, 0 revised, 0 withdrawn." in said
    assert len(ids(4)) == 27
