"""The demo's wards: real names and codes, schematic boundaries that part the area."""

import shapely
from shapely.geometry import Point, shape

from incidents.demo.area import TOTAL_POPULATION, VINTAGE, WARDS, ward_boundaries
from incidents.demo.map_points import OUTSIDE_POINTS, POINTS_PER_WARD, map_points


def cells():
    """Return the boundaries by ward code."""
    features = ward_boundaries()["features"]
    return {f["properties"]["code"]: shape(f["geometry"]) for f in features}


def test_every_ward_has_a_boundary_with_code_and_name():
    features = ward_boundaries()["features"]

    assert [f["properties"] for f in features] == [{"code": w.code, "name": w.name} for w in WARDS]


def test_codes_are_those_in_force_since_2022():
    assert [ward.code for ward in WARDS] == [f"E050{number}" for number in range(13967, 13987)]


def test_population_is_the_census_total():
    assert TOTAL_POPULATION == 262050


def test_boundaries_are_called_schematic():
    assert ward_boundaries()["name"] == VINTAGE == "schematic (demo)"


def test_boundaries_touch_without_overlap_or_gap():
    polygons = list(cells().values())

    assert all(polygon.is_valid for polygon in polygons)
    assert shapely.coverage_is_valid(polygons)
    whole = shapely.union_all(polygons)
    assert whole.geom_type == "Polygon"
    assert not whole.interiors


def test_each_centre_lies_in_its_own_ward_only():
    boundaries = cells()

    for ward in WARDS:
        centre = Point(ward.longitude, ward.latitude)
        assert [code for code, cell in boundaries.items() if cell.contains(centre)] == [ward.code]


def test_rings_are_closed_counter_clockwise_and_rounded():
    for feature in ward_boundaries()["features"]:
        (ring,) = feature["geometry"]["coordinates"]
        assert ring[0] == ring[-1]
        assert shapely.LinearRing(ring).is_ccw
        assert all(round(figure, 6) == figure for position in ring for figure in position)


def test_map_points_lie_inside_their_ward_and_differ():
    boundaries = cells()

    places = {(p.longitude, p.latitude) for ward in WARDS for p in map_points(ward)}
    assert len(places) == len(WARDS) * POINTS_PER_WARD
    for ward in WARDS:
        points = [Point(float(p.longitude), float(p.latitude)) for p in map_points(ward)]
        assert all(boundaries[ward.code].contains(point) for point in points)


def test_points_outside_lie_in_no_ward():
    area = shapely.union_all(list(cells().values()))

    points = [Point(float(p.longitude), float(p.latitude)) for p in OUTSIDE_POINTS]
    assert not any(area.intersects(point) for point in points)
