"""Codelists: the published spellings of a coded value, one slug, a label and a definition.

Publishers rename values and add new ones. A value that no list knows keeps its
own words under a slug made from them; nothing is thrown away.
"""

from dataclasses import dataclass

from django.utils.text import slugify


@dataclass(frozen=True)
class Code:
    """One coded value. `spellings` are further published texts that mean the same."""

    label: str
    definition: str
    spellings: tuple[str, ...] = ()
    slug: str = ""
    # How a sentence names several of them.
    plural: str = ""

    def __post_init__(self):
        if not self.slug:
            object.__setattr__(self, "slug", slug_from(self.label))


def slug_from(text):
    """Return the slug of a published text: lower case, words joined by hyphens."""
    return slugify(text.replace("/", " ").replace("&", " ").replace("'", ""))


class Codelist:
    """The codes of one field, by slug and by every spelling."""

    def __init__(self, name, title, codes):
        self.name = name
        self.title = title
        self.codes = {code.slug: code for code in codes}
        self.labels = {slug: code.label for slug, code in self.codes.items()}
        self._slugs = {
            _folded(text): code.slug for code in codes for text in (code.label, *code.spellings)
        }
        self._known = {}

    def __contains__(self, slug):
        return slug in self.codes

    def slug_of(self, text):
        """Return the slug of a published text; an unlisted text gets a slug of its own, None stays None."""
        slug = self._known.get(text)
        if slug is None and text:
            slug = self._slugs.get(_folded(text)) or slug_from(text)
            if slug in self.codes:
                self._known[text] = slug
        return slug


def _folded(text):
    return " ".join(text.split()).casefold()
