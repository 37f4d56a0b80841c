"""Which form a chart takes, and what cannot be drawn so that a reader would see it.

Over time it is a line, over wards or categories bars, with nothing to count by one
figure; of two groups the first gives the panels. `chart` asks for another form.
"""

from math import prod

from incidents.statistics.axes import axes_of
from incidents.statistics.months import TIME_GROUPS, months_between, months_by_label

LINE, BARS, MAP, FIGURE = "line", "bars", "map", "figure"
CHOICES = (LINE, BARS, MAP)
MOST_GROUPS = 2
MOST_PANELS, MOST_BARS, MOST_POINTS, MOST_MARKS = 24, 100, 600, 2_000


def form_of(question, chart):
    """Return the form a question is drawn in: the one asked for, else the natural one."""
    if chart or not question.groups:
        return chart or FIGURE
    _, inner = panels_and_inner(question.groups)
    return LINE if inner in TIME_GROUPS and has_no_gap(question) else BARS


def panels_and_inner(groups):
    """Return the group that gives the panels, None without one, and the group drawn within each.

    Time is always drawn within.
    """
    if len(groups) < 2:
        return None, *groups
    first, second = groups
    return (second, first) if first in TIME_GROUPS else (first, second)


def has_no_gap(question):
    """Tell whether the periods asked follow each other, so that a line may join them."""
    months, group = question.months, question.time_group
    if not months:
        return True
    between = months_between(months[0], months[-1])
    return months_by_label(between, group).keys() == months_by_label(months, group).keys()


def find_undrawable(question, chart=None):
    """Yield (parameter, value, sentence) for why a question has no chart, or not the one asked for."""
    found = [*find_unfit(question.groups, chart)]
    yield from found or _find_too_much(question, chart)


def find_unfit(groups, chart):
    """Yield (parameter, value, sentence) for groups that no chart, or not the one asked, can show."""
    if len(groups) > MOST_GROUPS:
        yield (
            "group_by",
            ",".join(groups),
            f"A chart shows at most {MOST_GROUPS} groups. Take one away, and ask for a chart of "
            "each of its values with a filter, such as ward=upminster.",
        )
    if chart == LINE and not {*groups} & {*TIME_GROUPS}:
        yield "chart", chart, f"A line runs over time: group by one of {', '.join(TIME_GROUPS)}."
    if chart == BARS and not groups:
        yield "chart", chart, "Bars need something to count by: give group_by."
    if chart == MAP and [*groups] != ["ward"]:
        yield "chart", chart, "A map shows wards and nothing else: give group_by=ward."


def _find_too_much(question, chart):
    """Yield (parameter, value, sentence) for what is too much to see, and how to narrow it."""
    if not question.groups:
        return
    form = form_of(question, chart)
    if form == LINE and not has_no_gap(question):
        yield "chart", chart, "A line would join months that do not follow each other: chart=bars."
    for sentence in _crowds(question, form):
        yield "group_by", ",".join(question.groups), sentence


def _crowds(question, form):
    """Yield a sentence for each number that is too large: of panels, and of what stands in one or in all."""
    sizes = dict(zip(question.groups, map(len, axes_of(question)), strict=True))
    panels, inner = panels_and_inner(question.groups)
    if panels and sizes[panels] > MOST_PANELS:
        yield (
            f"{sizes[panels]:,} panels (one for each {panels}) are more than {MOST_PANELS}: "
            f"name fewer with {panels}=, or put another group first."
        )
    most = {LINE: MOST_POINTS, BARS: MOST_BARS}.get(form, MOST_MARKS)
    if sizes[inner] > most:
        yield (
            f"{sizes[inner]:,} of {inner} are more than the {most} that {form} can show: "
            "name fewer, shorten the period, or group by something coarser."
        )
    elif (marks := prod(sizes.values()) * len(question.measures)) > MOST_MARKS:
        yield (
            f"{marks:,} marks are more than {MOST_MARKS:,}: narrow it with date_from and date_to, "
            "fewer values, fewer measures, or a coarser group."
        )
