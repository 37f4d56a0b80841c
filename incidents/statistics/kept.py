"""The counts that are kept ready: per ward, month and code, as differences that releases made.

A count as of a release is a sum of a few of them, however many rows it counts.
"""

from functools import lru_cache
from itertools import chain

from django.db.models import Max, Min, Sum

from havering_safety.api.compiled import MOST_SHAPES, NO_RELEASE, statement_of
from havering_safety.releases.memory import once_a_release
from havering_safety.releases.models import CountDifference
from incidents.statistics.months import months_between

# Stands for any data set in statements that are written once.
DATASET = "a data set"
TIME_FILTERS = frozenset({"month", "date_from", "date_to"})


def are_kept(dataset, query):
    """Tell whether counts are kept by all that a query filters by; days are for the caller to see."""
    code = dataset.summed_code
    kept = {"ward", "ward_not", *TIME_FILTERS, code, f"{code}_not", *dataset.kept_at}
    filters = query.given.keys() & dataset.filterset.base_filters.keys()
    at = all(query.get(name) == value for name, value in dataset.kept_at.items())
    return at and filters <= kept


def kept_sums(dataset, query, columns, first, last):
    """Return rows of (*columns, sum) for what fits a query's wards and codes in the months from first to last."""
    asked = _values_asked(dataset, query)
    statement = _write_sums(tuple(columns), _shape_of(asked))
    values = chain.from_iterable(asked.values())
    return statement.rows([query.release.number, dataset.name, first, last, *values])


def kept_count(dataset, query):
    """Return how many rows fit a query, None where counts are not kept by what it asks."""
    given = query.given
    if dataset.has_days and ("date_from" in given or "date_to" in given):
        return None
    if dataset.weight or not are_kept(dataset, query):
        return None
    months = _months_asked(dataset, query)
    if not months:
        return 0
    asked = {**_values_asked(dataset, query), ("month", False): months}
    statement, values = _write_count(_shape_of(asked)), chain.from_iterable(asked.values())
    return statement.rows([query.release.number, dataset.name, *values])[0][0] or 0


def _values_asked(dataset, query):
    """Return {(column, whether it is negated): values} of the wards and codes asked."""
    code, given = dataset.summed_code, query.given
    asked = {
        ("ward_code", False): given.get("ward"),
        ("ward_code", True): given.get("ward_not"),
        ("code", False): given.get(code),
        ("code", True): given.get(f"{code}_not"),
    }
    return {
        (column, negated): [
            ward_or_code.gss_code if column == "ward_code" else ward_or_code or ""
            for ward_or_code in values
        ]
        for (column, negated), values in asked.items()
        if values
    }


def _narrowed(release, dataset, asked):
    rows = CountDifference.objects.filter(dataset=dataset, release__lte=release)
    for (column, negated), values in asked.items():
        among = {f"{column}__in": values}
        rows = rows.exclude(**among) if negated else rows.filter(**among)
    return rows


def _months_asked(dataset, query):
    """Return the months asked of which anything was ever counted, each by name.

    By names the index finds each month's wards and codes; between bounds it reads all of them.
    """
    kept, given = _months_kept(query.release, dataset.name), query.given
    first, last = given.get("date_from", ""), given.get("date_to", "~")
    named = given.get("month")
    return [month for month in kept if first <= month <= last and (not named or month in named)]


@once_a_release
def _months_kept(release, dataset):
    rows = CountDifference.objects.filter(dataset=dataset)
    first, last = rows.aggregate(first=Min("month"), last=Max("month")).values()
    return months_between(first, last) if first else []


def _shape_of(asked):
    return tuple((*name, len(values)) for name, values in asked.items())


@lru_cache(MOST_SHAPES)
def _write_count(shape):
    """Return the Statement that sums the differences of a shape: (column, negated, values) of each."""
    asked = _stand_ins(shape)
    rows = _narrowed(NO_RELEASE.number, DATASET, asked)
    stand_ins = [NO_RELEASE.number, DATASET, *chain.from_iterable(asked.values())]
    return statement_of(lambda: rows.aggregate(total=Sum("n")), stand_ins)


@lru_cache(MOST_SHAPES)
def _write_sums(columns, shape):
    """Return the Statement that sums the differences of a shape and of months between bounds by some columns."""
    asked, first, last = _stand_ins(shape), "first", "last"
    rows = _narrowed(NO_RELEASE.number, DATASET, asked).filter(month__gte=first, month__lte=last)
    grouped = rows.values_list(*columns).annotate(total=Sum("n")).order_by()
    stand_ins = [NO_RELEASE.number, DATASET, first, last, *chain.from_iterable(asked.values())]
    return statement_of(lambda: list(grouped), stand_ins)


def _stand_ins(shape):
    return {
        (column, negated): [f"{column} {negated} {place}" for place in range(length)]
        for column, negated, length in shape
    }
