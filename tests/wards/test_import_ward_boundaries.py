"""Ward boundaries: what is stored, what is refused, and what new ones do to the rows."""

import json

import pytest
from django.core.management import CommandError

from havering_safety.releases.models import Release
from incidents.models import Incident
from tests.importing import contents, import_archive, import_boundaries
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

WEST, EAST_FEATURE = two_wards()
METRES = make_square(551_000, 182_000, 552_000, 183_000)
BRITISH_GRID = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
BOWTIE = {"type": "Polygon", "coordinates": [[[0, 51], [1, 52], [1, 51], [0, 52], [0, 51]]]}


def refusal_of(*arguments):
    """Return the message of an import that is refused and leaves everything as it was."""
    before = contents()
    with pytest.raises(CommandError) as refused:
        import_boundaries(*map(str, arguments))
    assert refused.value.returncode == 1
    assert contents() == before
    return str(refused.value)


def collection(*features, **members):
    return json.dumps({"type": "FeatureCollection", "features": list(features)} | members)


def polygon(coordinates):
    return {"type": "Polygon", "coordinates": coordinates}


def broken(geometry):
    """Return a collection whose second feature has another geometry."""
    return collection(WEST, make_ward(EAST_WARD, "East", geometry))


EAST_PLACE = f"wards.geojson, feature 2 ({EAST_WARD}): "

FILES = {
    "empty": ("", "wards.geojson: is not JSON: Expecting value: line 1 column 1 (char 0)."),
    "not JSON": (
        '{"type": "FeatureCollection",\n "features": [}',
        "wards.geojson: is not JSON: Expecting value: line 2 column 15 (char 44).",
    ),
    "a list": ("[]", "wards.geojson: is not a GeoJSON FeatureCollection."),
    "one feature alone": (json.dumps(WEST), "wards.geojson: is not a GeoJSON FeatureCollection."),
    "no features": (collection(), "wards.geojson: holds no features."),
    "features that are no list": (
        json.dumps({"type": "FeatureCollection", "features": 5}),
        "wards.geojson: holds no features.",
    ),
    "a point": (
        broken({"type": "Point", "coordinates": [0.1, 51.5]}),
        f"{EAST_PLACE}is Point, not a polygon.",
    ),
    "a line": (
        broken({"type": "LineString", "coordinates": [[0.1, 51.5], [0.2, 51.5]]}),
        f"{EAST_PLACE}is LineString, not a polygon.",
    ),
    "no geometry": (broken(None), f"{EAST_PLACE}is nothing, not a polygon."),
    "a geometry that is text": (broken("POLYGON EMPTY"), f"{EAST_PLACE}is nothing, not a polygon."),
    "no coordinates": (broken(polygon([])), f"{EAST_PLACE}has no coordinates."),
    "an outline that crosses itself": (
        broken(BOWTIE),
        f"{EAST_PLACE}crosses itself: Self-intersection[0.5 51.5].",
    ),
    "metres, as the crs member says": (
        collection(WEST, crs=BRITISH_GRID),
        f"wards.geojson: has coordinates in another system ({BRITISH_GRID}); "
        "reproject it to WGS84 (EPSG:4326).",
    ),
    "metres, though nothing says so": (
        broken(METRES),
        f"{EAST_PLACE}has coordinates that are no degrees (551000, 182000); reproject to WGS84.",
    ),
    "no code": (
        collection(WEST, make_ward("", "East", EAST_FEATURE["geometry"])),
        "wards.geojson, feature 2: has no GSS code (properties ['WD25CD', 'WD25NM']).",
    ),
    "a code of another kind": (
        collection(make_ward("W05", "West", WEST["geometry"])),
        "wards.geojson, feature 1: has no GSS code (properties ['WD25CD', 'WD25NM']).",
    ),
    "properties that are no object": (
        collection({"type": "Feature", "properties": ["E05990001"], "geometry": WEST["geometry"]}),
        "wards.geojson, feature 1: has no GSS code (properties []).",
    ),
    "a feature that is no object": (
        collection("West"),
        "wards.geojson, feature 1: has no GSS code (properties []).",
    ),
    "no name": (
        collection(make_ward(WEST_WARD, "&", WEST["geometry"])),
        f"wards.geojson, feature 1: has no name for {WEST_WARD}, or one that is too long.",
    ),
    "an endless name": (
        collection(make_ward(WEST_WARD, "West" * 21, WEST["geometry"])),
        f"wards.geojson, feature 1: has no name for {WEST_WARD}, or one that is too long.",
    ),
    "a code twice": (
        collection(WEST, make_ward(WEST_WARD, "East", EAST_FEATURE["geometry"])),
        f"wards.geojson, feature 2: has the gss_code {WEST_WARD}, like feature 1.",
    ),
    "a name twice": (
        collection(WEST, make_ward(EAST_WARD, "West", EAST_FEATURE["geometry"])),
        "wards.geojson, feature 2: has the slug west, like feature 1.",
    ),
}


@pytest.mark.parametrize(("content", "message"), FILES.values(), ids=FILES)
def test_faulty_file_is_refused(tmp_path, content, message):
    path = tmp_path / "wards.geojson"
    path.write_text(content)

    assert refusal_of(path) == message


@pytest.mark.parametrize("coordinates", [[[["a", "b"]] * 4], [[[0.1, 51.5]]], 5, [[[1]] * 4]])
def test_coordinates_that_make_no_polygon_are_refused(tmp_path, coordinates):
    path = tmp_path / "wards.geojson"
    path.write_text(broken(polygon(coordinates)))

    assert refusal_of(path).startswith(EAST_PLACE)


def test_file_that_is_not_utf8_is_refused(tmp_path):
    path = tmp_path / "wards.geojson"
    path.write_bytes(collection(WEST).encode().replace(b"West", b"W\xe9st"))

    assert "wards.geojson: is not JSON: 'utf-8' codec can't decode byte 0xe9" in refusal_of(path)


def test_missing_file_is_refused(tmp_path):
    path = tmp_path / "wards.geojson"

    assert refusal_of(path) == f"{path}: No such file or directory"


def test_ward_that_is_loaded_as_current_is_no_former_ward(two_wards_loaded, tmp_path):
    path = make_boundaries(tmp_path / "wards.geojson", two_wards())

    assert refusal_of(path, "--former") == (
        f"{WEST_WARD}: is loaded as a current ward; no ward is both."
    )


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
    feature = WEST | {"properties": dict(zip(properties, (WEST_WARD, "West"), strict=True))}
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

    assert refusal_of(west) == (
        "incidents: 4 of the 8 rows held would be withdrawn (50.0%; at most 5% may vanish unasked). "
        "Nothing was written. If the publisher really withdrew them, add --allow-removals."
    )


def test_former_wards_place_no_rows(two_wards_loaded, tmp_path):
    import_archive(make_month(tmp_path / "january.zip", make_rows(4)))
    whole = make_ward("E05000001", "Whole", make_square(0.0, 51.5, 0.2, 51.6))

    import_boundaries(make_boundaries(tmp_path / "wards.geojson", [whole]), "--former")

    assert wards_of_rows(Release.objects.newest().number) == {(0.05, WEST_WARD)}
