"""What a later stop-and-search file changes: matched by what cannot change, in any order."""

import random

import pytest
from django.core.management import CommandError

from havering_safety.releases.models import Coverage, Release, SourceFile
from incidents.models import Arrest, StopSearch
from tests.stop_search_files import ARREST, IN_EAST, make_search, make_searches

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_wards_loaded")]


def test_later_outcome_revises_the_search(import_searches):
    import_searches(*make_searches(20))
    before = StopSearch.objects.current().earliest("date")
    rows = make_searches(20)
    rows[0] |= ARREST

    said = import_searches(*rows)

    assert said.endswith("Release 3: 0 added, 1 revised, 0 withdrawn.\n")
    versions = StopSearch.objects.history_of(before.public_id, 3)
    assert [(row.outcome, row.is_arrest, row.first_release) for row in versions] == [
        ("a-no-further-action-disposal", False, 2),
        ("arrest", True, 3),
    ]
    assert Arrest.objects.as_of(2).count() == 0
    assert Arrest.objects.as_of(3).count() == 1


def test_search_at_another_place_is_another_search(import_searches):
    import_searches(*make_searches(20))
    rows = make_searches(20)
    rows[0] |= IN_EAST

    said = import_searches(*rows)

    assert said.endswith("Release 3: 1 added, 0 revised, 1 withdrawn.\n")


def test_equal_searches_are_kept_as_twins(import_searches):
    import_searches(make_search(), make_search(), make_search(ARREST))

    rows = StopSearch.objects.order_by("ordinal")
    assert [row.ordinal for row in rows] == [1, 2, 3]
    assert len({row.public_id for row in rows}) == 3


def test_shuffled_file_makes_no_release(import_searches):
    rows = [*make_searches(40), make_search(ARREST), make_search(), make_search()]
    import_searches(*rows)
    random.Random(2024).shuffle(rows)

    said = import_searches(*rows)

    assert said.endswith("Nothing changed, no release made.\n")
    assert Release.objects.count() == 2


def test_half_a_month_is_refused(import_searches):
    import_searches(*make_searches(40))

    with pytest.raises(CommandError, match="20 of the 40 rows held would be withdrawn"):
        import_searches(*make_searches(40)[:20])


def test_only_crime_type_says_nothing_of_searches(import_searches):
    import_searches(make_search(), options=["--only=crime_type=burglary"])

    codes = Coverage.objects.filter(kind="stop-and-search").values_list("code", flat=True)
    assert list(codes) == [""]
    assert SourceFile.objects.get(kind="stop-and-search").codes == []
