"""The words of a chart: what it shows for those who do not see it, its key, its source."""

from incidents.charts.chart import limits_of
from incidents.charts.forms import BARS, FIGURE, LINE
from incidents.charts.labels import MEASURES, figure, title_of

_KINDS = {LINE: "Line chart", BARS: "Bar chart", FIGURE: "Figure"}
_MARKS = {LINE: "dashed line", BARS: "orange tick", FIGURE: "second figure"}
UNDRAWN = {"previous_year": "Twelve months earlier", "borough": "Rest of the borough"}
COMPARED = {"earlier_count": "twelve months earlier", "rest_rate_per_1000": "rest of the borough"}


def source_of(chart):
    """Return the line that says where the figures are from, and on what terms."""
    meta = chart.answer["meta"]
    release = f"Havering Safety, release {meta['release']}"
    if meta["synthetic"]:
        return f"Source: {release}. Invented figures, for demonstration only."
    return f"Source: {release}. {meta['licence']['attribution']}"


def key_of(chart):
    """Return what the marks of a chart mean, a sentence a mark, only for those that occur."""
    parts, line = [], chart.form == LINE
    if chart.form in (LINE, BARS) and any(chart.knows(m) and limits_of(m) for m in chart.measures):
        parts.append("Shaded band: 95 % interval." if line else "Thin rule: 95 % interval.")
    for measure in chart.measures:
        field = chart.compared(measure)
        if field and chart.draws_beside(measure) and chart.knows(field) and chart.form != FIGURE:
            parts.append(f"{_MARKS[chart.form].capitalize()}: {COMPARED[field]}.")
    if (compare := chart.question.compare) and not any(map(chart.draws_beside, chart.measures)):
        parts.append(f"{UNDRAWN[compare]}: in the figures, not drawn here.")
    unknown = [cell for cell in chart.cells if any(cell[m] is None for m in chart.measures)]
    if unknown and chart.form != FIGURE:
        held = any(cell["null_reason"] is None for cell in unknown)
        parts.append("×: unknown, not zero." if held else "×: not held; unknown, not zero.")
    if chart.form in (LINE, BARS) and any(cell["coverage"] == "partial" for cell in chart.cells):
        parts.append("Hollow: held in part.")
    return [" ".join(parts)] if parts else []


def alternative_of(chart):
    """Return a chart in words with all that must be known of it: the summary, warnings, the release."""
    meta = chart.answer["meta"]
    parts = [summary_of(chart), *(warning["detail"] for warning in meta["warnings"])]
    parts.append(f"Release {meta['release']}; {meta['permalink']}")
    return " ".join(parts)


def summary_of(chart):
    """Return what a chart shows in words: lowest and highest of each measure, what is not known."""
    parts = [f"{_KINDS.get(chart.form, 'Map')}. {chart.answer['meta']['description']}."]
    parts += [_range_of(chart, measure) for measure in chart.measures]
    return " ".join(parts)


def _range_of(chart, measure):
    known = [cell for cell in chart.cells if cell[measure] is not None]
    name, unknown = MEASURES[measure], len(chart.cells) - len(known)
    if not chart.question.groups:
        return (
            f"{title_of(measure)}: {figure(known[0][measure])}." if known else f"{name}: not known."
        )
    told = f" {unknown} of {len(chart.cells)} are not known." if unknown else ""
    if not known:
        return f"{name}: none of {len(chart.cells)} is known."
    low, high = (pick(known, key=lambda cell: cell[measure]) for pick in (min, max))
    return (
        f"{name}: from {figure(low[measure])} ({_called(chart, low)}) "
        f"to {figure(high[measure])} ({_called(chart, high)}).{told}"
    )


def _called(chart, cell):
    return ", ".join(chart.names[group][cell[group]] for group in chart.question.groups)
