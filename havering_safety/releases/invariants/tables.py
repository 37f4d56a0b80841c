"""The versioned tables, and what tells the rows of each apart."""

from dataclasses import dataclass

from django.apps import apps

from havering_safety.releases.models import PublishedRow, VersionedRow

# Coverage and the quality of files have no constraint that names their key.
FILE_KEY = ("source", "kind", "force", "month", "code")


@dataclass(frozen=True)
class VersionedTable:
    """A table with its key. What is `published` never comes back: it would get another id."""

    model: type[VersionedRow]
    key: tuple[str, ...]
    published: bool


def versioned_tables():
    """Return every versioned table, in the order of their names."""
    models = (model for model in apps.get_models() if issubclass(model, VersionedRow))
    found = [_table(model) for model in models if not model._meta.proxy]
    return sorted(found, key=lambda table: table.model._meta.db_table)


def published_tables():
    """Return the tables of rows that are matched by identity."""
    return [table for table in versioned_tables() if table.published]


def _table(model):
    if issubclass(model, PublishedRow):
        return VersionedTable(model, ("public_id",), published=True)
    keys = (constraint.fields for constraint in model._meta.constraints)
    named = next((fields for fields in keys if "last_release" in fields), (*FILE_KEY, ""))
    return VersionedTable(model, tuple(named[:-1]), published=False)
