"""Sums of the twelve months that end with a cell's month; null until all twelve are covered."""

from functools import cache
from itertools import accumulate

from incidents.statistics.counting import count_rows
from incidents.statistics.keys import key_maker, without
from incidents.statistics.months import months_between, shift_month, twelve_months_to


def rolling_sums(question, grid):
    """Return {cell key: sum}, without those of which a month is not covered, for a grid by month."""
    if not grid.counts:
        return {}
    months = months_between(shift_month(question.months[0], -11), question.months[-1])
    until = _sums_until(question, months)
    place, rest = question.groups.index("month"), without(question.groups, "month")
    ends = {month: number for number, month in enumerate(months, start=1)}
    covers = cache(grid.covers)
    is_whole = cache(
        lambda last, codes: all(covers(month, codes) for month in twelve_months_to(last))
    )
    nothing, sums = [0] * (len(months) + 1), {}
    for key in grid.counts:
        if is_whole(key[place], grid.codes_of(key)):
            series, end = until.get(rest(key), nothing), ends[key[place]]
            sums[key] = series[end] - series[end - 12]
    return sums


def _sums_until(question, months):
    """Return, by the rest of the key, the counts summed up before and after each of the months."""
    place, rest = question.groups.index("month"), without(question.groups, "month")
    slugs, make_key = question.ward_slugs, key_maker(question)
    number_of = {month: number for number, month in enumerate(months)}
    counts = {}
    for ward, month, *codes, n in zip(*count_rows(question), strict=True):
        if month not in number_of:
            continue
        key = make_key((slugs.get(ward), month, *codes))
        series = counts.setdefault(rest(key), [0] * len(months))
        series[number_of[key[place]]] += n
    return {key: [0, *accumulate(series)] for key, series in counts.items()}
