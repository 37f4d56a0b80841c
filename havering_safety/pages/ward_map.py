"""Where a ward lies: all wards as paths of a small drawing, north up."""

from dataclasses import dataclass
from math import cos, radians

from havering_safety.releases.memory import once_a_release
from wards.gazetteer import gazetteer_of

WIDTH = 320


@dataclass(frozen=True)
class Outline:
    slug: str
    name: str
    path: str


@dataclass(frozen=True)
class Drawing:
    """`height` goes with WIDTH; both are units of the paths."""

    height: int
    outlines: tuple[Outline, ...]


@once_a_release
def drawing_of(release):
    """Return the Drawing of the wards in force.

    A degree of longitude is drawn as wide as it is at the middle latitude.
    """
    gazetteer = gazetteer_of(release)
    shapes = {ward: gazetteer.boundaries[ward.gss_code] for ward in gazetteer.current}
    if not shapes:
        return Drawing(0, ())
    west, south, east, north = gazetteer.area.bounds
    narrowed = cos(radians((south + north) / 2))
    scale = WIDTH / ((east - west) * narrowed)

    def place(longitude, latitude):
        return f"{(longitude - west) * narrowed * scale:.1f} {(north - latitude) * scale:.1f}"

    outlines = [
        Outline(ward.slug, ward.name, _path(shape, place)) for ward, shape in shapes.items()
    ]
    return Drawing(round((north - south) * scale), tuple(outlines))


def _path(shape, place):
    polygons = getattr(shape, "geoms", [shape])
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return "".join(
        "M"
        + "L".join(place(longitude, latitude) for longitude, latitude, *_ in ring.coords[:-1])
        + "Z"
        for ring in rings
    )
