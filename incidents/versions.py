"""The versions of one row up to a release."""


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


def absence(noun, public_id, versions):
    """Return why a row is not found: it never was, or its publisher withdrew it."""
    if not versions:
        return f"There is no {noun.lower()} {public_id!r}."
    last = versions[-1]["last_release"]
    return f"{noun} {public_id} was withdrawn by its publisher; release {last} was the last to hold it."
