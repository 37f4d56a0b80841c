"""Sums of the twelve months that end with a cell's month; null until all twelve are covered."""

from collections import Counter

from incidents.statistics.counting import count_rows
from incidents.statistics.months import twelve_months_to
from wards.gazetteer import gazetteer_of


def rolling_sums(question, grid):
    """Return {cell key: sum or None} for a grid by month. One query, for the months before too."""
    needed = sorted({month for last in question.months for month in twelve_months_to(last)})
    counted = _by_cell(question, count_rows(question, needed))
    place = question.groups.index("month")
    sums = {}
    for key in grid.counts:
        window = twelve_months_to(key[place])
        if all(question.covers(month, grid.code_of(key)) for month in window):
            sums[key] = sum(counted[*key[:place], month, *key[place + 1 :]] for month in window)
    return sums


def _by_cell(question, counted):
    slugs, folded = gazetteer_of(question.query.release).slugs, Counter()
    for (ward, month, *codes), n in counted.items():
        values = dict(zip(question.code_groups, codes, strict=True))
        values |= {"ward": slugs.get(ward), "month": month}
        folded[tuple(values[name] for name in question.groups)] += n
    return folded
