"""The figures of a ward page: twelve months of each data set beside the rest of the borough."""

from dataclasses import dataclass

from havering_safety.pages.asking import query_of
from havering_safety.pages.datasets import SHOWN
from havering_safety.pages.grids import PARTIAL, Cell, Table, cell_of, table_of
from havering_safety.pages.wording import brief, time_label
from incidents.description import describe_period
from incidents.statistics.months import shift_month

MONTHS_DRAWN = 36
BESIDE = {"measures": "count,rate_per_1000", "compare": "borough"}


@dataclass(frozen=True)
class Row:
    """A count and rate of the ward beside the rate of the rest of the borough."""

    label: str
    count: Cell
    rate: Cell
    rest: Cell
    period: str
    href: str
    # That a part of the period is not held, where it is not.
    note: str = ""


@dataclass(frozen=True)
class Trend:
    """Counts month by month, and the address of their drawing."""

    sentence: str
    chart: str
    table: Table


def data_sets_beside(ward, release):
    """Return a Row for each data set: the twelve months to its latest one, and the warnings."""
    rows, warnings = [], {}
    for shown in SHOWN.values():
        period = shown.latest_year(release)
        if period is None:
            gap = Cell("not held", is_gap=True)
            rows.append(Row(shown.short, gap, gap, gap, "nothing held", ""))
            continue
        texts = _texts(ward, period, group_by="ward", **BESIDE)
        body = shown.ask(texts, release)
        rows += _rows(shown, body["results"], [shown.short], period, texts)
        warnings |= {one["detail"]: None for one in body["meta"]["warnings"]}
    return rows, list(warnings)


def crime_types_beside(ward, release):
    """Return a Row for each crime type of street-level incidents, and the period in words."""
    shown = SHOWN["incidents"]
    period = shown.latest_year(release)
    if period is None:
        return [], ""
    texts = _texts(ward, period, group_by="ward,crime_type", **BESIDE)
    body = shown.ask(texts, release)
    labels = [labels[1] for labels, _, _ in table_of(shown, body, release).rows]
    rows = _rows(shown, body["results"], labels, period, texts)
    return rows, describe_period(None, *period)


def trend_of(ward, release):
    """Return the Trend of street-level incidents, None where nothing is held."""
    shown = SHOWN["incidents"]
    covered = shown.coverage(release).covered
    if not covered:
        return None
    first = max(covered[0], shift_month(covered[-1], 1 - MONTHS_DRAWN))
    texts = _texts(ward, (first, covered[-1]), group_by="month")
    body, query = shown.ask(texts, release), query_of({**texts, "release": release.number})
    address = f"{shown.path}.svg?{query.urlencode(safe=',')}"
    sentence = f"Street-level incidents in {ward.name} by month, {time_label(first)} to {time_label(covered[-1])}"
    return Trend(sentence, address, table_of(shown, body, release, brief))


def _texts(ward, period, **more):
    return {"ward": ward.slug, "date_from": period[0], "date_to": period[1], **more}


def _rows(shown, cells, labels, period, texts):
    query = query_of({"dataset": shown.name, **texts}).urlencode(safe=",")
    return [
        Row(
            label,
            cell_of(cell, "count", brief),
            cell_of(cell, "rate_per_1000", brief),
            cell_of(cell, "rest_rate_per_1000", brief),
            describe_period(None, *period),
            f"/explore?{query}",
            PARTIAL if cell["coverage"] == "partial" else "",
        )
        for label, cell in zip(labels, cells, strict=True)
    ]
