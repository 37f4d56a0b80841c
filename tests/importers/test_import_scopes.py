"""What a file claims to hold: its force, its month, its crime types."""

import pytest
from django.core.management import CommandError

from havering_safety.releases.models import CURRENT, Coverage, SourceFile
from incidents.models import Incident
from tests.importing import contents, ids, import_archive
from tests.police_files import (
    ANONYMOUS,
    BURGLARY,
    ROBBERY,
    make_month,
    make_row,
    make_rows,
    street_name,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_wards_loaded")]


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
