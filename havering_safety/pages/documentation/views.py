"""The documentation as pages: prose, and what the OpenAPI document says of each endpoint."""

from django.conf import settings
from django.utils.cache import get_conditional_response

from havering_safety.api.conditional import CURRENT_SECONDS, content_etag
from havering_safety.api.parameters import suggest
from havering_safety.api.problems import KINDS
from havering_safety.api.schema_document import VERSIONS, document
from havering_safety.pages.documentation import contents
from havering_safety.pages.documentation.deprecations import deprecations_in
from havering_safety.pages.documentation.first_requests import first_requests
from havering_safety.pages.documentation.markdown import page_of
from havering_safety.pages.documentation.operations import common_components, operations, sections
from havering_safety.pages.documentation.questions import asked_first, in_explorer
from havering_safety.pages.languages import code_of
from havering_safety.pages.page import MissingPageError, Page, Suggestion
from incidents.statistics.catalogue import DATASETS
from incidents.views.codelists import CODELISTS, shown
from incidents.warnings import RULES

# What files of docs/ call this service.
EXAMPLE_URL = "http://localhost:8000"


class DocumentationPage(Page):
    """A page of the documentation. It takes no parameters; some show what the newest release holds."""

    section = "docs"

    @classmethod
    def get_own_parameters(cls):
        return {}

    def get(self, request, **path):
        """Answer with a validator made of the page: it shows settings and files that are no code."""
        response = self.answer(self.read_query(request, path), **path)
        response["ETag"] = content_etag(response.content)
        response["Cache-Control"] = f"public, max-age={CURRENT_SECONDS}"
        return get_conditional_response(request, etag=response["ETag"], response=response)

    def words(self, query, **path):
        return {"entries": contents.ENTRIES, "entry": self.entry_of(**path)}

    def entry_of(self, **path):
        """Return the Entry of the contents that the page is, or stands under; None for the first page."""


class FirstPage(DocumentationPage):
    """Getting started, and what there is."""

    template = "pages/docs/index.html"

    def words(self, query, **path):
        return super().words(query) | {"requests": first_requests(query.release)}


class EntryPage(DocumentationPage):
    """A page of prose, with the lists that stand in it."""

    def entry_of(self, **path):
        slug = path["slug"]
        if slug not in contents.BY_SLUG:
            pages = {entry.slug: Suggestion(entry.title, entry.href) for entry in contents.ENTRIES}
            raise MissingPageError("The documentation has no such page.", suggest(slug, pages))
        return contents.BY_SLUG[slug]

    def words(self, query, **path):
        words = super().words(query, **path)
        entry = words["entry"]
        self.template = entry.template
        if entry.file:
            words["title"], words["text"] = page_of(
                entry.file.read_text(encoding="utf-8").replace(EXAMPLE_URL, settings.PUBLIC_URL)
            )
        return words | LISTS.get(entry.slug, dict)()


class EndpointPage(DocumentationPage):
    """One endpoint: what it takes, what it answers, and how to ask it."""

    template = "pages/docs/endpoint.html"

    def entry_of(self, **path):
        return contents.BY_SLUG["endpoints"]

    def words(self, query, **path):
        operation_id = path["operation_id"]
        found = operations().get(operation_id)
        if found is None:
            pages = {one.id: Suggestion(one.title, one.href) for one in operations().values()}
            raise MissingPageError("There is no such endpoint.", suggest(operation_id, pages))
        path_asked, asked = asked_first(found)
        return super().words(query, **path) | {
            "operation": found,
            "siblings": [
                one for one in operations().values() if one.plain_path == found.plain_path
            ],
            "in_explorer": in_explorer(found),
            "snippets": code_of(path_asked, asked, found.format or "json"),
        }


class CodelistPage(DocumentationPage):
    """One codelist, with the values that the newest release holds beyond it."""

    template = "pages/docs/codelist.html"

    def entry_of(self, **path):
        return contents.BY_SLUG["codelists"]

    def words(self, query, **path):
        name = path["name"]
        if name not in CODELISTS:
            pages = {
                one.name: Suggestion(one.title, f"/docs/codelists/{one.name}")
                for one in CODELISTS.values()
            }
            raise MissingPageError("There is no such codelist.", suggest(name, pages))
        codelist = shown(CODELISTS[name], query.release)
        takers = sorted(
            {
                (parameter.name, operation.title, operation.href)
                for operation in operations().values()
                for parameter in operation.parameters
                if parameter.codelist == name and not operation.format
            }
        )
        return super().words(query, **path) | {"codelist": codelist, "takers": takers}


def _contact():
    shown_contact = settings.CONTACT.removeprefix("mailto:")
    return {"contact": settings.CONTACT, "shown_contact": shown_contact}


# What the pages of prose show beside their text, by their slug.
LISTS = {
    "endpoints": lambda: {"sections": sections()},
    "answers": lambda: {
        "components": common_components(),
        "warnings": [(code, rule.__doc__) for code, rule in RULES.items()],
        "notes": [note for dataset in DATASETS.values() for note in dataset.notes],
        "kinds": [(kind, status, text) for kind, (status, _, text) in KINDS.items()],
        "limits": settings,
    },
    "codelists": lambda: {"codelists": CODELISTS.values()},
    "deprecations": lambda: {"deprecations": deprecations_in(document(VERSIONS[0]))},
    "corrections": lambda: {"publisher": settings.PUBLISHER, **_contact()},
    "accessibility": _contact,
    "privacy": lambda: {"limits": settings, "throttle_kept": 2 * settings.THROTTLE_SECONDS},
}
