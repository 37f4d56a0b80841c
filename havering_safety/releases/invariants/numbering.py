"""Releases are numbered without a gap, hold one kind of data, and every row names one of them."""

from django.db.models import Count, F, Max, Min, Q

from havering_safety.releases.invariants.invariant import Failure, Invariant, table_of
from havering_safety.releases.invariants.tables import versioned_tables
from havering_safety.releases.models import CURRENT, CountDifference, Release, UnlistedCode


def find_gaps():
    """Yield a failure where numbers are missing between 1 and the newest."""
    expected = 0
    for number in Release.objects.order_by("number").values_list("number", flat=True).iterator():
        expected += 1
        if number != expected:
            yield Failure(table_of(Release), "numbers", f"release {expected}", f"release {number}")
            expected = number


def find_mixtures():
    """Yield a failure where some releases are of invented and others of real data."""
    kinds = Release.objects.aggregate(
        real=Count("number", Q(synthetic=False)), synthetic=Count("number", Q(synthetic=True))
    )
    if kinds["real"] and kinds["synthetic"]:
        found = f"{kinds['real']} real and {kinds['synthetic']} synthetic releases"
        yield Failure(table_of(Release), "synthetic", "one kind of data", found)


def find_impossible_spans():
    """Yield versions that begin or end in no release, or end before they begin."""
    newest = Release.objects.aggregate(Max("number"))["number__max"] or 0
    impossible = (
        Q(first_release__lt=1)
        | Q(first_release__gt=newest)
        | Q(last_release__lt=F("first_release"))
        | Q(last_release__gte=newest) & ~Q(last_release=CURRENT)
    )
    for table in versioned_tables():
        rows = table.model.objects.filter(impossible).values_list(
            "version", "first_release", "last_release"
        )
        for version, first, last in rows.order_by()[:100]:
            expected = f"releases between 1 and {newest}, the last not before the first"
            found = f"first_release {first}, last_release {last}"
            yield Failure(table_of(table.model), f"version {version}", expected, found)


def find_unknown_releases():
    """Yield tables that name releases which do not exist."""
    newest = Release.objects.aggregate(Max("number"))["number__max"] or 0
    for model, name in ((CountDifference, "release"), (UnlistedCode, "first_release")):
        ends = model.objects.aggregate(least=Min(name), most=Max(name))
        if ends["most"] is not None and (ends["least"] < 1 or ends["most"] > newest):
            found = f"{ends['least']} to {ends['most']}"
            yield Failure(table_of(model), name, f"releases between 1 and {newest}", found)


NUMBERING = (
    Invariant("Releases are numbered from 1 without a gap.", find_gaps),
    Invariant("All releases are of real data, or all of invented data.", find_mixtures),
    Invariant("Every version of a row begins and ends in a release.", find_impossible_spans),
    Invariant("Counts and unlisted codes name releases that exist.", find_unknown_releases),
)
