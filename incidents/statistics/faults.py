"""What cannot be asked of statistics together, each with the way out."""

from incidents.statistics import comparison
from incidents.statistics.axes import find_excess
from incidents.statistics.months import TIME_GROUPS
from incidents.statistics.question import find_faults_of_place

MOST_GROUPS = 3


def find_contradictions(query, unread):
    """Yield (parameter, value, sentence) for groups, measures and comparison that do not fit.

    `unread` are parameters that were given and are faulty themselves: nothing is said of what is
    missing where one of them may have been meant for it.
    """
    groups, measures = query.get("group_by") or [], query.get("measures") or []
    if len(groups) > MOST_GROUPS:
        yield "group_by", ",".join(groups), f"At most {MOST_GROUPS} groups."
    times = [name for name in groups if name in TIME_GROUPS]
    if len(times) > 1:
        yield (
            "group_by",
            ",".join(times),
            "One group over time is enough: a month lies in one year.",
        )
    if "rolling_12_months" in measures and "month" not in groups and "group_by" not in unread:
        yield "measures", "rolling_12_months", "Sums of twelve months need group_by=month."
    compare, bounds = query.get("compare"), {"date_from", "date_to"}
    if compare == comparison.PREVIOUS_YEAR and not bounds <= query.given.keys() | unread:
        sentence = "The previous year is compared for a period: give date_from and date_to."
        yield "compare", compare, sentence
    if compare == comparison.BOROUGH and "ward" not in groups and "group_by" not in unread:
        yield "compare", compare, "The rest of the borough stands beside a ward: add group_by=ward."
    yield from find_faults_of_place(query, measures)


def find_faults_of_grid(question):
    """Yield (parameter, value, sentence) for a grid that is too large or cannot be summed up."""
    if excess := find_excess(question):
        yield "group_by", ",".join(question.groups), excess
    if "rolling_12_months" in question.measures and question.days_asked:
        sentence = "Twelve months are summed up whole: give date_from and date_to as months."
        yield "measures", "rolling_12_months", sentence
