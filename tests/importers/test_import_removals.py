"""More vanishes than a revision explains: refused, unless the operator allows it."""

import pytest
from django.core.management import CommandError

from tests.importing import contents, ids, import_archive
from tests.police_files import CHARGED, ELSEWHERE, make_archive, make_rows, make_street, street_name

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_wards_loaded")]


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
