"""One sentence for a query: it titles lists, exports and charts, and citations quote it."""

from calendar import month_name
from datetime import date, timedelta

from django.conf import settings

from incidents.codelists import CRIME_TYPES, FORCES, OUTCOMES, SOURCES
from incidents.codelists_people import (
    AGE_RANGES,
    GENDERS,
    OFFICER_DEFINED_ETHNICITIES,
    SELF_DEFINED_ETHNICITIES,
)
from incidents.codelists_stop_search import (
    LEGISLATION,
    RECOVERY_BASES,
    SEARCH_OBJECTS,
    SEARCH_OUTCOMES,
    SEARCH_TYPES,
)
from wards.place_filters import PLACES

INCIDENT_CODES = {"force": FORCES, "source": SOURCES}
SEARCH_CODES = {
    "object_of_search": SEARCH_OBJECTS,
    "outcome": SEARCH_OUTCOMES,
    "basis": RECOVERY_BASES,
    "type": SEARCH_TYPES,
    "legislation": LEGISLATION,
    "gender": GENDERS,
    "age_range": AGE_RANGES,
    "self_defined_ethnicity": SELF_DEFINED_ETHNICITIES,
    "officer_defined_ethnicity": OFFICER_DEFINED_ETHNICITIES,
    "force": FORCES,
}


def describe_incidents(query):
    """Return the query in plain English: `Robberies in St Edward's, January to March 2024`."""
    asked = query.given
    subject = _subject(asked.get("crime_type"), asked.get("crime_type_not"))
    outcomes = _outcomes(asked.get("last_outcome_category"), asked.get("last_outcome_category_not"))
    return _sentence(asked, f"{subject} {outcomes}".strip(), INCIDENT_CODES)


def describe_searches(query, noun):
    """Return a query about stop searches, or some of them, in plain English."""
    return _sentence(query.given, noun, SEARCH_CODES)


def _sentence(asked, subject, codelists):
    period = describe_period(asked.get("month"), asked.get("date_from"), asked.get("date_to"))
    places = [str(asked[name]) for name in PLACES if name in asked]
    place = " ".join([describe_place(asked), *places])
    parts = [f"{subject} {place}", period, *_further(asked, codelists)]
    return ", ".join(part for part in parts if part)


def describe_period(months, first, last):
    """Return the months or days asked in words; none at all gives an empty text.

    Bounds are `YYYY-MM` months or days. Open ends stay open: `from January 2024`.
    """
    if months:
        return listed([name_of_month(month) for month in sorted(months)])
    first, last = _month_begun(first), _month_ended(last)
    if not first or not last:
        named = first or last
        return f"{'from' if first else 'to'} {_name(named)}" if named else ""
    if first == last:
        return _name(first)
    if str(first).endswith("-01") and str(last).endswith("-12") and len(f"{first}{last}") == 14:
        return first[:4] if first[:4] == last[:4] else f"{first[:4]} to {last[:4]}"
    start = _name(first)
    if str(first)[:4] == str(last)[:4]:
        start = start.removesuffix(f" {str(first)[:4]}")
    return f"{start} to {_name(last)}"


def _month_begun(bound):
    """Return the month that a day begins, where it begins one; else the bound as it is."""
    return bound.isoformat()[:7] if isinstance(bound, date) and bound.day == 1 else bound


def _month_ended(bound):
    if isinstance(bound, date) and (bound + timedelta(days=1)).day == 1:
        return bound.isoformat()[:7]
    return bound


def _name(bound):
    return f"{bound:%-d %B %Y}" if isinstance(bound, date) else name_of_month(bound)


def name_of_month(month):
    """Return `January 2024` for `2024-01`."""
    return f"{month_name[int(month[5:])]} {month[:4]}"


def listed(names, word="and"):
    """Return names as a list in a sentence."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


def _labels(codelist, slugs, word):
    names = sorted(codelist.labels.get(slug, slug) for slug in slugs if slug is not None)
    return listed([*names, *(["none"] if None in slugs else [])], word)


def _subject(wanted, denied):
    if not wanted:
        subject = "Street-level incidents"
    else:
        plurals = [
            CRIME_TYPES.codes[slug].plural if slug in CRIME_TYPES else slug for slug in wanted
        ]
        first, *rest = sorted(plurals)
        subject = listed([first, *(name[0].lower() + name[1:] for name in rest)])
    return f"{subject} except {_labels(CRIME_TYPES, denied, 'and')}" if denied else subject


def _outcomes(wanted, denied):
    parts = []
    if wanted:
        parts.append(f"with outcome {_labels(OUTCOMES, wanted, 'or')}")
    if denied:
        parts.append(f"with outcome not {_labels(OUTCOMES, denied, 'or')}")
    return " ".join(parts)


def describe_place(asked):
    """Return where a query looks, in words: `in St Edward's and Upminster`."""
    wards = asked.get("ward")
    place = f"in {listed(_ward_names(wards)) if wards else settings.AREA_NAME}"
    denied = asked.get("ward_not")
    return f"{place} except {listed(_ward_names(denied))}" if denied else place


def _ward_names(wards):
    return [ward.name for ward in sorted(wards, key=lambda ward: ward.slug)]


def _further(asked, codelists):
    """Yield what else was asked, in the order of the documentation."""
    for name, codelist in codelists.items():
        words = name.replace("_", " ")
        if asked.get(name):
            yield f"{words} {_labels(codelist, asked[name], 'or')}"
        if asked.get(f"{name}_not"):
            yield f"{words} not {_labels(codelist, asked[f'{name}_not'], 'or')}"
    for name, words in (("lsoa_code", "area"), ("crime_id", "Crime ID")):
        if asked.get(name):
            yield f"{words} {listed(sorted(asked[name]), 'or')}"
    if asked.get("search"):
        yield f"location mentions “{asked['search']}”"
