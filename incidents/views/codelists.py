"""Views of codelists."""

from havering_safety.api.problems import Problem
from havering_safety.releases.views import ReleasedView
from incidents.codelists import CODELISTS
from incidents.serializers import CodelistDetailSerializer, CodelistIndexSerializer
from incidents.unlisted import unlisted_labels


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
