"""Boundary files that are refused: one clear line that names the feature, and nothing written."""

import json

import pytest

from tests.importing import import_boundaries, refusal_of
from tests.ward_files import (
    EAST_WARD,
    WEST_WARD,
    make_boundaries,
    make_square,
    make_ward,
    two_wards,
)

pytestmark = pytest.mark.django_db

WEST, EAST_FEATURE = two_wards()
METRES = make_square(551_000, 182_000, 552_000, 183_000)
BRITISH_GRID = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
BOWTIE = {"type": "Polygon", "coordinates": [[[0, 51], [1, 52], [1, 51], [0, 52], [0, 51]]]}


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

    assert refusal_of(import_boundaries, path) == message


@pytest.mark.parametrize("coordinates", [[[["a", "b"]] * 4], [[[0.1, 51.5]]], 5, [[[1]] * 4]])
def test_coordinates_that_make_no_polygon_are_refused(tmp_path, coordinates):
    path = tmp_path / "wards.geojson"
    path.write_text(broken(polygon(coordinates)))

    assert refusal_of(import_boundaries, path).startswith(EAST_PLACE)


def test_file_that_is_not_utf8_is_refused(tmp_path):
    path = tmp_path / "wards.geojson"
    path.write_bytes(collection(WEST).encode().replace(b"West", b"W\xe9st"))

    assert "wards.geojson: is not JSON: 'utf-8' codec can't decode byte 0xe9" in refusal_of(
        import_boundaries, path
    )


def test_missing_file_is_refused(tmp_path):
    path = tmp_path / "wards.geojson"

    assert refusal_of(import_boundaries, path) == f"{path}: No such file or directory"


def test_ward_that_is_loaded_as_current_is_no_former_ward(two_wards_loaded, tmp_path):
    path = make_boundaries(tmp_path / "wards.geojson", two_wards())

    assert refusal_of(import_boundaries, path, "--former") == (
        f"{WEST_WARD}: is loaded as a current ward; no ward is both."
    )
