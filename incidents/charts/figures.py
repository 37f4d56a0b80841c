"""One figure in large type, with its interval, or the words that nothing is held."""

from incidents.charts.bars import NUMBER
from incidents.charts.chart import encoded, limits_of
from incidents.charts.labels import figure, title_of
from incidents.charts.look import BLUE, GREY

COMPARED = {"earlier_count": "Twelve months earlier", "rest_rate_per_1000": "Rest of the borough"}


def draw_figure(chart, measure):
    """Return the layers of one figure: the number, what it is, its interval, what it is beside."""
    (cell,) = chart.cells
    if cell[measure] is None:
        unknown = "Not held" if cell["null_reason"] else "Unknown"
        layers = [_text(0, 44, GREY, text=unknown), _text(54, 14, GREY, text="Unknown, not zero.")]
    else:
        partly = ", held in part" if cell["coverage"] == "partial" else ""
        layers = [
            _text(0, 56, BLUE, field=measure),
            _text(66, 14, None, text=f"{title_of(measure)}{partly}"),
            *_interval(measure),
        ]
    if (field := chart.compared(measure)) and cell[field] is not None:
        layers.append(_text(108, 14, None, text=f"{COMPARED[field]}: {figure(cell[field])}"))
    return {"width": chart.width - 24, "height": 108 + 20 * bool(field), "layer": layers}


def _text(down, size, color, *, text=None, field=None):
    mark = {"type": "text", "align": "left", "baseline": "top", "fontSize": size}
    if color:
        mark |= {"color": color}
    if text:
        mark |= {"text": text}
    encoding = {"x": {"value": 0}, "y": {"value": down}}
    if field:
        mark["fontWeight"] = "bold"
        encoding["text"] = encoded(field, format=NUMBER)
    return {"mark": mark, "encoding": encoding}


def _interval(measure):
    if limits := limits_of(measure):
        lower, upper = (f"format(datum.{name}, '{NUMBER}')" for name in limits)
        words = f"'95 % interval ' + {lower} + ' to ' + {upper}"
        layer = _text(86, 14, None)
        layer["transform"] = [{"calculate": words, "as": "interval"}]
        layer["encoding"]["text"] = {"field": "interval"}
        yield layer
