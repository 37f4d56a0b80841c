"""Headline figures: one number with its interval, its period in words, and what it stands beside."""

from dataclasses import dataclass

from havering_safety.pages.asking import query_of
from havering_safety.pages.grids import Cell, cell_of
from havering_safety.pages.wording import brief, interval, number
from incidents.description import describe_period


@dataclass(frozen=True)
class Headline:
    """A figure with the question behind it. `beside` says what it is to be seen beside."""

    title: str
    cell: Cell
    unit: str
    period: str
    beside: str
    href: str


def headline_of(shown, release, title, texts, measure="count", unit=""):
    """Return the Headline of a data set's figure over whole months, beside the year before."""
    texts = {**texts, "measures": measure, "compare": "previous_year"}
    body = shown.ask(texts, release)
    (cell,) = body["results"]
    period = describe_period(None, texts["date_from"], texts["date_to"])
    query = query_of({"dataset": shown.name, **texts}).urlencode(safe=",")
    return Headline(
        title, cell_of(cell, measure, brief), unit, period, _beside(cell), f"/explore?{query}"
    )  # fmt: skip


def _beside(cell):
    """Return the year before in words. Whether the two differ is said by the interval of their ratio."""
    if cell["earlier_count"] is None:
        return "The year before is not held."
    sentence = f"A year earlier: {number(cell['earlier_count'])}."
    if cell["ratio"] is None:
        return sentence
    lower, upper = cell["ratio_lower"], cell["ratio_upper"]
    verdict = "More" if lower > 1 else "Fewer" if upper < 1 else "No clear difference"
    times, limits = brief(cell["ratio"]), interval(lower, upper, brief)
    return f"{sentence} {verdict}: {times} times as many ({limits})."
