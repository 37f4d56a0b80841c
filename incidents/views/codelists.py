"""Views of codelists."""

from havering_safety.api.problems import Problem
from havering_safety.releases.views import ReleasedView
from incidents.codelists import CRIME_TYPES, FORCES, OUTCOMES, SOURCES
from incidents.codelists_offences import (
    COUNTED_THINGS,
    LEVELS,
    OFFENCE_GROUPS,
    OFFENCE_SUBGROUPS,
    PRODUCTS,
)
from incidents.codelists_people import (
    AGE_RANGES,
    GENDERS,
    OFFICER_DEFINED_ETHNICITIES,
    SELF_DEFINED_ETHNICITIES,
)
from incidents.codelists_quality import QUALITY_FLAGS
from incidents.codelists_statements import (
    COMPARABILITIES,
    QUALIFIERS,
    STATEMENT_KINDS,
    STATEMENT_MEASURES,
)
from incidents.codelists_stop_search import (
    LEGISLATION,
    RECOVERY_BASES,
    SEARCH_OBJECTS,
    SEARCH_OUTCOMES,
    SEARCH_TYPES,
)
from incidents.serializers import CodelistDetailSerializer, CodelistIndexSerializer
from incidents.unlisted import unlisted_labels

CODELISTS = {
    codelist.name: codelist
    for codelist in (
        CRIME_TYPES,
        OUTCOMES,
        SEARCH_TYPES,
        SEARCH_OBJECTS,
        SEARCH_OUTCOMES,
        LEGISLATION,
        RECOVERY_BASES,
        GENDERS,
        AGE_RANGES,
        SELF_DEFINED_ETHNICITIES,
        OFFICER_DEFINED_ETHNICITIES,
        PRODUCTS,
        LEVELS,
        COUNTED_THINGS,
        OFFENCE_GROUPS,
        OFFENCE_SUBGROUPS,
        STATEMENT_KINDS,
        STATEMENT_MEASURES,
        QUALIFIERS,
        COMPARABILITIES,
        FORCES,
        SOURCES,
        QUALITY_FLAGS,
    )
}


def shown(codelist, release):
    """Return a codelist with the values a release holds beyond it."""
    codes = [
        {
            "slug": code.slug,
            "label": code.label,
            "definition": code.definition,
            "spellings": [code.label, *code.spellings],
        }
        for code in codelist.codes.values()
    ]
    for slug, label in unlisted_labels(release, codelist).items():
        codes.append({"slug": slug, "label": label, "definition": None, "spellings": [label]})
    return {"name": codelist.name, "title": codelist.title, "codes": codes}


class CodelistIndexView(ReleasedView):
    """Every coded value: its slug, label, definition, and the publishers' spellings it covers."""

    operation_id = "listCodelists"
    tag = "Codelists"
    summary = "Codelists"
    serializer_class = CodelistIndexSerializer

    def answer(self, query):
        results = [shown(codelist, query.release) for codelist in CODELISTS.values()]
        return self.json({"results": results, "meta": self.get_meta(query)})


class CodelistDetailView(ReleasedView):
    """One codelist."""

    operation_id = "getCodelist"
    tag = "Codelists"
    summary = "One codelist"
    serializer_class = CodelistDetailSerializer
    path_parameters = {
        "name": {
            "schema": {
                "title": "CodelistName",
                "type": "string",
                "description": "Names of codelists.",
                "enum": list(CODELISTS),
            },
            "description": "The codelist's name.",
            "example": "crime-types",
        }
    }

    def describe(self, query):
        return self.title

    def answer(self, query, name):
        if name not in CODELISTS:
            raise Problem(
                "not-found", f"There is no codelist {name!r}; there are {', '.join(CODELISTS)}."
            )
        self.title = CODELISTS[name].title
        return self.json({**shown(CODELISTS[name], query.release), "meta": self.get_meta(query)})
