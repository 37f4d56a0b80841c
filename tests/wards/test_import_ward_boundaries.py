"""Ward boundaries: what is stored, and what new ones do to the rows."""

import pytest

from havering_safety.releases.models import Release
from incidents.models import Incident
from tests.importing import contents, import_archive, import_boundaries, refusal_of
from tests.police_files import EAST, make_month, make_rows
from tests.ward_files import (
    EAST_WARD,
    WEST_WARD,
    make_boundaries,
    make_square,
    make_ward,
    two_wards,
)
from wards.models import Ward

pytestmark = pytest.mark.django_db


def test_wards_are_stored_as_the_file_gives_them(tmp_path):
    path = make_boundaries(tmp_path / "wards.geojson", two_wards())

    import_boundaries(path)

    fields = ("gss_code", "slug", "name", "status", "vintage", "area_km2", "longitude", "latitude")
    assert list(Ward.objects.order_by("gss_code").values_list(*fields)) == [
        (WEST_WARD, "west", "West", "current", "2025", 77.174, 0.05, 51.55),
        (EAST_WARD, "east", "East", "current", "2025", 77.174, 0.15, 51.55),
    ]


@pytest.mark.parametrize(
    "properties", [("WD22CD", "WD22NM"), ("wd21cd", "wd21nm"), ("code", "name")]
)
def test_property_names_of_any_vintage_are_read(tmp_path, properties):
    feature = two_wards()[0] | {
        "properties": dict(zip(properties, (WEST_WARD, "West"), strict=True))
    }
    path = make_boundaries(tmp_path / "wards.geojson", [feature])

    import_boundaries(path, "--vintage=2022")

    assert list(Ward.objects.values_list("gss_code", "name", "vintage")) == [
        (WEST_WARD, "West", "2022")
    ]


def test_crs_member_that_says_nothing_is_no_other_system(tmp_path):
    path = make_boundaries(tmp_path / "wards.geojson", two_wards(), crs=None)

    assert "Release 1: 2 added" in import_boundaries(path)


def test_same_boundaries_make_no_release(two_wards_loaded, tmp_path):
    before = contents()

    said = import_boundaries(make_boundaries(tmp_path / "wards.geojson", two_wards()))

    assert said.endswith("Nothing changed, no release made.\n")
    assert contents() == before


def wards_of_rows(release):
    return set(Incident.objects.as_of(release).values_list("longitude", "ward_code"))


def test_new_boundaries_place_the_rows_anew(two_wards_loaded, tmp_path):
    import_archive(make_month(tmp_path / "january.zip", make_rows(4) + make_rows(4, EAST)))

    import_boundaries(make_boundaries(tmp_path / "wards.geojson", two_wards(border=0.04)))

    assert wards_of_rows(3) == {(0.05, EAST_WARD), (0.15, EAST_WARD)}
    assert Incident.objects.as_of(3).count() == 8


def test_older_release_keeps_the_older_wards(two_wards_loaded, tmp_path):
    import_archive(make_month(tmp_path / "january.zip", make_rows(4) + make_rows(4, EAST)))

    import_boundaries(make_boundaries(tmp_path / "wards.geojson", two_wards(border=0.04)))

    assert wards_of_rows(2) == {(0.05, WEST_WARD), (0.15, EAST_WARD)}
    assert set(Ward.objects.as_of(2).values_list("area_km2", flat=True)) == {77.174}


def test_placed_anew_a_row_keeps_its_id(two_wards_loaded, tmp_path):
    import_archive(make_month(tmp_path / "january.zip", make_rows(4)))
    ids = set(Incident.objects.values_list("public_id", flat=True))

    import_boundaries(make_boundaries(tmp_path / "wards.geojson", two_wards(border=0.04)))

    assert set(Incident.objects.current().values_list("public_id", flat=True)) == ids


def test_rows_outside_the_new_boundaries_are_withdrawn(two_wards_loaded, tmp_path):
    import_archive(make_month(tmp_path / "january.zip", make_rows(4) + make_rows(4, EAST)))
    west = make_boundaries(tmp_path / "wards.geojson", two_wards()[:1])

    said = import_boundaries(west, "--allow-removals")

    assert "Release 3: 0 added, 0 revised, 5 withdrawn." in said
    assert wards_of_rows(3) == {(0.05, WEST_WARD)}
    assert wards_of_rows(2) == {(0.05, WEST_WARD), (0.15, EAST_WARD)}


def test_boundaries_that_would_withdraw_many_rows_are_refused(two_wards_loaded, tmp_path):
    import_archive(make_month(tmp_path / "january.zip", make_rows(4) + make_rows(4, EAST)))
    west = make_boundaries(tmp_path / "wards.geojson", two_wards()[:1])

    assert refusal_of(import_boundaries, west) == (
        "incidents: 4 of the 8 rows held would be withdrawn (50.0%; at most 5% may vanish unasked). "
        "Nothing was written. If the publisher really withdrew them, add --allow-removals."
    )


def test_former_wards_place_no_rows(two_wards_loaded, tmp_path):
    import_archive(make_month(tmp_path / "january.zip", make_rows(4)))
    whole = make_ward("E05000001", "Whole", make_square(0.0, 51.5, 0.2, 51.6))

    import_boundaries(make_boundaries(tmp_path / "wards.geojson", [whole]), "--former")

    assert wards_of_rows(Release.objects.newest().number) == {(0.05, WEST_WARD)}
