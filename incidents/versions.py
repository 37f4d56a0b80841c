"""The versions of one row up to a release, and why there is none."""

from havering_safety.api.problems import Problem
from havering_safety.releases.tombstones import Tombstone


def versions_of(model, public_id, release, attributes):
    """Return the versions of a row up to a release, oldest first, as dictionaries.

    What a later release closed still stood in the one that answers: its last release is None.
    """
    rows = list(
        model.objects.filter(public_id=public_id, first_release__lte=release.number)
        .order_by("first_release")
        .values("first_release", "last_release", *attributes)
    )
    for row in rows:
        if row["last_release"] >= release.number:
            row["last_release"] = None
    return rows


def absence(noun, model, public_id, versions):
    """Return the Problem of a row that is not found: it never was, its publisher withdrew it, or we did."""
    if versions:
        last = versions[-1]["last_release"]
        detail = f"{noun} {public_id} was withdrawn by its publisher; release {last} was the last to hold it."
        return Problem("not-found", detail)
    return redaction(model.kind, public_id) or Problem(
        "not-found", f"There is no {noun.lower()} {public_id!r}."
    )


def redaction(kind, public_id):
    """Return the Problem of a row that was withdrawn for privacy, None for any other."""
    redacted = Tombstone.objects.filter(kind=kind, public_id=public_id).first()
    if redacted is None:
        return None
    where = f"in release {redacted.release_id}, from every release"
    return Problem("gone", f"The row {public_id} was withdrawn for privacy {where}.")
