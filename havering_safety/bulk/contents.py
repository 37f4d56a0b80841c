"""What a set of bulk files holds and says of itself: one release, its tables, its licence."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings

from havering_safety.api.links import absolute
from havering_safety.releases.views import LICENCE, SYNTHETIC

TITLE = "Havering Safety"


@dataclass(frozen=True)
class Contents:
    """One release to be written as files. Nothing in it depends on the clock or the machine."""

    release: Any
    tables: list

    @property
    def stem(self):
        """The beginning of every file's name: it says what the file holds, wherever it lies later."""
        start = "synthetic-demo-" if self.release.synthetic else ""
        return f"{start}havering-safety-release-{self.release.number}"

    @property
    def address(self):
        return absolute(f"/bulk/{self.release.number}")

    @cached_property
    def facts(self):
        """What to say of the whole, in the order to say it."""
        release = self.release
        return {
            "title": TITLE,
            "description": f"Crime and policing in {settings.AREA_NAME}, release {release.number}",
            "release": release.number,
            "released_at": instant(release.created_at),
            "redaction": release.redactions,
            "synthetic": release.synthetic,
            "code_version": settings.CODE_VERSION,
            "manifest": f"{self.address}/manifest.json",
            "licence": LICENCE,
            "warnings": [SYNTHETIC] if release.synthetic else [],
        }

    @cached_property
    def data_sets(self):
        """What to say of each table."""
        return [_data_set(table) for table in self.tables]


def instant(when):
    """Return an instant in UTC as the API writes it."""
    return when.isoformat().replace("+00:00", "Z")


def _data_set(table):
    metas, recipe = table.metas, table.recipe
    warnings = {warning["code"]: warning for meta in metas for warning in meta["warnings"]}
    if recipe.note:
        warnings["overlapping"] = {"code": "overlapping", "detail": recipe.note}
    return {
        "table": table.name,
        "title": recipe.title,
        "rows": table.rows,
        "permalinks": [meta["permalink"] for meta in metas],
        "citation": metas[0]["citation"],
        "coverage": metas[0]["coverage"],
        "warnings": list(warnings.values()),
    }
