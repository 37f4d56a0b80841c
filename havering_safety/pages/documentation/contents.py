"""The pages of the documentation, in the order in which they are listed."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

ROOT = "/docs"
FILES = settings.BASE_DIR / "docs"


@dataclass(frozen=True)
class Entry:
    """A page of the documentation: a template of its own, or a file of `docs/` in Markdown."""

    slug: str
    title: str
    about: str
    file: Path | None = None

    @property
    def href(self):
        return f"{ROOT}/{self.slug}"

    @property
    def template(self):
        return "pages/docs/_file.html" if self.file else f"pages/docs/{self.slug}.html"


ENTRIES = (
    Entry("endpoints", "Endpoints",
          "Every address of the API: what it takes, what it answers, examples."),
    Entry("answers", "Questions and answers",
          "What holds for every request: parameters, warnings, permalinks, errors, limits."),
    Entry("codelists", "Codelists",
          "Every coded value, what it means, and how the publishers spell it."),
    Entry("method", "Method notes",
          "Where points are, what is missing, what an arrest is here, how to read an interval."),
    Entry("clients", "Generated clients",
          "Which generators are proven, and how to make a client.", FILES / "clients.md"),
    Entry("embeds", "Embeds",
          "A chart, a figure or a table on your own page, by one line of HTML.", FILES / "embeds.md"),
    Entry("bulk-files", "Bulk files",
          "A whole release to load into a tool of your own.", FILES / "bulk-files.md"),
    Entry("stability", "Stability promise", "What stays as it is, and what may change."),
    Entry("deprecations", "Deprecations", "What is going to be taken away, and when."),
    Entry("changelog", "Changelog", "What is new.", FILES / "changelog.md"),
    Entry("corrections", "Corrections", "What to do when something here is wrong."),
    Entry("accessibility", "Accessibility",
          "How these pages can be used, and what is not good yet."),
    Entry("privacy", "Privacy", "What is kept of you, and what is published of others."),
)  # fmt: skip
BY_SLUG = {entry.slug: entry for entry in ENTRIES}
