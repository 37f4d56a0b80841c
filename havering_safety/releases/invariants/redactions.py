"""What was redacted is in no release, and every release says how often that happened."""

from django.db.models import Max

from havering_safety.releases.invariants.invariant import Failure, Invariant, in_words, table_of
from havering_safety.releases.invariants.tables import published_tables
from havering_safety.releases.models import Release, Tombstone

MOST = 100


def find_redacted_rows():
    """Yield versions of redacted rows that are there all the same."""
    for table in published_tables():
        redacted = Tombstone.objects.filter(kind=table.model.kind).values("public_id")
        rows = table.model.objects.filter(public_id__in=redacted).order_by("version")
        for public_id, first in rows.values_list("public_id", "first_release")[:MOST]:
            place = in_words(("public_id", "first_release"), (public_id, first))
            yield Failure(table_of(table.model), place, "no version of a redacted row", "one")


def find_old_validators():
    """Yield releases whose redaction number is that of before a redaction."""
    number = Release.objects.aggregate(Max("redactions"))["redactions__max"]
    behind = Release.objects.exclude(redactions=number).order_by("number")
    for release, found in behind.values_list("number", "redactions")[:MOST]:
        yield Failure(table_of(Release), f"release {release}", f"redactions {number}", f"{found}")


REDACTIONS = (
    Invariant("What was redacted is in no release.", find_redacted_rows),
    Invariant("Every release has the number of the last redaction.", find_old_validators),
)
