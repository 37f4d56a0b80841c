"""What the values of groups and measures are called on a chart."""

from incidents.statistics.months import TIME_GROUPS
from incidents.unlisted import labels_of
from wards.gazetteer import gazetteer_of

NO_VALUE = "Not recorded"
MEASURES = {
    "count": "Count",
    "per_day": "Per day",
    "rate_per_1000": "Per 1,000 residents",
    "percent": "Percent of the whole",
    "rolling_12_months": "Sum of twelve months",
}
_NOUNS = {"percent": "Percent", "rolling_12_months": "Sum of the twelve months that end here"}


def title_of(measure):
    """Return what an axis says of a measure."""
    return _NOUNS.get(measure, MEASURES[measure])


def names_of(question, group, values):
    """Return {value: name} of the values of a group; no two names are the same."""
    if group in TIME_GROUPS:
        return {value: value for value in values}
    if group == "ward":
        gazetteer = gazetteer_of(question.query.release)
        known = {ward.slug: ward.name for ward in gazetteer.current}
    else:
        known = labels_of(question.query.release, question.dataset.groups[group].codelist)
    names = {value: NO_VALUE if value is None else known.get(value, value) for value in values}
    taken = [*names.values()]
    return {
        value: f"{name} ({value})" if taken.count(name) > 1 else name
        for value, name in names.items()
    }


def figure(value):
    """Return a number as charts print it: every digit of the answer, without zeros at the end."""
    text = f"{value:,.3f}" if isinstance(value, float) else f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text
