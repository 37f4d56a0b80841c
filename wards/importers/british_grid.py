"""Eastings and northings of the British National Grid as degrees, by pyproj.

The transformation is written down, so that every machine gives the same degrees whatever grids
it has: the seven parameters of EPSG:1314. Without Ordnance Survey's grid of corrections (OSTN15)
points are a few metres off.
"""

from functools import cache

from pyproj import Transformer

ACCURACY = (
    "Points are converted from eastings and northings without Ordnance Survey's grid of "
    "corrections: they are right to within a few metres."
)
MOST_EASTING = 700_000
MOST_NORTHING = 1_300_000

# Transverse Mercator undone on Airy's ellipsoid, then OSGB36 to WGS84 by EPSG:1314.
_PIPELINE = """
proj=pipeline
step inv proj=tmerc lat_0=49 lon_0=-2 k=0.9996012717 x_0=400000 y_0=-100000 ellps=airy
step proj=push v_3
step proj=cart ellps=airy
step proj=helmert x=446.448 y=-125.157 z=542.06 rx=0.15 ry=0.247 rz=0.842 s=-20.489
     convention=position_vector
step inv proj=cart ellps=WGS84
step proj=pop v_3
step proj=unitconvert xy_in=rad xy_out=deg
"""


@cache
def _transformer():
    return Transformer.from_pipeline(_PIPELINE)


def to_degrees(eastings, northings):
    """Return longitudes and latitudes, WGS84, of sequences of metres."""
    return _transformer().transform(eastings, northings)
