"""Count rows by ward, month and coded fields: from the kept sums where they suffice, else rows."""

from collections import defaultdict
from operator import itemgetter

from django.db.models import CharField, Count, Sum, Value

from havering_safety.releases.memory import once_a_release
from havering_safety.releases.models import CountDifference
from incidents.statistics.kept import TIME_FILTERS, are_kept, kept_sums

# Stands for a month in the row of what is counted aside.
ASIDE = "aside"


def count_rows(question):
    """Return columns: ward codes, months, the codes of each coded group, and how many rows of each.

    They go over the question's months at least, and the same ward, month and codes may come more
    than once. One query, for the question and those that follow from it: the months before, the
    year before, the other wards. A null code is None, and so is the ward where wards are not told
    apart.
    """
    if not question.months:
        return [()] * (len(question.code_groups) + 3)
    if not question.in_hand:
        counted = _from_sums if suffice_sums(question) else _from_rows
        question.in_hand.extend(counted(question, *question.span))
    return question.in_hand[0]


def counted_aside(question):
    """Return how many rows were counted aside, None where none were looked for."""
    return question.in_hand[1] if len(question.in_hand) > 1 else None


def suffice_sums(question):
    """Tell whether groups and filters are only those by which counts are kept."""
    if question.days_asked or question.dataset.aside:
        return False
    dataset = question.dataset
    return are_kept(dataset, question.query) and {*question.code_groups} <= {dataset.summed_code}


def _from_sums(question, first, last):
    columns = ["month"]
    if "ward" in question.groups:
        columns.append("ward_code")
    if question.code_groups:
        columns.append("code")
    sums = kept_sums(question.dataset, question.counted_query, columns, first, last)
    return [_counted(question, sums, columns, ["code"] * len(question.code_groups))]


def _from_rows(question, first, last):
    dataset = question.dataset
    rows = _filtered(question).filter(month__gte=first, month__lte=last)
    if question.days_asked:
        rows = rows.from_day(question.days_asked.first).to_day(question.days_asked.last)
    codes = [dataset.groups[name].column for name in question.code_groups]
    needed = ["month", *(["ward_code"] if "ward" in question.groups else []), *codes]
    columns = _begin_index(dataset.counting_index, needed) or needed
    total = Sum(dataset.weight) if dataset.weight else Count("*")
    grouped = rows.values_list(*columns).annotate(total=total).order_by()
    if not dataset.aside:
        return [_counted(question, list(grouped), columns, codes)]
    found, month = list(grouped.union(_aside(question, columns), all=True)), columns.index("month")
    rows = [row for row in found if row[month] != ASIDE]
    aside = sum(row[-1] for row in found if row[month] == ASIDE)
    return [_counted(question, rows, columns, codes), aside]


def _aside(question, columns):
    """Return a row of the columns, ASIDE for a month, with the number of rows counted aside."""
    told = {f"aside_{name}": Value(ASIDE * (name == "month"), CharField()) for name in columns}
    rows = question.dataset.aside(question.query).annotate(**told)
    return rows.values_list(*told).annotate(total=Count("*")).order_by()


def _begin_index(index, needed):
    """Return the first columns of an index, as many as hold all that are needed.

    Rows grouped by these are read off the index in its order; by others SQLite would sort them
    all, which takes three times as long.
    """
    return index[: max(map(index.index, needed)) + 1] if {*needed} <= {*index} else ()


def _filtered(question):
    """Return the rows of the release that fit the filters but for time.

    With an index to count along, other columns are asked in a query of their own: one pass over
    the table. Joined, SQLite would follow the index and look every row up in the table.
    """
    dataset, query = question.dataset, question.counted_query
    filters, index = dataset.filterset.base_filters, dataset.counting_index
    rows, others = dataset.rows(query.release.number), dataset.rows(query.release.number)
    is_joined = False
    for name, value in query.values.items():
        if name not in filters or name in TIME_FILTERS:
            continue
        if not index or filters[name].field_name in index:
            rows = filters[name].filter(rows, value)
        else:
            others, is_joined = filters[name].filter(others, value), True
    return rows.filter(pk__in=others.values("pk")) if is_joined else rows


def _counted(question, rows, columns, codes):
    """Return the columns that `count_rows` promises, of rows (*columns, n)."""
    found = {name: list(map(itemgetter(place), rows)) for place, name in enumerate(columns)}
    wards = found["ward_code"] if "ward" in question.groups else [None] * len(rows)
    coded = [[code or None for code in found[name]] for name in codes]
    return [wards, found["month"], *coded, list(map(itemgetter(-1), rows))]


def codes_held(question, name):
    """Return the values of a coded field that rows of a release have; None is unknown.

    Those of all fields that the question groups by, and names no values of, are read at once.
    """
    dataset, query = question.dataset, question.query
    at = tuple((fixed, query.get(fixed)) for fixed in dataset.kept_at)
    names = tuple(group for group in question.code_groups if not query.given.get(group))
    return _codes_held(query.release, dataset, names, at)[name]


@once_a_release
def _codes_held(release, dataset, names, at):
    held = defaultdict(set)
    first, *rest = [_codes_of(release, dataset, name, at) for name in names]
    for name, code in first.union(*rest, *dataset.read_beside(release), all=True):
        held[name].add(code or None)
    dataset.take_beside(release, held)
    return {name: held[name] for name in names}


def _codes_of(release, dataset, name, at):
    """Return rows of (name, value), each value once: by the kept sums where they suffice."""
    label = Value(name, CharField())
    if name == dataset.summed_code and at == tuple(dataset.kept_at.items()):
        rows = CountDifference.objects.filter(dataset=dataset.name, release__lte=release.number)
        sums = rows.order_by().values("code").annotate(total=Sum("n")).exclude(total=0)
        return sums.values_list(label, "code")
    rows = dataset.rows(release.number).filter(**dict(at)).order_by()
    return rows.values_list(label, dataset.groups[name].column).distinct()
