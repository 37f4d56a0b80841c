"""Boundaries as shapes: areas in square kilometres and the ward that holds a point."""

import math

import numpy
import shapely

# WGS84 ellipsoid.
SEMI_MAJOR_KM = 6378.137
ECCENTRICITY_SQUARED = 0.00669437999014


def area_km2(shape):
    """Return the area of a small WGS84 shape in square kilometres.

    Degrees become kilometres by the ellipsoid's radii of curvature at the middle
    latitude; for shapes of a few kilometres the error is below 0.1 %.
    """
    latitude = math.radians(shape.centroid.y)
    bend = 1 - ECCENTRICITY_SQUARED * math.sin(latitude) ** 2
    meridian = SEMI_MAJOR_KM * (1 - ECCENTRICITY_SQUARED) / bend**1.5
    normal = SEMI_MAJOR_KM / math.sqrt(bend)
    square_degree = math.radians(1) ** 2 * meridian * normal * math.cos(latitude)
    return shape.area * square_degree


class Placer:
    """Finds the ward of a point. Built once from (code, boundary) pairs, then used for many points."""

    def __init__(self, boundaries):
        pairs = sorted(boundaries, key=lambda pair: pair[0])
        self.codes = [code for code, _ in pairs]
        self._tree = shapely.STRtree([shape for _, shape in pairs])

    def place(self, longitudes, latitudes):
        """Return a list with the ward code of each point, None outside the area.

        A point on a border belongs to the ward whose code comes first.
        """
        points = shapely.points(longitudes, latitudes)
        found = numpy.full(len(points), len(self.codes))
        which, ward = self._tree.query(points, predicate="intersects")
        numpy.minimum.at(found, which, ward)
        return [*map([*self.codes, None].__getitem__, found)]
