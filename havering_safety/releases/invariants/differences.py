"""The counts kept as signed differences are the rows, in every release.

They are compared release by release: where each difference is what its release opened less what it
closed, the sums agree in all of them.
"""

from django.db import connection
from django.db.models import Count, F, Q, Sum, Value
from django.db.models.functions import Coalesce

from havering_safety.releases.invariants.invariant import Failure, Invariant, in_words, table_of
from havering_safety.releases.invariants.tables import published_tables
from havering_safety.releases.models import CURRENT, CountDifference

KEY = ("release", "dataset", "ward_code", "month", "code")
MOST = 100


def find_wrong_differences():
    """Yield the counts that a release changed by another number than its rows say."""
    for table in published_tables():
        for summed in getattr(table.model, "summed", ()):
            yield from _compare(table.model, summed)


def find_unknown_datasets():
    """Yield differences of data sets that no table has."""
    known = [
        summed.dataset
        for table in published_tables()
        for summed in getattr(table.model, "summed", ())
    ]
    unknown = CountDifference.objects.exclude(dataset__in=known).order_by().values_list("dataset")
    for (dataset,) in unknown.distinct()[:MOST]:
        place = f"dataset {dataset}"
        yield Failure(table_of(CountDifference), place, "a data set that is counted", "no such one")


def _compare(model, summed):
    """Yield failures of one data set: three sums, added up by the database."""
    rows = model.objects.filter(summed.rows or Q()).order_by()
    n = Sum(summed.weight) if summed.weight else Count("version")
    nothing = Value(0)
    parts = [
        _grouped(rows, F("first_release"), summed.code_field, n, nothing),
        _grouped(
            rows.filter(last_release__lt=CURRENT), F("last_release") + 1, summed.code_field,
            n * -1, nothing,
        ),
        _grouped(
            CountDifference.objects.filter(dataset=summed.dataset).order_by(), F("release"),
            "code", nothing, Sum("n"),
        ),
    ]  # fmt: skip
    for release, ward, month, code, changed, kept in _differing(parts):
        place = in_words(KEY, (release, summed.dataset, ward, month, code))
        yield Failure(table_of(CountDifference), place, f"{changed:+}", f"{kept:+}")


def _grouped(rows, release, code_field, changed, kept):
    """Return rows as groups: release, ward, month, code, by how much rows and kept counts changed."""
    return rows.annotate(
        at_release=release,
        at_ward=Coalesce("ward_code", Value("")),
        at_code=Coalesce(code_field, Value("")),
    ).values_list("at_release", "at_ward", "month", "at_code").annotate(changed=changed, kept=kept)  # fmt: skip


def _differing(parts):
    """Return the groups of which the sums of two columns over all parts differ."""
    texts, values = [], []
    for part in parts:
        sql, bound = part.query.sql_with_params()
        texts.append(f"SELECT * FROM ({sql}) AS part_{len(texts)}")
        values += bound
    groups = "at_release, at_ward, month, at_code"
    statement = (
        f"SELECT {groups}, SUM(changed), SUM(kept) FROM ({' UNION ALL '.join(texts)}) AS parts "
        f"GROUP BY {groups} HAVING SUM(changed) <> SUM(kept) ORDER BY {groups} LIMIT {MOST}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


DIFFERENCES = (
    Invariant("Kept counts changed in each release as its rows did.", find_wrong_differences),
    Invariant("Kept counts are of data sets that are counted.", find_unknown_datasets),
)
