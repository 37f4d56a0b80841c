"""Know a file again without reading its rows: read the same way, the same bytes give the same rows.

That is so while the file is the last one taken for its scope, and nothing else has touched the
scope since: no boundaries, no other source; a redaction is noted with the file. Whoever reads a file says in `reading`
what decides, beside its bytes, what becomes of its rows, and leaves it empty where the rows gave
something to report.
"""

from django.db.models import Q

from havering_safety.releases.models import CURRENT, Coverage, Quality, SourceFile


def last_taken(model, scope, reading):
    """Return the SourceFile of which a scope still holds the rows as `reading` makes them, or None.

    A file with its size and SHA-256 changes nothing.
    """
    found = SourceFile.objects.filter(
        source=scope.source, kind=scope.kind, force=scope.force, month=scope.month
    )
    last = found.order_by("-id").first()
    if last is None or (last.reading, last.codes) != (reading, list(scope.codes)):
        return None
    return last if _is_untouched(model, scope, last) else None


def _is_untouched(model, scope, last):
    """Return whether a scope holds all rows of its last file and was not changed after it."""
    since = last.release_id
    touched = Q(first_release__gt=since) | Q(last_release__gte=since, last_release__lt=CURRENT)
    rows = model.objects.in_scope(scope)
    held = rows.current().count() + last.withheld
    if rows.filter(touched).exists() or held != last.stored:
        return False
    of_scope = {
        "source": scope.source, "kind": scope.kind, "force": scope.force or "", "month": scope.month,
    }  # fmt: skip
    return not any(
        table.objects.filter(touched, **of_scope).exists() for table in (Coverage, Quality)
    )
