"""Every ward code of a row is that of a ward which was loaded when the row was."""

from django.apps import apps
from django.db.models import Count, Min

from havering_safety.releases.invariants.invariant import Failure, Invariant, table_of
from havering_safety.releases.models import CURRENT, VersionedRow
from wards.models import Postcode, Ward

# Tables that name a ward, and the column that does. A postcode's is Ordnance Survey's, of any borough.
COLUMNS = ("ward_code", "gss_code")


def find_unknown_wards():
    """Yield ward codes that no ward has, or none had when the first of their rows was opened."""
    known = dict(
        Ward.objects.order_by().values_list("gss_code").annotate(first=Min("first_release"))
    )
    for model, column in _tables():
        rows = model.objects.exclude(**{column: None}).order_by().values_list(column)
        for code, first, n in rows.annotate(first=Min("first_release"), n=Count("version")):
            if code not in known:
                yield _failure(model, column, code, "a ward that is loaded", n, "none of this code")
            elif first < known[code]:
                expected = f"no row before release {known[code]}, the ward's first"
                yield _failure(model, column, code, expected, n, f"one of release {first}")


def find_rows_in_former_wards():
    """Yield ward codes of current placed rows that are no ward in force."""
    in_force = set(Ward.objects.current().in_force().values_list("gss_code", flat=True))
    for model, column in _tables():
        if not hasattr(model, "ordinal"):
            continue
        rows = model.objects.filter(last_release=CURRENT).exclude(**{column: None}).order_by()
        for code, n in rows.values_list(column).annotate(n=Count("version")):
            if code not in in_force:
                yield _failure(model, column, code, "a ward in force", n, "none")


def _tables():
    for model in apps.get_models():
        if issubclass(model, VersionedRow) and not model._meta.proxy:
            names = {field.name for field in model._meta.fields}
            for column in COLUMNS if model not in (Ward, Postcode) else ():
                if column in names:
                    yield model, column


def _failure(model, column, code, expected, rows, found):
    return Failure(table_of(model), f"{column} {code} ({rows:,} rows)", expected, found)


WARDS = (
    Invariant("Every ward code is that of a ward loaded by then.", find_unknown_wards),
    Invariant("Current police rows lie in wards in force.", find_rows_in_former_wards),
)
