"""Which release answers a query: asked with every request, so by SQL that was written once."""

from functools import cache, lru_cache

from havering_safety.api.compiled import NO_RELEASE, converters_of, statement_of
from havering_safety.releases.models import BEGINNING, Release
from havering_safety.releases.replica import (
    PRIMARY,
    REPLICA,
    is_set_up,
    release_of_primary,
    state_of,
)

COLUMNS = ("number", "created_at", "summary", "synthetic", "redactions", "redacted_at")


def release_answering(number):
    """Return the release that answers a query: the one numbered, or the newest.

    Release 0 is the state before the first import: it holds nothing. Raises Release.DoesNotExist.
    """
    return release_of_primary(_read, number) if number != 0 else BEGINNING


def states_of_databases():
    """Return {primary or replica: how it stands}, where there are two."""
    if not is_set_up():
        return {}
    return {"primary": state_of(PRIMARY, _read), "replica": state_of(REPLICA, _read)}


def _read(number):
    """Return the release numbered, or the newest, of the database at hand."""
    statement, values = (_newest(), []) if number is None else (_numbered(), [number])
    found = statement.raw_rows(values)
    if not found and number is not None:
        raise Release.DoesNotExist
    return _release_of(statement, found[0]) if found else BEGINNING


@lru_cache(32)
def _release_of(statement, row):
    """Return the release that a row stands for: the same object for the same row, never altered."""
    return Release.from_db(None, COLUMNS, statement.converted(row))


@cache
def _newest():
    rows = Release.objects.order_by("-number").values_list(*COLUMNS)[:1]
    return statement_of(lambda: list(rows), [], converters_of(Release, COLUMNS))


@cache
def _numbered():
    number = NO_RELEASE.number
    rows = Release.objects.filter(number=number).values_list(*COLUMNS)
    return statement_of(lambda: list(rows), [number], converters_of(Release, COLUMNS))
