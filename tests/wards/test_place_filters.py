"""Circles and boxes: what they hold, the same on every database, and how far off the distance is."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pyproj import Geod

from incidents.models import Incident
from tests.borough import ST_EDWARDS, make_borough, make_incident, publish
from wards.place_filters import BOX, MOST_METRES, Box, BoxFilter, Circle

GEODESIC = Geod(ellps="WGS84")

angles = st.floats(0, 360)
metres = st.floats(1, MOST_METRES)


def error_of(latitude, angle, distance):
    """Return how far the distance of a point differs from the geodesic, in metres."""
    longitude, there, _ = GEODESIC.fwd(0.18, latitude, angle, distance)
    east, north = Circle(latitude, 0.18, 1).scale
    squares = ((longitude - 0.18) * east) ** 2 + ((there - latitude) * north) ** 2
    return abs(squares**0.5 - distance)


@given(angles, metres)
def test_distance_is_right_to_12_decimetres_in_london(angle, distance):
    assert error_of(51.58, angle, distance) < 1.2


@given(st.floats(49.8, 60.9), angles, metres)
def test_distance_is_right_to_2_metres_in_britain(latitude, angle, distance):
    assert error_of(latitude, angle, distance) < 2


@given(angles)
def test_box_around_a_circle_never_cuts_it(angle):
    circle = Circle(51.58, 0.18, MOST_METRES)
    longitude, latitude, _ = GEODESIC.fwd(0.18, 51.58, angle, MOST_METRES)
    east, north = circle.scale
    box = circle.box

    # A point of the geodesic that the distance itself takes in.
    if ((longitude - 0.18) * east) ** 2 + ((latitude - 51.58) * north) ** 2 <= MOST_METRES**2:
        assert box.west <= longitude <= box.east
        assert box.south <= latitude <= box.north


@pytest.fixture
def rows(db, tmp_path):
    """Load 41 incidents in a line to the north-east, about 131 metres apart, at odd decimals."""
    make_borough(tmp_path)
    publish(
        tmp_path,
        [
            make_incident(
                ST_EDWARDS, serial=number + 1,
                Longitude=f"{0.05 + number / 997:.6f}", Latitude=f"{51.55 + number / 991:.6f}",
            )
            for number in range(41)
        ],
    )  # fmt: skip


@pytest.mark.usefixtures("rows")
def test_database_and_python_agree_on_every_row():
    points = list(Incident.objects.values_list("longitude", "latitude"))
    for radius in range(1, MOST_METRES + 1, 7):
        circle = Circle(51.55, 0.05, radius)
        east, north = circle.scale

        held = set(Incident.objects.filter(circle.clause()).values_list("longitude", "latitude"))

        assert held == {
            (x, y)
            for x, y in points
            if ((x - 0.05) * east) * ((x - 0.05) * east)
            + ((y - 51.55) * north) * ((y - 51.55) * north)
            <= float(radius**2)
        }


@pytest.mark.usefixtures("rows")
def test_sides_belong_to_a_box():
    first, second, third = Incident.objects.order_by("longitude")[:3]

    box = Box(first.longitude, first.latitude, second.longitude, second.latitude)

    assert set(Incident.objects.filter(box.clause())) == {first, second}
    assert list(
        Incident.objects.filter(Box(*([third.longitude, third.latitude] * 2)).clause())
    ) == [third]


@given(st.from_regex(BOX, fullmatch=True))
def test_every_box_of_the_documented_shape_is_read(text):
    west, south, east, north = map(float, text.split(","))
    assume(west <= east and south <= north)

    box = BoxFilter("bbox", "", "").read(text, None)

    assert box.sides == pytest.approx([west, south, east, north], abs=1e-7)
