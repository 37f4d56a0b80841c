"""Boundaries as shapes: areas in square kilometres and the ward that holds a point."""

import hashlib
import math
from functools import cached_property

import numpy
import shapely

# WGS84 ellipsoid.
SEMI_MAJOR_KM = 6378.137
ECCENTRICITY_SQUARED = 0.00669437999014


def kilometres_per_degree(latitude):
    """Return how many kilometres a degree of longitude and one of latitude are, at a latitude.

    By the ellipsoid's radii of curvature: along the parallel, and along the meridian.
    """
    angle = math.radians(latitude)
    bend = 1 - ECCENTRICITY_SQUARED * math.sin(angle) ** 2
    meridian = SEMI_MAJOR_KM * (1 - ECCENTRICITY_SQUARED) / bend**1.5
    parallel = SEMI_MAJOR_KM / math.sqrt(bend) * math.cos(angle)
    return math.radians(parallel), math.radians(meridian)


def area_km2(shape):
    """Return the area of a small WGS84 shape in square kilometres.

    Degrees become kilometres at the middle latitude; for shapes of a few kilometres
    the error is below 0.1 %.
    """
    east, north = kilometres_per_degree(shape.centroid.y)
    return shape.area * east * north


class Placer:
    """Finds the ward of a point. Built once from (code, boundary) pairs, then used for many points."""

    def __init__(self, boundaries):
        pairs = sorted(boundaries, key=lambda pair: pair[0])
        self.codes = [code for code, _ in pairs]
        self._shapes = [shape for _, shape in pairs]
        self._tree = shapely.STRtree(self._shapes)

    @cached_property
    def digest(self):
        """A text that changes with anything that could put a point in another ward."""
        digest = hashlib.sha256(shapely.geos_version_string.encode())
        for code, boundary in zip(self.codes, shapely.to_wkb(self._shapes), strict=True):
            digest.update(code.encode() + boundary)
        return digest.hexdigest()

    def place(self, longitudes, latitudes):
        """Return a list with the ward code of each point, None outside the area.

        A point on a border belongs to the ward whose code comes first.
        """
        points = shapely.points(longitudes, latitudes)
        found = numpy.full(len(points), len(self.codes))
        which, ward = self._tree.query(points, predicate="intersects")
        numpy.minimum.at(found, which, ward)
        return [*map([*self.codes, None].__getitem__, found)]
