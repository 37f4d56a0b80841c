"""One sentence for a query: it titles lists, exports and charts, and citations quote it."""

from calendar import month_name

from django.conf import settings

from incidents.codelists import CRIME_TYPES, FORCES, OUTCOMES, SOURCES


def describe_incidents(query):
    """Return the query in plain English: `Robberies in St Edward's, January to March 2024`."""
    asked = query.given
    parts = [
        _subject(asked.get("crime_type"), asked.get("crime_type_not")),
        _outcomes(asked.get("last_outcome_category"), asked.get("last_outcome_category_not")),
        _place(asked),
    ]
    sentence = " ".join(part for part in parts if part)
    period = describe_period(asked.get("month"), asked.get("date_from"), asked.get("date_to"))
    return ", ".join(part for part in (sentence, period, *_further(asked)) if part)


def describe_period(months, first, last):
    """Return the months asked in words; none at all gives an empty text.

    Open ends stay open: `from January 2024`.
    """
    if months:
        return listed([name_of_month(month) for month in sorted(months)])
    if not first or not last:
        named = first or last
        return f"{'from' if first else 'to'} {name_of_month(named)}" if named else ""
    if first == last:
        return name_of_month(first)
    if first.endswith("-01") and last.endswith("-12"):
        return first[:4] if first[:4] == last[:4] else f"{first[:4]} to {last[:4]}"
    start = name_of_month(first)
    if first[:4] == last[:4]:
        start = start.removesuffix(f" {first[:4]}")
    return f"{start} to {name_of_month(last)}"


def name_of_month(month):
    """Return `January 2024` for `2024-01`."""
    return f"{month_name[int(month[5:])]} {month[:4]}"


def listed(names, word="and"):
    """Return names as a list in a sentence."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


def _labels(codelist, slugs, word):
    names = ["none" if slug is None else codelist.labels.get(slug, slug) for slug in slugs]
    return listed(sorted(names), word)


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


def _place(asked):
    wards = asked.get("ward")
    place = f"in {listed(_ward_names(wards)) if wards else settings.AREA_NAME}"
    denied = asked.get("ward_not")
    return f"{place} except {listed(_ward_names(denied))}" if denied else place


def _ward_names(wards):
    return [ward.name for ward in sorted(wards, key=lambda ward: ward.slug)]


def _further(asked):
    """Yield what else was asked, in the order of the documentation."""
    for name, codelist in (("force", FORCES), ("source", SOURCES)):
        if asked.get(name):
            yield f"{name} {_labels(codelist, asked[name], 'or')}"
        if asked.get(f"{name}_not"):
            yield f"{name} not {_labels(codelist, asked[f'{name}_not'], 'or')}"
    for name, words in (("lsoa_code", "area"), ("crime_id", "Crime ID")):
        if asked.get(name):
            yield f"{words} {listed(sorted(asked[name]), 'or')}"
    if asked.get("search"):
        yield f"location mentions “{asked['search']}”"
