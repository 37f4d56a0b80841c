import pytest
from shapely import Polygon, unary_union

from incidents.importers.police_api_polygons import PolygonRefusedError, halve, name_rings

from .police_api_wards import ISLAND, ONE_WARD, SQUARE, STRIP

U_SHAPE = [
    (51.50, 0.10),
    (51.50, 0.40),
    (51.60, 0.40),
    (51.60, 0.35),
    (51.51, 0.35),
    (51.51, 0.15),
    (51.60, 0.15),
    (51.60, 0.10),
]
C_SHAPE = [(51.4 + lon, lat - 51.4) for lat, lon in U_SHAPE]
BOW_TIE = [(51.5, 0.1), (51.6, 0.3), (51.6, 0.1), (51.5, 0.3)]


@pytest.mark.parametrize(
    ("wards", "reason"),
    [
        pytest.param([], "no wards", id="no wards"),
        pytest.param([("E05000306", [])], "no ring", id="no ring"),
        pytest.param([("../etc", [SQUARE])], "no usable code", id="code is a path"),
        pytest.param([*ONE_WARD, *ONE_WARD], "given twice", id="twice"),
        pytest.param([("E1", [[(0.1, 51.5), (0.2, 51.5), (0.2, 51.6)]])], "latitude", id="swapped"),
        pytest.param([("E1", [SQUARE[:2]])], "encloses nothing", id="a line"),
        pytest.param([("E1", [[SQUARE[0]] * 4])], "encloses nothing", id="a point"),
    ],
)
def test_polygon_that_would_get_an_empty_answer_is_refused(wards, reason):
    with pytest.raises(PolygonRefusedError, match=reason):
        name_rings(wards)


@pytest.mark.parametrize("ring", [SQUARE, STRIP, ISLAND, U_SHAPE, C_SHAPE, BOW_TIE])
def test_halves_together_enclose_the_whole_ring(ring):
    halves = [Polygon(half) for half in halve(ring)]

    assert all(half.is_valid for half in halves)
    assert Polygon(ring).buffer(0).difference(unary_union(halves)).area < 1e-12


def test_ring_is_cut_across_its_longer_side_on_the_ground():
    # 0.13 degrees of longitude are 9 km here, 0.10 of latitude 11 km.
    north, east = [(51.5, 0.1), (51.5, 0.23), (51.6, 0.23), (51.6, 0.1)], STRIP

    assert {round(lat, 3) for half in halve(north) for lat, _ in half} == {51.5, 51.55, 51.6}
    assert {round(lon, 3) for half in halve(east) for _, lon in half} == {0.2, 0.4, 0.6}


def test_no_map_point_lies_on_a_cut():
    first, second = halve(STRIP)

    (cut,) = {lon for _, lon in first} & {lon for _, lon in second}
    assert f"{cut:.7f}" == "0.4000005"


def test_half_in_pieces_is_asked_as_their_hull():
    # The prongs stand 0.25 degrees apart; the cut between base and tips parts them.
    prongs = [(lat * 4 - 154.5 if lat > 51.5 else lat, lon) for lat, lon in U_SHAPE]

    _, north = halve(prongs)

    assert len(north) == 5
    assert {round(lon, 2) for _, lon in north} == {0.1, 0.4}
