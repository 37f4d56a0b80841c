"""Filters by ward, and of wards."""

import django_filters

from havering_safety.api.filters import QueryFilter, WordsFilter
from havering_safety.api.parameters import ValueFault, suggest
from wards.gazetteer import gazetteer_of


class WardFilter(QueryFilter):
    """Wards in force, by slug or GSS code, several. A former ward is refused with its successors."""

    several = True

    def read(self, text, release):
        gazetteer = gazetteer_of(release)
        ward = gazetteer.find(text)
        if ward:
            return ward
        former = gazetteer.find_former(text)
        if former:
            raise _former_fault(former, gazetteer)
        raise ValueFault(
            "unknown",
            f"There is no ward {text!r}.",
            [*gazetteer.by_slug],
            _suggest_wards(text, gazetteer),
        )

    def text_of(self, ward):
        return ward.slug

    def stored(self, ward):
        return ward.gss_code

    def schema(self):
        return {"type": "string", "pattern": "^[A-Za-z0-9-]{1,80}$"}


def _former_fault(former, gazetteer):
    successors = gazetteer.successors_of(former)
    names = ", ".join(successor["name"] for successor in successors)
    return ValueFault(
        "unknown",
        f"{former.name} ({former.gss_code}) is a ward of 2002 to 2022; its land now lies in {names}.",
        None,
        [successor["slug"] for successor in successors][:3],
        successors,
    )


def _suggest_wards(text, gazetteer):
    """Return near slugs; near codes come with their names, for a code tells nothing by itself."""
    words = {}
    for ward in gazetteer.current:
        words |= {ward.slug: ward.slug, ward.name: ward.slug}
        words[ward.gss_code] = f"{ward.gss_code} ({ward.name})"
    return suggest(text, words)


class WardFilterSet(django_filters.FilterSet):
    """What wards can be asked by."""

    search = WordsFilter("name", "Words of the name; all must occur.", "park")
