"""Read ward boundaries from GeoJSON of any vintage. Pure: no database."""

import json
import re
from dataclasses import dataclass

import shapely
from shapely.geometry import mapping, shape

from havering_safety.releases.faults import FileRefusedError
from wards.geometry import area_km2
from wards.slugs import slug_of_name

# WD22CD, WD25CD, wd21cd, code; WD22NM, name.
CODE_PROPERTY = re.compile(r"^(?:WD(?P<year>\d\d)CD|code|gss_code)$", re.IGNORECASE)
NAME_PROPERTY = re.compile(r"^(?:WD\d\dNM|name)$", re.IGNORECASE)
GSS_CODE = re.compile(r"^[EWSN]\d{8}$")
WGS84_NAMES = ("CRS84", "EPSG::4326", "EPSG:4326")
LONGEST_NAME = 80


@dataclass(frozen=True)
class Boundary:
    """A ward as a file gives it. `geometry` is GeoJSON, exterior rings counter-clockwise."""

    gss_code: str
    name: str
    vintage: str
    geometry: dict
    area_km2: float
    longitude: float
    latitude: float

    @property
    def slug(self):
        return slug_of_name(self.name)


def read_boundaries(content, name, vintage=None):
    """Return the Boundaries of a GeoJSON text; raise FileRefusedError naming the feature at fault."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise FileRefusedError(name, f"is not JSON: {error}.") from error
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise FileRefusedError(name, "is not a GeoJSON FeatureCollection.")
    _refuse_other_systems(document, name)
    features = document.get("features")
    if not isinstance(features, list) or not features:
        raise FileRefusedError(name, "holds no features.")
    given = vintage or _vintage_in(document.get("name", "")) or _vintage_in(name)
    found = [_read_feature(feature, place, name, given) for place, feature in enumerate(features)]
    _refuse_repeats(found, name)
    return found


def _refuse_other_systems(document, name):
    crs = str(document.get("crs") or "CRS84")
    if not any(known in crs for known in WGS84_NAMES):
        raise FileRefusedError(
            name, f"has coordinates in another system ({crs}); reproject it to WGS84 (EPSG:4326)."
        )


def _vintage_in(text):
    found = re.search(r"(20\d\d)", str(text))
    return found.group(1) if found else None


def _read_feature(feature, place, name, vintage):
    where = f"feature {place + 1}"
    properties = _member(feature, "properties")
    code_key, code = _property(properties, CODE_PROPERTY)
    _, ward_name = _property(properties, NAME_PROPERTY)
    if not GSS_CODE.match(code):
        raise FileRefusedError(name, f"has no GSS code (properties {sorted(properties)}).", where)
    if not slug_of_name(ward_name) or len(ward_name) > LONGEST_NAME or "\0" in ward_name:
        raise FileRefusedError(name, f"has no name for {code}, or one that is too long.", where)
    outline = _read_outline(feature, name, f"{where} ({code})")
    found = CODE_PROPERTY.match(code_key)
    year = found and found["year"]
    point = outline.representative_point()
    centre = outline.centroid if outline.contains(outline.centroid) else point
    return Boundary(
        gss_code=code,
        name=ward_name,
        vintage=f"20{year}" if year and vintage is None else (vintage or "unknown"),
        geometry=json.loads(json.dumps(mapping(outline))),
        area_km2=round(area_km2(outline), 3),
        longitude=round(centre.x, 6),
        latitude=round(centre.y, 6),
    )


def _member(feature, key):
    """Return the object below a key of a feature, an empty one where there is none."""
    found = feature.get(key) if isinstance(feature, dict) else None
    return found if isinstance(found, dict) else {}


def _property(properties, pattern):
    for key, value in properties.items():
        if pattern.match(key):
            return key, str(value or "").strip()
    return "", ""


def _read_outline(feature, name, where):
    geometry = _member(feature, "geometry")
    if geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        raise FileRefusedError(
            name, f"is {geometry.get('type') or 'nothing'}, not a polygon.", where
        )
    try:
        outline = shape(geometry)
    except (ValueError, TypeError, LookupError, shapely.errors.ShapelyError) as error:
        reason = f"has coordinates that make no polygon: {error}."
        raise FileRefusedError(name, reason, where) from error
    if outline.is_empty:
        raise FileRefusedError(name, "has no coordinates.", where)
    west, south, east, north = outline.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise FileRefusedError(
            name,
            f"has coordinates that are no degrees ({west:g}, {south:g}); reproject to WGS84.",
            where,
        )
    if not outline.is_valid:
        raise FileRefusedError(name, f"crosses itself: {shapely.is_valid_reason(outline)}.", where)
    return shapely.orient_polygons(outline)


def _refuse_repeats(found, name):
    for key in ("gss_code", "slug"):
        seen = {}
        for place, boundary in enumerate(found, start=1):
            value = getattr(boundary, key)
            if value in seen:
                reason = f"has the {key} {value}, like feature {seen[value]}."
                raise FileRefusedError(name, reason, f"feature {place}")
            seen[value] = place
