"""A line over time: a band for the interval, gaps and crosses where nothing is held."""

from incidents.charts.chart import encoded, limits_of
from incidents.charts.look import BAND, BLUE, EDGE, EMPTY, GREY, LEFT, ORANGE, RIGHT

CROSS = "M-1,-1L1,1M1,-1L-1,1"
TICK = 46  # pixels that a label under the axis takes
STEPS = (1, 3, 6, 12, 24, 60, 120, 300, 600)
_MONTHS = '["Jan","Feb","Mar","Apr","May","Jun","Jul","Aug","Sep","Oct","Nov","Dec"]'
# Two lines: the month or quarter, and its year.
LABELS = {
    "month": f"[{_MONTHS}[+slice(datum.value,5)-1], slice(datum.value,0,4)]",
    "quarter": "[slice(datum.value,5), slice(datum.value,0,4)]",
}


def draw_lines(chart, measure):
    """Return the layers of one panel for one measure."""
    room = chart.panel_width - LEFT - RIGHT
    # Without a figure the axis is only its zero.
    scale = {"zero": True, "nice": True} if chart.knows(measure) else {"domain": [0, 1]}
    y = encoded(measure, scale=scale, axis=_figures(chart, measure))
    return {
        "width": room,
        "height": 150 if chart.panels else 260,
        "encoding": {"x": _time(chart, room)},
        "layer": [
            _gaps(measure),
            *_intervals(chart, measure, y),
            *_compared(chart.compared(measure)),
            {"mark": {"type": "line", "color": BLUE, "strokeWidth": 2.5}, "encoding": {"y": y}},
            _points(chart, measure),
            _crosses(measure),
        ],
    }


def _figures(chart, measure):
    return {
        "minExtent": LEFT - 8,
        "maxExtent": LEFT - 8,
        "tickCount": 4 if chart.panels else 6,
        "tickMinStep": 1 if measure in ("count", "rolling_12_months") else 0.001,
        "format": ",~f",
        **({} if chart.knows(measure) else {"values": [0]}),
    }


def _time(chart, room):
    labels = chart.values_of(chart.inner)
    return {
        "field": chart.inner,
        "type": "ordinal",
        "title": None,
        "scale": {"type": "band", "domain": labels},
        "axis": {
            "values": _ticks(labels, chart.inner, room // TICK),
            "labelExpr": LABELS.get(chart.inner, "datum.value"),
            "labelAngle": 0,
            "labelOverlap": False,
        },
    }


def _ticks(labels, group, most):
    """Return the labels shown: as many as fit, at whole years where all do not."""
    parts = {"month": 12, "quarter": 4}.get(group, 1)
    if len(labels) <= most:
        return labels
    for step in STEPS:
        # A step over months of a year starts in January, one over years at a round year.
        shown = [text for text in labels if _place(text, parts) % step == 0]
        if len(shown) <= most:
            return shown or labels[:1]
    return labels[:1]


def _place(text, parts):
    year = int(text[:4])
    if parts == 1:
        return year
    return year * parts + int(text[-2:].strip("Q")) - 1


def _gaps(measure):
    return {
        "transform": [{"filter": f"datum.{measure} === null"}],
        "mark": {"type": "rect", "color": EMPTY},
    }


def _intervals(chart, measure, y):
    limits = limits_of(measure)
    if not limits:
        return
    lower, upper = limits
    yield {
        "mark": {"type": "area", "color": BAND},
        "encoding": {"y": encoded(lower), "y2": {"field": upper}},
    }
    for edge in limits:
        yield {
            "mark": {"type": "line", "color": EDGE, "strokeWidth": 1},
            "encoding": {"y": encoded(edge)},
        }
    yield {
        # A point with no neighbour has no band, but an interval all the same.
        "transform": [
            {
                "window": [
                    {"op": "lag", "field": measure, "as": "before"},
                    {"op": "lead", "field": measure, "as": "after"},
                ],
                "sort": [{"field": chart.inner}],
                "groupby": [chart.panels] if chart.panels else [],
            },
            {"filter": f"datum.{measure} !== null && datum.before == null && datum.after == null"},
        ],
        "mark": {"type": "rule", "color": EDGE, "strokeWidth": 2},
        "encoding": {"y": encoded(lower), "y2": {"field": upper}},
    }


def _compared(field):
    if field:
        mark = {"type": "line", "color": ORANGE, "strokeDash": [5, 4], "strokeWidth": 2,
                "point": {"color": ORANGE, "size": 16}}  # fmt: skip
        yield {"mark": mark, "encoding": {"y": encoded(field)}}


def _points(chart, measure):
    dense = len(chart.names[chart.inner]) * 7 > chart.panel_width
    return {
        "mark": {"type": "point", "filled": True, "stroke": BLUE, "strokeWidth": 1.5,
                 "size": 12 if dense else 34, "opacity": 1},
        "encoding": {
            "y": encoded(measure),
            "fill": {"condition": {"test": "datum.coverage === 'partial'", "value": "white"},
                     "value": BLUE},
        },
    }  # fmt: skip


def _crosses(measure):
    return {
        "transform": [{"filter": f"datum.{measure} === null"}],
        "mark": {"type": "point", "shape": CROSS, "stroke": GREY, "strokeWidth": 1.5, "size": 30,
                 "filled": False, "opacity": 1, "yOffset": -6},
        "encoding": {"y": {"datum": 0, "type": "quantitative"}},
    }  # fmt: skip
