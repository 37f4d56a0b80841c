"""The Vega-Lite document of a chart: the cells of the answer as they are, and how to draw them."""

from incidents.charts.bars import draw_bars, inner_names, lines_of
from incidents.charts.figures import draw_figure
from incidents.charts.forms import BARS, FIGURE, LINE, MAP
from incidents.charts.labels import title_of
from incidents.charts.lines import draw_lines
from incidents.charts.look import BOLD, CONFIG, GREY, INK, SMALL, TITLE, wrapped
from incidents.charts.maps import draw_map, shapes_of
from incidents.charts.words import alternative_of, key_of, source_of

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
DEMO = "Demo data: every figure is made up"
# Each measure has shades of its own.
_APART = {"resolve": {"scale": {"color": "independent"}}}
_DRAW = {LINE: draw_lines, BARS: draw_bars, MAP: draw_map, FIGURE: draw_figure}


def spec_of(chart):
    """Return the Vega-Lite document of a chart; `datasets.cells` are the results of the JSON answer."""
    answer, room = chart.answer, chart.width - 24
    return {
        "$schema": SCHEMA,
        "description": alternative_of(chart),
        "usermeta": {name: answer[name] for name in ("total", "rows_not_covered", "meta")},
        "datasets": {"cells": chart.cells, **_tables(chart)},
        "data": {"name": "cells"},
        "title": {
            "text": wrapped(source_of(chart), room, SMALL), "orient": "bottom", "offset": 14,
            "fontSize": SMALL, "fontWeight": "normal", "color": GREY, "lineHeight": 15,
        },
        "vconcat": [{"title": _title(chart, room), "vconcat": _views(chart), **_APART}],
        "config": CONFIG,
    }  # fmt: skip


def _title(chart, room):
    meta = chart.answer["meta"]
    lines = wrapped(meta["description"], room, TITLE * BOLD, most=6)
    key = [line for text in key_of(chart) for line in wrapped(text, room, 13)]
    return {
        "text": [*wrapped(DEMO, room, TITLE * BOLD), *lines] if meta["synthetic"] else lines,
        "fontSize": TITLE, "fontWeight": "bold", "lineHeight": 21, "offset": 12,
        "subtitle": key, "subtitleFontSize": 13, "subtitleColor": INK, "subtitleLineHeight": 17,
        "subtitlePadding": 6,
    }  # fmt: skip


def _tables(chart):
    """Return what the drawing looks up beside the cells: names of values, shapes of wards."""
    if chart.form == MAP:
        return {"wards": shapes_of(chart)}
    tables = {}
    if chart.form == BARS:
        rows = _rows(chart.inner, inner_names(chart), "name")
        tables["names"] = [row | {"lines": lines_of(row["name"])} for row in rows]
    if chart.panels:
        names = {
            value: "\n".join(wrapped(name, chart.panel_width - 20, 13 * BOLD))
            for value, name in chart.names[chart.panels].items()
        }
        tables["panels"] = _rows(chart.panels, names, "panel")
    return tables


def _rows(group, names, column):
    return [{group: value, column: name} for value, name in names.items()]


def _views(chart):
    views = []
    for measure in chart.measures:
        view = _DRAW[chart.form](chart, measure)
        if chart.panels:
            view = _in_panels(chart, view)
        if chart.form == BARS:
            view.setdefault("transform", []).append(
                _looked_up("names", chart.inner, "name", "lines")
            )
        if chart.form in (LINE, BARS):
            view["title"] = {"text": title_of(measure), "fontSize": 13, "fontWeight": "normal",
                             "offset": 8}  # fmt: skip
        views.append(view)
    return views


def _in_panels(chart, view):
    names = list(dict.fromkeys(chart.names[chart.panels]))
    order = [row["panel"] for row in _tables(chart)["panels"]]
    return {
        "facet": {
            "field": "panel", "type": "nominal", "sort": order, "title": None,
            "header": {"labelExpr": "split(datum.value, '\\n')"},
        },
        "columns": max(1, min(chart.columns, len(names))),
        "spec": view,
        # Each panel has axes of its own, all of them the same scale.
        "resolve": {"axis": {"x": "independent", "y": "independent"}},
        "transform": [_looked_up("panels", chart.panels, "panel")],
    }  # fmt: skip


def _looked_up(table, group, *columns):
    source = {"data": {"name": table}, "key": group, "fields": [*columns]}
    return {"lookup": group, "from": source}
