"""Any grid, recounted from the exported rows: each cell once, its count, and where it is null."""

import csv
from collections import Counter
from functools import cache
from itertools import product
from math import prod

import orjson
import pytest
from django.test import Client
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from incidents.statistics.months import TIME_GROUPS, label, months_between
from tests.grids.held import is_recorded_held, is_searches_held, is_street_held
from tests.grids.questions import GROUPS, SLUGS, questions

DATASETS = [*GROUPS]
EVERYTHING = ("product", "level", "counted")


@cache
def rows_of(dataset, query):
    """Return the rows of an export as dictionaries, None for an empty cell."""
    response = Client().get(f"/api/v1/{dataset}.csv", dict(query))
    assert response.status_code == 200, response.getvalue()
    lines = csv.DictReader(response.getvalue().decode().splitlines())
    return [{name: value or None for name, value in row.items()} for row in lines]


def weight(row):
    return int(row["count"]) if "count" in row else 1


def values_asked(filters, name):
    texts = filters[name].split(",") if name in filters else []
    return [None if text == "none" else text for text in texts]


def _span(coverage):
    """Return the months of a period: those from the first to the last covered, and those missing."""
    between = months_between(coverage["from"], coverage["to"]) if coverage["from"] else []
    return sorted({*between, *coverage["missing"]})


class Oracle:
    """The whole answer, from the rows of the export and from what the history is known to hold."""

    def __init__(self, dataset, filters, groups, coverage):
        self.dataset, self.filters, self.groups = dataset, filters, groups
        self.rows = rows_of(dataset, tuple(filters.items()))
        self.months = sorted(filters["month"].split(",")) if "month" in filters else _span(coverage)
        self.time = next((name for name in groups if name in TIME_GROUPS), None)

    def axis(self, name):
        if name == self.time:
            return list(dict.fromkeys(label(month, name) for month in self.months))
        denied = values_asked(self.filters, f"{name}_not")
        known = values_asked(self.filters, name)
        if not known:
            kept = {
                key: self.filters[key] for key in ("release", *EVERYTHING) if key in self.filters
            }
            rows = rows_of(self.dataset, tuple(kept.items()))
            known = SLUGS if name == "ward" else {row[name] for row in rows}
        return sorted({*known} - {*denied}, key=lambda value: (value is None, value or ""))

    def covers(self, month, cell):
        def asked(name):
            return [cell[name]] if name in cell else values_asked(self.filters, name)

        release = int(self.filters["release"])
        if self.dataset == "incidents":
            return is_street_held(month, release, *map(asked, ("crime_type", "force", "source")))
        if self.dataset == "recorded-crime":
            return is_recorded_held(month, release, self.filters.get("counted", "offences"))
        return is_searches_held(month, release, asked("force"))

    def cells(self):
        """Return {key: (count, coverage)} of every combination, and the rows in none of them."""
        axes, cells = [self.axis(name) for name in self.groups], {}
        counted = Counter()
        for row in self.rows:
            values = tuple(row[name] for name in self.groups if name != self.time)
            counted[(*values, row["month"])] += weight(row)
        for key in product(*axes):
            cell = dict(zip(self.groups, key, strict=True))
            months = [
                m for m in self.months if not self.time or label(m, self.time) == cell[self.time]
            ]
            covered = [month for month in months if self.covers(month, cell)]
            values = tuple(value for name, value in cell.items() if name != self.time)
            count = sum(counted.get((*values, month), 0) for month in covered)
            coverage = "full" if covered == months else "partial"
            cells[key] = (count, coverage) if covered else (None, "none")
        return cells, sum(map(weight, self.rows)) - sum(n or 0 for n, _ in cells.values())


@pytest.mark.parametrize("dataset", DATASETS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_cell_once_with_its_count_and_null_where_nothing_is_held(client, dataset, data):
    filters, groups = data.draw(questions(dataset))

    response = client.get(
        f"/api/v1/stats/{dataset}", {**filters, "group_by": ",".join(groups)} if groups else filters
    )
    assume(response.status_code == 200 or not is_a_contradiction(response))
    answer = response.json()

    oracle = Oracle(dataset, filters, groups, answer["meta"]["coverage"])
    expected, beside = oracle.cells()
    found = [
        (tuple(cell[name] for name in groups), (cell["count"], cell["coverage"]))
        for cell in answer["results"]
    ]
    assert len(found) == prod(len(oracle.axis(name)) for name in groups)
    assert dict(found) == expected
    assert [cell["null_reason"] for cell in answer["results"]] == [
        "not-held" if count is None else None for _, (count, _) in found
    ]
    assert answer["rows_not_covered"] == beside
    assert (answer["total"] or 0) + beside == sum(map(weight, oracle.rows))
    # Cells are written part by part; it is the document that would be written whole.
    assert response.content == orjson.dumps(answer)
    assert client.get(f"/api/v1/{dataset}", filters).json()["count"] == len(oracle.rows)


def is_a_contradiction(response):
    """Tell whether a drawn query asks what cannot be meant, and was refused for that alone."""
    assert response.status_code == 400, response.content
    return {fault["code"] for fault in response.json()["errors"]} == {"combination"}


# A filter that takes nothing away, and that the kept sums know nothing of.
NO_FILTER = {
    "incidents": {"search": "road"},
    "stop-searches": {"gender_not": "other"},
    "arrests": {"gender_not": "other"},
    "weapon-recoveries": {"gender_not": "other"},
    "recorded-crime": {"offence_subgroup_not": "bigamy"},
}
SUMMED = {"incidents": "crime_type", "recorded-crime": "offence_group"}


@pytest.mark.parametrize("dataset", DATASETS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_counted_rows_give_what_kept_sums_give(client, dataset, data):
    code = SUMMED.get(dataset, "outcome")
    filters, groups = data.draw(questions(dataset))
    known = {"release", "ward", "ward_not", "month", code, f"{code}_not"}
    filters = {name: value for name, value in filters.items() if name in known}
    groups = [name for name in groups if name in ("ward", code, *TIME_GROUPS)]
    if groups:
        filters["group_by"] = ",".join(groups)

    answers = [
        client.get(f"/api/v1/stats/{dataset}", filters | further).json()
        for further in ({}, NO_FILTER[dataset])
    ]

    assume("results" in answers[0])
    assert answers[0]["results"] == answers[1]["results"]
    assert answers[0]["rows_not_covered"] == answers[1]["rows_not_covered"]
