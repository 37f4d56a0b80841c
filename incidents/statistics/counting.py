"""Count rows by ward, month and coded fields: from the kept sums where they suffice, else from the rows."""

from collections import Counter

from django.db.models import Count, Sum

from havering_safety.releases.memory import once_a_release
from havering_safety.releases.models import CountDifference
from incidents.statistics.question import TIME_FILTERS


def count_rows(question, months):
    """Return a Counter of (ward code, month, *codes of the coded groups) over some months.

    One query. A null code is None.
    """
    if not months:
        return Counter()
    counted = _from_sums if suffice_sums(question) else _from_rows
    return Counter(
        {
            (ward, month, *(code or None for code in codes)): n
            for ward, month, *codes, n in counted(question, min(months), max(months))
        }
    )


def suffice_sums(question):
    """Tell whether groups and filters are only those by which counts are kept."""
    if question.days_asked:
        return False
    dataset, query = question.dataset, question.query
    code = dataset.summed_code
    kept = {"ward", "ward_not", *TIME_FILTERS, code, f"{code}_not", *dataset.kept_at}
    filters = query.given.keys() & dataset.filterset.base_filters.keys()
    at = all(query.get(name) == value for name, value in dataset.kept_at.items())
    return at and filters <= kept and set(question.code_groups) <= {code}


def _from_sums(question, first, last):
    dataset, query = question.dataset, question.query
    rows = CountDifference.objects.filter(
        dataset=dataset.name, release__lte=query.release.number, month__gte=first, month__lte=last
    )
    for name in ("ward", "ward_not"):
        if name in query.given:
            rows = dataset.filterset.base_filters[name].filter(rows, query.given[name])
    code = dataset.summed_code
    if code in query.given:
        rows = rows.filter(code__in=[value or "" for value in query.given[code]])
    if f"{code}_not" in query.given:
        rows = rows.exclude(code__in=[value or "" for value in query.given[f"{code}_not"]])
    columns = ("ward_code", "month", *(["code"] if question.code_groups else []))
    return rows.values_list(*columns).annotate(total=Sum("n")).order_by()


def _from_rows(question, first, last):
    dataset, query = question.dataset, question.query
    rows = dataset.rows(query.release.number).filter(month__gte=first, month__lte=last)
    filters = dataset.filterset.base_filters
    for name, value in query.values.items():
        if name in filters and name not in TIME_FILTERS:
            rows = filters[name].filter(rows, value)
    if question.days_asked:
        rows = rows.from_day(question.days_asked.first).to_day(question.days_asked.last)
    columns = [dataset.groups[name].column for name in question.code_groups]
    grouped = rows.values_list("ward_code", "month", *columns)
    total = Sum(dataset.weight) if dataset.weight else Count("*")
    return grouped.annotate(total=total).order_by()


def codes_held(question, name):
    """Return the values of a coded field that a release holds, in order, unknown (None) last."""
    dataset, query = question.dataset, question.query
    at = tuple((fixed, query.get(fixed)) for fixed in dataset.kept_at)
    return _codes_held(query.release, dataset, name, at)


@once_a_release
def _codes_held(release, dataset, name, at):
    if name == dataset.summed_code and at == tuple(dataset.kept_at.items()):
        rows = CountDifference.objects.filter(dataset=dataset.name, release__lte=release.number)
        values = rows.values_list("code", flat=True)
    else:
        rows = dataset.rows(release.number).filter(**dict(at))
        values = rows.values_list(dataset.groups[name].column, flat=True)
    found = {value or None for value in values.distinct().order_by()}
    return sorted(found, key=lambda value: (value is None, value or ""))
