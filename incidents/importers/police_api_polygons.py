"""Rings in the form the police API takes, and halves of those with too many crimes.

A ring is (latitude, longitude) pairs and stands for all it encloses: the API knows no holes. What
lies in a hole comes along, and is placed by its own map point like everything else.
"""

import math
import re
from collections.abc import Iterable, Sequence

from shapely import Polygon, box, make_valid
from shapely.geometry.base import BaseGeometry

from incidents.importers.police_api_client import Ring

WARD_CODE = re.compile(r"[A-Za-z0-9]+", re.ASCII)


class PolygonRefusedError(ValueError):
    """A polygon cannot be asked about; the message names its ward."""


def name_rings(wards: Iterable[tuple[str, Sequence[Ring]]]) -> dict[str, Ring]:
    """Return each ward's outer rings by polygon name, `E05000306-0`, in order of name.

    Refuses what would get an empty, and therefore believable, answer: coordinates out of the
    United Kingdom, as the two swapped would be, and a ring with no inside.
    """
    rings: dict[str, Ring] = {}
    for ward, polygon in wards:
        if not WARD_CODE.fullmatch(ward) or not polygon or f"{ward}-0" in rings:
            raise PolygonRefusedError(f"{ward!r}: no usable code, no ring, or given twice")
        for number, ring in enumerate(polygon):
            if not all(49 <= lat <= 61 and -9 <= lon <= 2 for lat, lon in ring):
                raise PolygonRefusedError(f"{ward}: not latitude, longitude in the United Kingdom")
            if len(ring) < 3 or not _shape(ring).area:
                raise PolygonRefusedError(f"{ward}: ring {number} encloses nothing")
            rings[f"{ward}-{number}"] = ring
    if not rings:
        raise PolygonRefusedError("no wards to ask about")
    return dict(sorted(rings.items()))


def halve(ring: Ring) -> tuple[Ring, Ring]:
    """Return the two sides of a ring, cut across the longer side of its bounding box."""
    shape = _shape(ring)
    west, south, east, north = shape.bounds
    if (east - west) * math.cos(math.radians((south + north) / 2)) > north - south:
        cut = _between_map_points((west + east) / 2)
        boxes = box(west, south, cut, north), box(cut, south, east, north)
    else:
        cut = _between_map_points((south + north) / 2)
        boxes = box(west, south, east, cut), box(west, cut, east, north)
    first, second = (_outline(shape.intersection(side)) for side in boxes)
    return first, second


def _shape(ring: Ring) -> BaseGeometry:
    return make_valid(Polygon([(lon, lat) for lat, lon in ring]))


def _between_map_points(degrees: float) -> float:
    # Map points have six decimals. None may lie on the cut and so in neither half.
    return round(degrees, 6) + 5e-7


def _outline(half: BaseGeometry) -> Ring:
    # One request takes one ring. A winding ward's half may be in pieces: their hull is asked.
    # What it adds is another ward's crimes, dropped as repeats or placed by their points.
    whole = half if isinstance(half, Polygon) and not half.interiors else half.convex_hull
    if not isinstance(whole, Polygon):
        raise PolygonRefusedError("a half of the polygon encloses nothing")
    return [(lat, lon) for lon, lat in whole.exterior.coords]
