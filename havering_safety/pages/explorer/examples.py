"""Questions to begin with, about months that are held."""

from dataclasses import dataclass

from django.http import QueryDict

from havering_safety.pages.datasets import SHOWN

# Sentence, data set, what to ask of its twelve latest months.
QUESTIONS = (
    ("Where were robberies, and how many for the people who live there?", "incidents",
     {"crime_type": "robbery", "group_by": "ward", "measures": "count,rate_per_1000"}),
    ("How did burglary change from month to month?", "incidents",
     {"crime_type": "burglary", "group_by": "month"}),
    ("What followed from searches for weapons?", "stop-searches",
     {"object_of_search": "offensive-weapons", "group_by": "outcome", "measures": "count,percent"}),
    ("Was there more recorded crime than a year before?", "recorded-crime",
     {"group_by": "offence_group", "compare": "previous_year"}),
    ("How many arrests followed from a stop and search, by quarter?", "arrests",
     {"group_by": "quarter"}),
)  # fmt: skip


@dataclass(frozen=True)
class Example:
    sentence: str
    href: str


def examples_of(release):
    """Return the Examples that a release can answer."""
    found = []
    for sentence, name, texts in QUESTIONS:
        period = SHOWN[name].latest_year(release)
        if period:
            query = QueryDict(mutable=True)
            first, last = period
            query.update({"dataset": name, **texts, "date_from": first, "date_to": last})
            found.append(Example(sentence, f"/explore?{query.urlencode(safe=',')}"))
    return found
