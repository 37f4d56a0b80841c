"""A map of the wards, north up: shade by the figure, a cross where nothing is held."""

import shapely
from shapely.geometry import mapping

from incidents.charts.bars import NUMBER
from incidents.charts.labels import figure, title_of
from incidents.charts.look import DARK, GREY, INK, PALE, text_width, wrapped
from wards.gazetteer import gazetteer_of
from wards.geometry import kilometres_per_degree

WIDEST = 900  # pixels
NAME, FIGURE, TIGHT = 11, 11, 10  # sizes of type
# Above this share of the largest figure the shade is so dark that white reads better than black.
DARK_FROM = 0.605
DECIMALS = 5  # about a metre


def shapes_of(chart):
    """Return the wards in force as GeoJSON features with a point for their label.

    Vega takes a ring that runs counter-clockwise for the whole world without it.
    """
    gazetteer = gazetteer_of(chart.question.query.release)
    asked, scale = chart.names["ward"], _scale(chart)
    return [
        _feature(ward, gazetteer.boundaries[ward.gss_code], asked, scale)
        for ward in gazetteer.current
    ]


def _feature(ward, boundary, asked, scale):
    (longitude, latitude), room = _middle(boundary, scale)
    name = wrapped(asked.get(ward.slug, ward.name), 84, NAME)
    return {
        "type": "Feature",
        "ward": ward.slug,
        "asked": ward.slug in asked,
        "longitude": round(longitude, DECIMALS),
        "latitude": round(latitude, DECIMALS),
        "room": round(room),
        "name": "\n".join(name) if _fits(name, room) else "",
        "geometry": mapping(shapely.orient_polygons(boundary, exterior_cw=True)),
    }


def _middle(boundary, scale):
    """Return the point farthest from a ward's border, and the pixels across of the circle there."""
    east, north = scale
    flat = shapely.transform(boundary, lambda points: points * (east, north))
    spoke = shapely.maximum_inscribed_circle(flat)
    x, y = spoke.coords[0]
    return (x / east, y / north), 2 * spoke.length


def _fits(name, room):
    return max(text_width(line, NAME) for line in name) <= room and 15 * len(name) + 18 <= room


def _scale(chart):
    """Return the pixels of a degree of longitude and of latitude."""
    west, south, east, north = gazetteer_of(chart.question.query.release).area.bounds
    per_longitude, per_latitude = kilometres_per_degree((south + north) / 2)
    across = _room(chart) / (east - west)
    return across, across * per_latitude / per_longitude


def _room(chart):
    return min(chart.width - 24, WIDEST)


def draw_map(chart, measure):
    """Return the layers of the map for one measure."""
    known = [cell[measure] for cell in chart.cells if cell[measure] is not None]
    most = max(known, default=0) or 1
    return {
        "width": _room(chart),
        "height": _height(chart),
        "data": {"name": "wards"},
        "transform": [_figure_of_ward(measure)],
        "projection": {"type": "mercator"},
        "layer": [
            _areas("!datum.asked", {"value": "#f6f6f6"}, GREY),
            _areas("datum.asked && datum.figure === null", {"value": "#ffffff"}, INK),
            _areas("datum.asked && datum.figure !== null", _shade(chart, measure, most), INK),
            *_words(measure, chart, most),
        ],
    }


def _height(chart):
    _, south, _, north = gazetteer_of(chart.question.query.release).area.bounds
    return round(min((north - south) * _scale(chart)[1], 2 * _room(chart)))


def _figure_of_ward(measure):
    return {
        "lookup": "ward",
        "from": {"data": {"name": "cells"}, "key": "ward", "fields": [measure]},
        "as": ["figure"],
    }


def _areas(test, color, stroke):
    return {
        "transform": [{"filter": test}],
        "mark": {"type": "geoshape", "stroke": stroke, "strokeWidth": 0.8},
        "encoding": {"color": color},
    }


def _shade(chart, measure, most):
    legend = {
        "title": title_of(measure), "orient": "bottom", "direction": "horizontal",
        "gradientLength": min(chart.width - 60, 300), "format": ",~f", "tickCount": 4,
        "gradientStrokeColor": GREY, "gradientStrokeWidth": 1,
    }  # fmt: skip
    return {
        "field": "figure",
        "type": "quantitative",
        "scale": {"domain": [0, most], "range": [PALE, DARK], "interpolate": "lab"},
        "legend": legend if chart.knows(measure) else None,
    }


def _words(measure, chart, most):
    """Yield figures and names where they fit, figures on a white ground where they do not, the crosses."""
    place = {
        "longitude": {"field": "longitude", "type": "quantitative"},
        "latitude": {"field": "latitude", "type": "quantitative"},
    }
    unknown = [{"filter": "datum.asked && datum.figure === null"}]
    cross = {"type": "text", "text": "×", "fontSize": 16, "color": GREY}
    yield {"transform": unknown, "mark": cross, "encoding": place}
    figures = [figure(cell[measure]) for cell in chart.cells if cell[measure] is not None]
    widest = round(max((text_width(text, FIGURE) for text in figures), default=0))
    known = "datum.asked && datum.figure !== null"
    fits = f"{known} && datum.room >= {widest}"
    color = {"test": f"datum.figure > {most * DARK_FROM}", "value": "white"}
    words = {"color": {"condition": color, "value": "black"}}
    bold = {"type": "text", "fontSize": FIGURE, "fontWeight": "bold"}
    text = {"text": {"field": "figure", "type": "quantitative", "format": NUMBER}}
    # A figure stands above the name where there is one.
    for test, across in ((" && datum.name", {"baseline": "bottom"}), (" && !datum.name", {})):
        shown = [{"filter": fits + test}]
        yield {"transform": shown, "mark": bold | across, "encoding": place | text | words}
    name = {"type": "text", "fontSize": NAME, "lineBreak": "\n", "baseline": "line-top", "dy": 3}
    named = {"text": {"field": "name"}}
    yield {"transform": [{"filter": f"{fits} && datum.name"}], "mark": name,
           "encoding": place | named | words}  # fmt: skip
    # A figure wider than its ward: the white seam parts it from borders and shades.
    tight = [{"filter": f"{known} && datum.room < {widest}"}]
    for ground in ({"stroke": "white", "strokeWidth": 3, "fill": "white"}, {"fill": "black"}):
        mark = bold | {"fontSize": TIGHT} | ground
        yield {"transform": tight, "mark": mark, "encoding": place | text}
