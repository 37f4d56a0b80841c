"""The API's cells as rows of a table: labels for slugs, intervals beside figures, words for gaps."""

from dataclasses import dataclass

from havering_safety.pages.wording import NOT_HELD, interval, label_of, number, time_label
from incidents.statistics.months import TIME_GROUPS
from incidents.unlisted import labels_of
from wards.gazetteer import gazetteer_of

# A page shows so many rows; the CSV has them all.
MOST_ROWS = 400
PARTIAL = "held in part"
# Why a measure can be null although its month is held.
WHY_NULL = {
    "ratio": "too few to say",
    "change": "not held in full",
    "rolling_12_months": "fewer than 12 months held",
    "rate_per_1000": "no residents known",
    "rest_rate_per_1000": "no residents known",
    "percent": "nothing to share",
}


@dataclass(frozen=True)
class Cell:
    """A figure as text with its interval, or a gap in words."""

    text: str
    interval: str = ""
    is_gap: bool = False


@dataclass(frozen=True)
class Table:
    """`heads` label the groups, `columns` the measures; each row is (labels, cells, note)."""

    heads: list[str]
    columns: list[str]
    rows: list
    # How many rows there are after those shown.
    more: int


def table_of(shown, body, release, write=number, start=0):
    """Return the Table of an answer of statistics from a row on, with numbers as `write` writes them."""
    results, groups = body["results"], body["meta"]["query"].get("group_by", [])
    labels = {name: _labels(shown, name, release) for name in groups}
    measures = measures_in(results[0], groups) if results else []
    rows = [
        (
            [_label(labels[name], cell[name]) for name in groups],
            [cell_of(cell, measure, write) for measure in measures],
            PARTIAL if cell["coverage"] == "partial" else "",
        )
        for cell in results[start : start + MOST_ROWS]
    ]
    return Table(
        [label_of(name).removeprefix("Count by ") for name in groups],
        [label_of(measure) for measure in measures],
        rows,
        max(0, len(results) - start - MOST_ROWS),
    )


def measures_in(cell, groups):
    """Return the measures of a cell: intervals and coverage stand beside them, not by themselves."""
    beside = (*groups, "coverage", "null_reason", "earlier_coverage")
    return [name for name in cell if name not in beside and not name.endswith(("_lower", "_upper"))]


def cell_of(cell, measure, write=number):
    """Return a measure of a cell of the API: never a blank, and never 0 for what is not held.

    `write` turns numbers into text: to the last digit that the API gives, where nothing else is asked.
    """
    value = cell[measure]
    if value is None:
        is_held = cell["null_reason"] is None
        return Cell(WHY_NULL.get(measure, NOT_HELD) if is_held else NOT_HELD, is_gap=True)
    limits = interval(cell.get(f"{measure}_lower"), cell.get(f"{measure}_upper"), write)
    return Cell(write(value), limits)


def _labels(shown, name, release):
    """Return {value: label} of a group, or a function for one over time."""
    if name in TIME_GROUPS:
        return time_label
    if name == "ward":
        return {ward.slug: ward.name for ward in gazetteer_of(release).current}
    return labels_of(release, shown.dataset.groups[name].codelist)


def _label(labels, value):
    if callable(labels):
        return labels(value)
    return "not given" if value is None else labels.get(value, value)
