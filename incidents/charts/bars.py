"""Bars from zero with their figures and intervals; what is not held has words, not a bar."""

from incidents.charts.chart import encoded, limits_of
from incidents.charts.labels import figure
from incidents.charts.look import BLUE, GREY, INK, ORANGE, RIGHT, text_width, wrapped
from incidents.statistics.months import TIME_GROUPS

# Groups whose values have an order of their own.
ORDERED = {"age_range"}
LINE = 14  # pixels between the lines of a name
NUMBER = ",.3~f"  # three decimals, as the answer gives them, without zeros at the end


def draw_bars(chart, measure):
    """Return the layers of one panel for one measure."""
    gutter = name_width(chart) + 12
    room = max(60, chart.panel_width - gutter - RIGHT)
    x = encoded(measure, scale=_scale(chart, measure, room), axis={
        "tickCount": max(2, room // 70), "format": ",~f",
        "tickMinStep": 1 if measure in ("count", "rolling_12_months") else 0.001,
        **({} if chart.knows(measure) else {"values": [0]}),
    })  # fmt: skip
    names = inner_names(chart).values()
    y = {
        "field": "name", "type": "nominal", "title": None, "sort": _order(chart, measure),
        "axis": {"labels": False, "ticks": False, "minExtent": gutter, "maxExtent": gutter},
    }  # fmt: skip
    if not names:
        return _nothing(room)
    lines = sorted({lines_of(name) for name in names})
    return {
        "width": room,
        "height": {"step": max(22, LINE * lines[-1] + 8)},
        "encoding": {"y": y},
        "layer": [
            _bars(x),
            *_compared(chart.compared(measure)),
            *_intervals(measure),
            _figures(measure, chart.compared(measure)),
            _unknown(measure),
            *map(_names, lines),
        ],
    }


def _nothing(room):
    """Say so where nothing of the kind was ever held: a group without values has no bars."""
    return {
        "width": room,
        "height": 30,
        "data": {"values": [{}]},
        "mark": {"type": "text", "align": "left", "color": GREY},
        "encoding": {"x": {"value": 0}, "text": {"value": "Nothing is held of what was asked."}},
    }


def name_width(chart):
    """Return the pixels that the longest line of a name takes, at most two fifths of the panel."""
    names = chart.names[chart.inner].values()
    widest = max((text_width(name) for name in names), default=0)
    return int(min(widest + 4, chart.panel_width * 0.4, 230))


def inner_names(chart):
    """Return {value: name in lines} of the group that the bars are of."""
    width = name_width(chart)
    return {
        value: "\n".join(wrapped(name, width)) for value, name in chart.names[chart.inner].items()
    }


def lines_of(name):
    """Return how many lines a name takes."""
    return name.count("\n") + 1


def _names(lines):
    """The names of so many lines, each beside the middle of its bar: an axis centres the first line."""
    return {
        "transform": [{"filter": f"datum.lines === {lines}"}],
        "mark": {"type": "text", "align": "right", "baseline": "middle", "lineBreak": "\n",
                 "lineHeight": LINE, "dy": -LINE / 2 * (lines - 1)},
        "encoding": {"x": {"value": -8}, "text": {"field": "name"}},
    }  # fmt: skip


def _order(chart, measure):
    """Return the names in order: time and ages as they are, the rest by size; unknown last."""
    names, sums = inner_names(chart), {}
    for cell in chart.cells:
        if cell[measure] is not None:
            sums[cell[chart.inner]] = sums.get(cell[chart.inner], 0) + cell[measure]
    values = [*names]
    if chart.inner in ORDERED:
        codes = [*chart.question.dataset.groups[chart.inner].codelist.codes]
        values.sort(key=lambda value: codes.index(value) if value in codes else len(codes))
    elif chart.inner not in TIME_GROUPS:
        values.sort(key=lambda value: (value not in sums, -sums.get(value, 0)))
    return [names[value] for value in values]


def _scale(chart, measure, room):
    """From zero, and far enough for the widest figure to stand beside the longest bar."""
    limits, compared = limits_of(measure), chart.compared(measure)
    fields = [measure, *([limits[1]] if limits else []), *([compared] if compared else [])]
    most = max((cell[name] for cell in chart.cells for name in fields if cell[name]), default=1)
    figures = (text_width(figure(cell[measure])) for cell in chart.cells if cell[measure])
    label = max(figures, default=10) + 12
    return {"domain": [0, round(most * room / max(room - label, room / 2), 3)], "nice": False}


def _bars(x):
    return {
        "mark": {"type": "bar", "stroke": BLUE, "strokeWidth": 1.5, "height": {"band": 0.68}},
        "encoding": {
            "x": x,
            "fill": {"condition": {"test": "datum.coverage === 'partial'", "value": "white"},
                     "value": BLUE},
        },
    }  # fmt: skip


def _intervals(measure):
    limits = limits_of(measure)
    if limits:
        encoding = {"x": encoded(limits[0]), "x2": {"field": limits[1]}}
        # A white seam keeps the rule visible on the bar.
        yield {"mark": {"type": "rule", "color": "white", "strokeWidth": 4}, "encoding": encoding}
        yield {"mark": {"type": "rule", "color": INK, "strokeWidth": 1.5}, "encoding": encoding}


def _compared(field):
    if field:
        mark = {
            "type": "tick",
            "opacity": 1,
            "fill": ORANGE,
            "stroke": "white",
            "thickness": 5,
            "height": 20,
        }
        yield {"mark": mark, "encoding": {"x": encoded(field)}}


def _figures(measure, compared):
    """The figures, beyond all that is drawn of a bar: its interval, and the tick beside it."""
    limits = limits_of(measure)
    ends = [f"datum.{name}" for name in (limits[1] if limits else measure, compared) if name]
    return {
        "transform": [
            {"filter": f"datum.{measure} !== null"},
            {"calculate": f"max({', '.join(ends)})", "as": "end"},
        ],
        "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 5},
        "encoding": {"x": encoded("end"), "text": encoded(measure, format=NUMBER)},
    }


def _unknown(measure):
    return {
        "transform": [{"filter": f"datum.{measure} === null"}],
        "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 5, "color": GREY,
                 "fontStyle": "italic"},
        "encoding": {
            "x": {"datum": 0, "type": "quantitative"},
            "text": {"condition": {"test": "datum.null_reason === 'not-held'", "value": "× not held"},
                     "value": "× unknown"},
        },
    }  # fmt: skip
