"""Withhold redacted rows from an import, under whatever identity a file brings them.

A row of the same identity is the redacted one, unless it is spoken for by a twin that stands. What
would be a new row is the redacted one where it bears its trace: a Crime ID wherever it occurs; or
kind, map point and time, for as many rows as are missing. In doubt a row is withheld.
"""

from collections import Counter

from django.db.models import Q

from havering_safety.releases.tombstones import Tombstone, digest_of


def withhold(model, scope, standing, rows):
    """Take redacted rows out of the `rows` of a file, by identity; return how many they were.

    `standing` and `rows` are as `matching.compare` takes them.
    """
    if model.trace_of is None:
        return 0
    same_month = Q(kind=model.kind, month=scope.month)
    tombstones = list(Tombstone.objects.filter(same_month | Q(is_name=True)))
    if not tombstones:
        return 0
    missing = [stone for stone in tombstones if not _take_twin(stone, model, scope, standing, rows)]
    names = {stone.trace for stone in tombstones if stone.is_name}
    others = Counter(stone.trace for stone in missing if _may_come_so(stone, scope))
    taken = len(tombstones) - len(missing)
    for identity in sorted(rows.keys() - standing.keys()):
        taken += _take_traced(model, rows, identity, names, others)
    return taken


def highest_ordinals(model, scope):
    """Return the highest ordinal among the redacted rows of each identity of a scope."""
    rows = _of_scope(model, scope).order_by("ordinal").values_list("identity", "ordinal")
    return dict(rows)


def _of_scope(model, scope):
    return Tombstone.objects.filter(
        kind=model.kind, source=scope.source, force=scope.force, month=scope.month
    )


def _may_come_so(stone, scope):
    """Return whether a scope may hold a nameless row again: that of another force never does."""
    return not stone.is_name and (stone.source != scope.source or stone.force == scope.force)


def _take_twin(stone, model, scope, standing, rows):
    """Take one row of a tombstone's identity that no standing twin accounts for; tell whether."""
    of_scope = (stone.kind, stone.source, stone.force, stone.month)
    if of_scope != (model.kind, scope.source, scope.force, scope.month):
        return False
    spoken_for = Counter(twin.attributes for twin in standing.get(stone.identity, ()))
    free = []
    for row in rows.get(stone.identity, ()):
        if spoken_for[row[1]]:
            spoken_for[row[1]] -= 1
        else:
            free.append(row)
    if not free:
        return False
    # The row as it was is a surer sign than one with other attributes.
    free.sort(key=lambda row: digest_of(row[1]) not in stone.attributes)
    _take(rows, stone.identity, free[0])
    return True


def _take_traced(model, rows, identity, names, others):
    """Take the rows of an identity that bear the trace of a redacted one; return how many."""
    taken = 0
    for row in list(rows[identity]):
        columns = dict(zip(model.column_fields, model.columns_of(row[0]), strict=True))
        trace = digest_of(model.trace_of(columns).text)
        if trace in names or others[trace]:
            others[trace] -= 1
            _take(rows, identity, row)
            taken += 1
    return taken


def _take(rows, identity, row):
    """Take a row out; equal ones are as good as one another."""
    rows[identity].remove(row)
    if not rows[identity]:
        del rows[identity]
