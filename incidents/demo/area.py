"""Havering's 20 wards with schematic boundaries.

Names, codes, centre points and populations are real; the boundaries are not. Each
is the land that lies nearer to its ward's centre than to any other, cut off at a
distance around them all, so the demo needs no boundary file.
"""

from datetime import date
from typing import Any, NamedTuple

import shapely

VINTAGE = "schematic (demo)"
POPULATION_DATE = date(2021, 3, 21)
TOWN_CENTRE_CODE = "E05013983"  # St Edward's: Romford town centre

# Kilometres to a degree near 51.57 north. Written as figures, because a computed
# cosine may differ in its last digit between machines.
KM_PER_DEGREE_LONGITUDE = 69.2
KM_PER_DEGREE_LATITUDE = 111.2
# At this distance around the outermost centres the area is the borough's, 112 km².
REACH_KM = 1.4
_ARC_SEGMENTS = 4
_DECIMALS = 6


class DemoWard(NamedTuple):
    """A ward with its centre and its census population.

    The populations are sums of 2021 census figures of the small areas that fit the
    ward best: derived, not published for the ward.
    """

    code: str
    name: str
    longitude: float
    latitude: float
    population: int


WARDS = (
    DemoWard("E05013967", "Beam Park", 0.179, 51.523, 7002),
    DemoWard("E05013968", "Cranham", 0.268, 51.568, 12988),
    DemoWard("E05013969", "Elm Park", 0.196, 51.547, 17967),
    DemoWard("E05013970", "Emerson Park", 0.230, 51.573, 9506),
    DemoWard("E05013971", "Gooshays", 0.233, 51.616, 16705),
    DemoWard("E05013972", "Hacton", 0.217, 51.549, 7775),
    DemoWard("E05013973", "Harold Wood", 0.242, 51.591, 13276),
    DemoWard("E05013974", "Havering-atte-Bower", 0.177, 51.612, 16029),
    DemoWard("E05013975", "Heaton", 0.211, 51.602, 19137),
    DemoWard("E05013976", "Hylands & Harrow Lodge", 0.197, 51.564, 13555),
    DemoWard("E05013977", "Marshalls & Rise Park", 0.192, 51.592, 14071),
    DemoWard("E05013978", "Mawneys", 0.162, 51.590, 14003),
    DemoWard("E05013979", "Rainham & Wennington", 0.200, 51.513, 13573),
    DemoWard("E05013980", "Rush Green & Crowlands", 0.165, 51.572, 15650),
    DemoWard("E05013981", "St Alban's", 0.190, 51.573, 7588),
    DemoWard("E05013982", "St Andrew's", 0.224, 51.560, 14038),
    DemoWard("E05013983", "St Edward's", 0.183, 51.580, 11850),
    DemoWard("E05013984", "South Hornchurch", 0.189, 51.531, 8768),
    DemoWard("E05013985", "Squirrels Heath", 0.212, 51.584, 15221),
    DemoWard("E05013986", "Upminster", 0.276, 51.542, 13348),
)
TOTAL_POPULATION = sum(ward.population for ward in WARDS)


def ward_weights(town_centre: float) -> list[tuple[DemoWard, float]]:
    """Return each ward with its population, the town centre's times a factor."""
    return [
        (ward, ward.population * (town_centre if ward.code == TOWN_CENTRE_CODE else 1.0))
        for ward in WARDS
    ]


def on_plane(longitude: float, latitude: float) -> tuple[float, float]:
    """Return degrees as kilometres, east and north, on a plane that fits the borough."""
    return longitude * KM_PER_DEGREE_LONGITUDE, latitude * KM_PER_DEGREE_LATITUDE


def ward_boundaries() -> dict[str, Any]:
    """Return the schematic boundaries as a GeoJSON FeatureCollection (RFC 7946).

    The polygons touch without overlap or gap, and their outer rings run
    counter-clockwise. Properties: `code` and `name`.
    """
    centres = shapely.MultiPoint([on_plane(w.longitude, w.latitude) for w in WARDS])
    outline = centres.convex_hull.buffer(REACH_KM, quad_segs=_ARC_SEGMENTS)
    cells = shapely.voronoi_polygons(centres, extend_to=outline, ordered=True).geoms
    return {
        "type": "FeatureCollection",
        "name": VINTAGE,
        "features": [
            _feature(ward, cell.intersection(outline))
            for ward, cell in zip(WARDS, cells, strict=True)
        ],
    }


def _feature(ward: DemoWard, cell: shapely.Polygon) -> dict[str, Any]:
    ring = shapely.orient_polygons(cell, exterior_cw=False).exterior.coords
    return {
        "type": "Feature",
        "properties": {"code": ward.code, "name": ward.name},
        "geometry": {"type": "Polygon", "coordinates": [[_degrees(x, y) for x, y in ring]]},
    }


def _degrees(x: float, y: float) -> list[float]:
    return [
        round(x / KM_PER_DEGREE_LONGITUDE, _DECIMALS),
        round(y / KM_PER_DEGREE_LATITUDE, _DECIMALS),
    ]
