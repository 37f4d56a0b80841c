"""Ward boundaries and populations as files, made small: two square wards side by side."""

import json

WEST_WARD = "E05990001"
EAST_WARD = "E05990002"


def make_square(west, south, east, north):
    """Return a GeoJSON polygon."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def make_ward(code, name, geometry):
    """Return a GeoJSON feature."""
    properties = {"WD25CD": code, "WD25NM": name}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def two_wards(border=0.1):
    """Return the features of West and East, which meet at a longitude."""
    return [
        make_ward(WEST_WARD, "West", make_square(0.0, 51.5, border, 51.6)),
        make_ward(EAST_WARD, "East", make_square(border, 51.5, 0.2, 51.6)),
    ]


def make_boundaries(path, features, **members):
    """Write a GeoJSON file of features, and return its path as text."""
    document = {"type": "FeatureCollection", "features": features} | members
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


def make_population(path, residents):
    """Write a CSV of residents by ward code, and return its path as text."""
    lines = ["ward_code,ward_name,total"]
    lines += [f"{code},Somewhere,{count}" for code, count in residents.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)
