"""Months are flagged when they are imported, and every release keeps what it knew of them."""

import datetime

import pytest

from havering_safety.releases.models import Quality, Release
from incidents.codelists_quality import ENDS_EARLY, MANY_DUPLICATES, MOSTLY_WITHOUT_LOCATION
from tests.importing import import_archive
from tests.police_files import BURGLARY, ELSEWHERE, NOWHERE, ROBBERY, make_month, make_rows
from tests.stop_search_files import NO_PLACE, make_search_month, make_searches

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_wards_loaded")]

ONLY_BURGLARY = "--only=crime_type=burglary"
BROKEN = {
    MOSTLY_WITHOUT_LOCATION: lambda: make_searches(49) + make_searches(51, NO_PLACE),
    ENDS_EARLY: lambda: make_searches(100, last_day=28),
    MANY_DUPLICATES: lambda: make_searches(94) + make_searches(94)[:6],
}
JUST_SOUND = {
    MOSTLY_WITHOUT_LOCATION: lambda: make_searches(50) + make_searches(50, NO_PLACE),
    ENDS_EARLY: lambda: make_searches(100, last_day=29),
    MANY_DUPLICATES: lambda: make_searches(95) + make_searches(95)[:5],
}


@pytest.mark.parametrize("flag", BROKEN)
def test_broken_month_is_flagged_and_kept(tmp_path, flag):
    said = import_archive(make_search_month(tmp_path / "broken.zip", BROKEN[flag]()))

    assert Quality.objects.get().flags == [flag]
    assert "100 rows read" in said


@pytest.mark.parametrize("flag", JUST_SOUND)
def test_month_just_below_is_sound(tmp_path, flag):
    import_archive(make_search_month(tmp_path / "sound.zip", JUST_SOUND[flag]()))

    assert Quality.objects.get().flags == []


def test_figures_are_of_the_whole_file(tmp_path):
    far = {key: ELSEWHERE[key] for key in ("Latitude", "Longitude")}
    rows = [*make_searches(10, far, last_day=20), *make_searches(30, far, NO_PLACE, last_day=20)]

    import_archive(make_search_month(tmp_path / "far.zip", rows))

    row = Quality.objects.values().get()
    assert row.pop("version")
    assert row == {
        "first_release": 2, "last_release": 2_147_483_647,
        "source": "archive", "kind": "stop-and-search", "force": "metropolitan",
        "month": "2024-01", "code": "", "rows_read": 40, "without_location": 30,
        "duplicates": 0, "last_day": datetime.date(2024, 1, 20), "days_covered": 20,
        "flags": [MOSTLY_WITHOUT_LOCATION, ENDS_EARLY],
    }  # fmt: skip


def test_older_release_keeps_its_flags(tmp_path):
    path = tmp_path / "searches.zip"
    import_archive(make_search_month(path, make_searches(100, last_day=17)))
    import_archive(make_search_month(path, make_searches(100)), "--allow-removals")

    def days_as_of(release):
        return Quality.objects.as_of(release).values_list("flags", "days_covered").get()

    assert days_as_of(2) == ([ENDS_EARLY], 17)
    assert days_as_of(3) == ([], 31)


def test_flaw_alone_makes_a_release(tmp_path):
    """The rows in the area are the same; what is known of the month is not."""
    far = {key: ELSEWHERE[key] for key in ("Latitude", "Longitude")}
    path = tmp_path / "searches.zip"
    import_archive(make_search_month(path, make_searches(20, last_day=17)))

    said = import_archive(
        make_search_month(path, make_searches(20, last_day=17) + make_searches(20, far))
    )

    assert said.endswith("Release 3: 0 added, 0 revised, 0 withdrawn.\n")
    assert Release.objects.newest().number == 3


def test_equal_rows_and_days_say_nothing_of_street_files(tmp_path):
    """Equal rows of a street file are separate crimes, and its rows have no day."""
    rows = make_rows(10) * 2 + make_rows(21, NOWHERE)

    import_archive(make_month(tmp_path / "street.zip", rows))

    row = Quality.objects.get()
    assert (row.duplicates, row.last_day, row.days_covered) == (None, None, 31)
    assert row.flags == [MOSTLY_WITHOUT_LOCATION]


def test_partial_file_is_measured_for_its_crime_types(tmp_path):
    path = tmp_path / "street.zip"
    burglaries = make_rows(20, BURGLARY) + make_rows(30, BURGLARY, NOWHERE)
    import_archive(make_month(path, burglaries), ONLY_BURGLARY)

    import_archive(make_month(path, make_rows(5, ROBBERY)), "--only=crime_type=robbery")

    found = Quality.objects.current().values_list("code", "flags").order_by("code")
    assert list(found) == [("burglary", [MOSTLY_WITHOUT_LOCATION]), ("robbery", [])]


def test_whole_file_is_measured_instead_of_parts(tmp_path):
    part = make_month(tmp_path / "part.zip", make_rows(20, BURGLARY))
    whole = make_month(tmp_path / "whole.zip", make_rows(20, BURGLARY) + make_rows(30, ROBBERY))
    import_archive(part, ONLY_BURGLARY)

    import_archive(whole)

    assert list(Quality.objects.current().values_list("code", flat=True)) == [""]
    for path, options in ((part, [ONLY_BURGLARY]), (whole, [])):
        assert import_archive(path, *options).endswith("Nothing changed, no release made.\n")
