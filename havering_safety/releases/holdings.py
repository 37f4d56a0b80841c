"""What a release holds of a kind of file, and how it was found: read together, once a process."""

import json

from django.db.models import CharField, IntegerField, TextField, Value
from django.db.models.functions import Cast

from havering_safety.releases.memory import once_a_release
from havering_safety.releases.models import Coverage, Quality

KEY = ("source", "force", "month", "code")


@once_a_release
def holdings(release, kind):
    """Return rows of (source, force, month, code) held, and the same of Quality with days and flags.

    One query, the two tables above each other.
    """
    held = Coverage.objects.as_of(release.number).filter(kind=kind).order_by()
    found = Quality.objects.as_of(release.number).filter(kind=kind).order_by()
    held = held.values_list(
        *KEY, Value(0, IntegerField()), Value("", TextField()), Value("held", CharField())
    )
    found = found.values_list(
        *KEY, "days_covered", Cast("flags", TextField()), Value("found", CharField())
    )
    rows = list(held.union(found, all=True))
    return (
        [row[:4] for row in rows if row[-1] == "held"],
        [(*row[:5], tuple(json.loads(row[5]))) for row in rows if row[-1] == "found"],
    )
