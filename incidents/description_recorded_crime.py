"""A query about recorded crime in one sentence; it says whose figures are meant."""

from incidents.codelists_offences import COUNTED_THINGS, LEVELS, PRODUCTS
from incidents.description import describe_period, describe_place, listed
from incidents.filters_recorded_crime import CATEGORIES


def describe_recorded_crime(query):
    """Return the query in plain English.

    `Recorded offences (Robbery) in St Edward's, 2023, ward figures of the geographic breakdown`.
    """
    asked = query.given
    counted = COUNTED_THINGS.labels[query.get("counted")]
    subject = "Recorded offences" if counted == "Offences" else counted
    parts = [
        " ".join([subject, *_categories(asked), describe_place(asked)]),
        describe_period(asked.get("month"), asked.get("date_from"), asked.get("date_to")),
        f"{LEVELS.labels[query.get('level')].lower()} figures of the "
        f"{PRODUCTS.labels[query.get('product')].lower()}",
    ]
    return ", ".join(part for part in parts if part)


def _categories(asked):
    """Yield the categories asked for, and those taken away, in brackets."""
    for name, codelist in CATEGORIES.items():
        for suffix, word in (("", ""), ("_not", "except ")):
            if slugs := asked.get(f"{name}{suffix}"):
                labels = sorted(codelist.labels.get(slug, slug) for slug in slugs)
                yield f"({word}{listed(labels)})"
