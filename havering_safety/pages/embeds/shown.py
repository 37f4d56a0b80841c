"""What an embed shows, in words: the frame and the element print these texts and nothing else."""

from dataclasses import asdict, dataclass
from typing import Any

from havering_safety.api.links import absolute
from havering_safety.pages.grids import Table, table_of
from incidents.charts.chart import Chart
from incidents.charts.words import summary_of


@dataclass(frozen=True)
class Shown:
    """`chart` is the address of the drawing, without a width, and `alternative` says the same in words.

    `source` and `permalink` are pages: the newest figures of the question, and these very ones.
    """

    title: str
    demo: str
    chart: str | None
    alternative: str | None
    table: Table
    notes: list[str]
    by: str
    attribution: str
    licence: str
    source: str
    permalink: str

    def as_data(self) -> dict[str, Any]:
        """Return all of it for the element, cells as texts: it has nothing to put together."""
        table = self.table
        rows = [
            [*_noted(labels, note), *(_worded(cell) for cell in cells)]
            for labels, cells, note in table.rows
        ]
        whole = {
            "heads": [*table.heads, *table.columns],
            "labels": len(table.heads),
            "rows": rows,
            "below": self.below(),
        }
        return asdict(self) | {"table": whole, "figures": self.figures()}

    def below(self):
        """Return what must be said below the table, mostly nothing."""
        if not self.table.rows:
            return "No month of what was asked is held here. That is unknown, not zero."
        return f"{self.table.more} more rows stand at the source." if self.table.more else ""

    def figures(self):
        """Return (figure, what it is) for each measure of a question without groups, else nothing."""
        table = self.table
        if table.heads or not table.rows:
            return []
        ((_, cells, note),) = table.rows
        return [
            (cell.text, ", ".join(filter(None, (name, _limits(cell), note))))
            for name, cell in zip(table.columns, cells, strict=True)
        ]


def _noted(labels, note):
    return [f"{labels[0]} ({note})", *labels[1:]] if note and labels else labels


def _worded(cell):
    return f"{cell.text} ({cell.interval})" if cell.interval else cell.text


def _limits(cell):
    return f"95 % interval {cell.interval}" if cell.interval else ""


def shown_of(asking, query, kind):
    """Return the Shown of a view's question, which was read and found to suit the kind of embed."""
    body = asking.body()
    meta = body["meta"]
    demo = [one["detail"] for one in meta["warnings"] if one["code"] == "synthetic-data"]
    return Shown(
        title=meta["description"],
        demo=" ".join(demo),
        **(_drawing(asking, query, body) if kind == "chart" else NO_DRAWING),
        table=table_of(asking.shown, body, query.release),
        notes=[one["detail"] for one in meta["warnings"] if one["code"] != "synthetic-data"],
        by=f"Havering Safety, release {meta['release']}",
        attribution=meta["licence"]["attribution"],
        licence=meta["licence"]["url"],
        source=absolute("/explore", in_explorer(asking, release=False)),
        permalink=absolute("/explore", in_explorer(asking, release=True)),
    )


NO_DRAWING = {"chart": None, "alternative": None}


def _drawing(asking, query, body):
    form = query.get("chart")
    canonical = asking.asked.canonical(**({"chart": form} if form else {}))
    address = absolute(f"{asking.shown.path}.svg", canonical)
    chart = Chart(asking.inner.question(asking.asked), body, form, 0)
    return {"chart": address, "alternative": summary_of(chart)}


def in_explorer(asking, *, release):
    """Return the question as the explorer's query string, with its `release` or of the newest."""
    parts = [f"dataset={asking.shown.name}", *asking.asked.canonical().split("&")]
    return "&".join(part for part in parts if release or not part.startswith("release="))
