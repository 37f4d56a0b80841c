"""Counts per ward, month and code as signed differences, one set a release.

The count as of a release is the sum of the differences up to it, whatever was
imported later; nothing is ever counted again.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum, Value

from havering_safety.releases.models import CURRENT, CountDifference


@dataclass(frozen=True)
class Summed:
    """A data set whose counts are kept: which rows of a table, by which code, counted or summed."""

    dataset: str
    code_field: str
    rows: Q | None = None
    # The field whose values are summed; rows are counted where there is none.
    weight: str | None = None


def record_differences(model, months, release):
    """Record what a release changed in the counts of a table; None for `months` looks at all."""
    for summed in getattr(model, "summed", ()):
        CountDifference.objects.bulk_create(
            (
                CountDifference(
                    release=release, dataset=summed.dataset, ward_code=ward, month=month, code=code, n=n
                )
                for (ward, month, code), n in sorted(_differences(model, summed, months, release))
            ),
            batch_size=2_000,
        )  # fmt: skip


def _differences(model, summed, months, release):
    """Return ((ward, month, code), n) of every count that changed; the code of none is empty."""
    rows = model.objects.filter(summed.rows or Q())
    if months is not None:
        rows = rows.filter(month__in=months)
    n = Sum(summed.weight) if summed.weight else Count("*")
    groups = rows.values_list("ward_code", "month", summed.code_field).annotate(n=n).order_by()
    found = Counter()
    for sign, changed in ((1, Q(first_release=release)), (-1, Q(last_release=release - 1))):
        for ward, month, code, count in groups.filter(changed):
            found[ward or "", month, code or ""] += sign * count
    return [(key, n) for key, n in found.items() if n]


def take_from_differences(model, rows):
    """Take rows with all their versions out of the counts of every release."""
    for summed in getattr(model, "summed", ()):
        weight = F(summed.weight) if summed.weight else Value(1)
        counted = Counter()
        for ward, month, code, first, last, n in rows.filter(summed.rows or Q()).values_list(
            "ward_code", "month", summed.code_field, "first_release", "last_release", weight
        ):
            counted[ward or "", month, code or "", first] += n
            if last < CURRENT:
                counted[ward or "", month, code or "", last + 1] -= n
        for (ward, month, code, release), n in counted.items():
            kept = {"ward_code": ward, "month": month, "code": code, "release": release}
            _add(-n, dataset=summed.dataset, **kept)


def _add(n, **key):
    kept = CountDifference.objects.filter(**key)
    if not kept.update(n=F("n") + n):
        CountDifference.objects.create(n=n, **key)
    kept.filter(n=0).delete()
