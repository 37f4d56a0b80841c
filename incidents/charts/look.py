"""How charts look: one hue that nobody confuses, text that is text, words that fit.

Every line and mark has a contrast of at least 3:1 against white, every text 4.5:1.
"""

import re

BLUE = "#1d5a8c"
BAND = "#cfe0ee"  # the shade between two edges, which carry the contrast
EDGE = "#4f86b3"
PALE, DARK = "#e4eef7", "#08306b"  # the ends of a map's scale
ORANGE = "#b4500a"  # what a figure stands beside
INK, GREY = "#16191d", "#595959"
GRID, EMPTY = "#e2e2e2", "#ececec"
# The first is bundled with the renderer; the others have the same widths.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
SMALL, TITLE = 12, 17
# Bold is wider, in the widest of the fonts that browsers have instead by a quarter.
BOLD = 1.25
LEFT, RIGHT = 52, 16  # room beside a plot, for numbers on the left

_NARROW, _WIDE = set("ijl.,'|!I[]()ftr:;- "), set("mwMW@%–…")

CONFIG = {
    "aria": False,
    "background": "#ffffff",
    "font": FONT,
    "padding": 8,
    "view": {"stroke": None},
    "concat": {"spacing": 18},
    "facet": {"spacing": 18},
    "axis": {
        "labelFontSize": SMALL, "titleFontSize": SMALL, "labelColor": INK, "titleColor": INK,
        "titleFontWeight": "normal", "gridColor": GRID, "domainColor": GREY, "tickColor": GREY,
        "labelLimit": 0, "titleLimit": 0,
    },
    "header": {
        "labelFontSize": 13, "labelFontWeight": "bold", "labelColor": INK, "labelLimit": 0,
        "labelAnchor": "start", "labelLineHeight": 15, "title": None,
    },
    "legend": {"labelFontSize": SMALL, "titleFontSize": SMALL, "labelColor": INK,
               "titleColor": INK, "titleFontWeight": "normal", "titleLimit": 0},
    "text": {"fontSize": SMALL, "color": INK},
    "title": {"anchor": "start", "frame": "bounds", "color": INK, "limit": 0},
}  # fmt: skip


def text_width(text, size=SMALL):
    """Return about how many pixels a text takes: a little more rather than less."""
    return sum(_share(letter) for letter in text) * size


def _share(letter):
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.95
    return 0.72 if letter.isupper() else 0.58


def wrapped(text, width, size=SMALL, most=8):
    """Return a text as lines that fit a width; a longer one ends in an ellipsis."""
    lines = [""]
    for space, piece in _pieces(text, width, size):
        longer = f"{lines[-1]}{space}{piece}".lstrip()
        if lines[-1] and text_width(longer, size) > width:
            lines.append(piece)
        else:
            lines[-1] = longer
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1] + " …"]
    return lines


def _pieces(text, width, size):
    """Yield (what stands before it, piece): words, parts after a hyphen, pieces of what is too wide."""
    for word in text.split():
        space = " "
        for part in re.findall(r"[^-]*-+|[^-]+", word):
            while text_width(part, size) > width and len(part) > 1:
                fits = max(1, int(len(part) * width / text_width(part, size)) - 1)
                yield space, part[:fits]
                space, part = "", part[fits:]
            yield space, part
            space = ""
