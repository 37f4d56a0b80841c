"""The anonymised places at which the demo's incidents and stop searches lie.

The police snap every row to one of a fixed set of map points; so does the demo.
Longitude and latitude are text, with the six decimals of the published files.
"""

from functools import cache
from random import Random
from typing import NamedTuple

from incidents.demo.area import (
    KM_PER_DEGREE_LATITUDE,
    KM_PER_DEGREE_LONGITUDE,
    REACH_KM,
    WARDS,
    DemoWard,
    on_plane,
)
from incidents.demo.chance import MAP_POINTS, Weighted, one_of, seeded

POINTS_PER_WARD = 40
_POINTS_PER_LSOA = 6
_LSOAS_PER_WARD = 7
_FIRST_LSOA = 2243
# The first points of a ward are its busiest, so they are the ones with names to search for.
_BUSY_PLACES = ("Demo Shopping Area", "Demo Railway Station", "Demo Park", "Demo School")
# Within this share of the reach a point lies inside the outline, whose arcs are polygons.
_INNER_REACH = 0.9
# Other centres must be farther off by this factor (of the square), so that no point
# comes to lie on a border when its coordinates are rounded.
_CLEAR_OF_BORDER = 1.02

_SHARE_WITHOUT_LOCATION = 0.01
_SHARE_OUTSIDE = 0.004


class MapPoint(NamedTuple):
    """A place as the street file writes it, in the file's order of columns."""

    longitude: str
    latitude: str
    location: str
    lsoa_code: str
    lsoa_name: str


NO_LOCATION = MapPoint("", "", "No Location", "", "")
# Beyond each side of the outline; the codes are of no small area in Havering.
OUTSIDE_POINTS = tuple(
    MapPoint(longitude, latitude, f"On or near Demo Boundary Road {number}", code, name)
    for number, (longitude, latitude, code, name) in enumerate(
        (
            ("0.105120", "51.561350", "E01000028", "Demo West 01A"),
            ("0.098410", "51.538870", "E01000029", "Demo West 01B"),
            ("0.352760", "51.595240", "E01021401", "Demo East 01A"),
            ("0.338190", "51.612480", "E01021402", "Demo East 01B"),
            ("0.214530", "51.662910", "E01021745", "Demo North 01A"),
            ("0.231080", "51.462370", "E01024128", "Demo South 01A"),
        ),
        start=1,
    )
)


@cache
def map_points(ward: DemoWard) -> tuple[MapPoint, ...]:
    """Return the ward's fixed points, all inside its schematic boundary.

    A point nearer to this ward's centre than to any other is in its cell, so no
    geometry is computed, and the points are the same under any version of shapely.
    """
    rng = seeded(MAP_POINTS, WARDS.index(ward))
    points: list[MapPoint] = []
    while len(points) < POINTS_PER_WARD:
        longitude = ward.longitude + _offset(rng) / KM_PER_DEGREE_LONGITUDE
        latitude = ward.latitude + _offset(rng) / KM_PER_DEGREE_LATITUDE
        if _is_well_inside(ward, longitude, latitude):
            points.append(_map_point(ward, len(points), longitude, latitude))
    return tuple(points)


def draw_place(rng: Random, wards: Weighted[DemoWard]) -> MapPoint:
    """Return a place in one of the wards, or rarely one outside them or none at all."""
    kind = rng.random()
    if kind < _SHARE_WITHOUT_LOCATION:
        return NO_LOCATION
    if kind < _SHARE_WITHOUT_LOCATION + _SHARE_OUTSIDE:
        return one_of(rng, OUTSIDE_POINTS)
    points = map_points(wards.draw(rng))
    # The square crowds rows on the first points: real places are not equally busy.
    nearness = rng.random()
    return points[int(nearness * nearness * len(points))]


def _offset(rng: Random) -> float:
    return REACH_KM * (2 * rng.random() - 1)


def _is_well_inside(ward: DemoWard, longitude: float, latitude: float) -> bool:
    here = on_plane(longitude, latitude)
    own = _square_km(here, ward)
    if own > (_INNER_REACH * REACH_KM) * (_INNER_REACH * REACH_KM):
        return False
    return all(_square_km(here, w) > own * _CLEAR_OF_BORDER for w in WARDS if w != ward)


def _square_km(here: tuple[float, float], ward: DemoWard) -> float:
    x, y = on_plane(ward.longitude, ward.latitude)
    return (here[0] - x) * (here[0] - x) + (here[1] - y) * (here[1] - y)


def _map_point(ward: DemoWard, number: int, longitude: float, latitude: float) -> MapPoint:
    place = WARDS.index(ward)
    lsoa = number // _POINTS_PER_LSOA
    street = _BUSY_PLACES[number] if number < len(_BUSY_PLACES) else "Demo Road"
    return MapPoint(
        f"{longitude:.6f}",
        f"{latitude:.6f}",
        f"On or near {street} {place * POINTS_PER_WARD + number + 1}",
        f"E01{_FIRST_LSOA + place * _LSOAS_PER_WARD + lsoa:06d}",
        f"Havering demo {place + 1:02d}{'ABCDEFG'[lsoa]}",
    )
