"""Views of what changed between two releases."""

from dataclasses import replace

import orjson

from havering_safety.api import pagination
from havering_safety.api.exports import json_column
from havering_safety.api.problems import Fault, Problem
from havering_safety.api.renderers import OPTIONS
from havering_safety.api.row_views import RowsView
from havering_safety.api.values import IntegerParameter, SeveralChoices
from havering_safety.releases.answering import release_answering
from havering_safety.releases.changes import KINDS
from havering_safety.releases.views import ReleasedCsvView, ReleasedListView, ReleasedView
from incidents.description import describe_period, describe_place, listed
from incidents.filters_changes import ChangeFilterSet
from incidents.serializers_changes import ChangeListSerializer, ChangeSerializer
from incidents.statistics.datasets import ARRESTS, WEAPON_RECOVERIES
from incidents.views.change_set import MONTHS, ChangeSet
from incidents.views.changed_datasets import ALL_ROWS, CHANGED, WITHOUT_MONTHS

OWN = {
    "since": IntegerParameter(
        "The earlier release that the state is compared with; the one before where it is left out.",
        0, least=0, most=2_000_000_000,
    ),
    "dataset": SeveralChoices(
        "Data sets, several. Arrests and weapon recoveries are stop searches and are told among "
        "them; ask for them by name to see which were gained or lost.",
        "incidents", choices=CHANGED, component="ChangedDataSet", default=ALL_ROWS,
    ),
    "change": SeveralChoices(
        "Kinds of change, several.", "added", choices=KINDS, component="KindOfChange",
        default=list(KINDS),
    ),
}  # fmt: skip


class _Changes(ReleasedView, RowsView):
    """What all views of changes share."""

    tag = "Releases"
    summary = "What changed between two releases"
    filterset_class = ChangeFilterSet
    serializer_class = ChangeSerializer
    example_queries = ({"since": "0", "dataset": "incidents", "ward": "st-edwards"},)
    example_of_few = {"ward": "st-edwards"}
    path_parameters = {
        "number": {
            "schema": {"type": "integer", "minimum": 1, "maximum": 2_000_000_000},
            "description": "The later release's number.",
            "example": 1,
        }
    }

    @classmethod
    def get_own_parameters(cls):
        return {**OWN, **super().get_own_parameters()}

    def read_query(self, request, path):
        self.number = path["number"]
        query = super().read_query(request, path)
        if not 0 < self.number <= query.release.number:
            raise Problem("not-found", f"There is no release {self.number}.")
        if "since" in query.given:
            return query
        return replace(query, given=query.given | {"since": self.number - 1})

    def find_faults(self, query):
        yield from super().find_faults(query)
        since, given = query.given.get("since"), query.given
        if since is not None and since >= self.number:
            sentence = f"Changes lead to a later release: since is at most {self.number - 1} here."
            yield Fault("since", str(since), "combination", sentence)
        asked = given.get("dataset")
        if asked and WITHOUT_MONTHS.issuperset(asked):
            for name in sorted(MONTHS & given.keys()):
                yield Fault(
                    name, None, "combination", f"{_nouns(asked).capitalize()} have no months."
                )

    def changes_of(self, query):
        """Return the ChangeSet of a query."""
        since, until = (release_answering(one) for one in (query.get("since"), self.number))
        filters = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in self.bound(query).items()
        }
        datasets = [name for name in CHANGED if name in query.get("dataset")]
        kinds = tuple(query.get("change"))
        return ChangeSet(since, until, tuple(datasets), kinds, tuple(sorted(filters.items())))

    def describe(self, query):
        given = query.given
        kinds = given.get("change", KINDS)
        what = "changed" if {*kinds} == {*KINDS} else listed([k for k in KINDS if k in kinds])
        rows = _nouns(given["dataset"]) if "dataset" in given else "rows"
        period = describe_period(given.get("month"), given.get("date_from"), given.get("date_to"))
        parts = [
            f"{rows} {what} from release {query.get('since')} to release {self.number}",
            describe_place(given) if "ward" in given else "",
            period,
        ]
        sentence = ", ".join(part for part in parts if part)
        return sentence[0].upper() + sentence[1:]

    def get_warnings(self, query):
        notes = [
            note
            for dataset in (ARRESTS, WEAPON_RECOVERIES)
            if dataset.name in query.get("dataset")
            for note in dataset.notes
        ]
        return [{"code": code, "detail": detail} for code, detail in notes]


def _nouns(datasets):
    return listed([table.noun for name, table in CHANGED.items() if name in datasets])


class ChangeListView(_Changes, ReleasedListView):
    """What changed between two releases: the rows added, revised (which fields, from what to what)
    and withdrawn, with counts by data set, ward and month. The two states are compared, so what
    came and went in between, or was revised and revised back, is no change. Beside the earlier
    release's exports these are all it takes to make the later one's: a mirror needs no more. A
    row fits a ward where it was there before or is there after. Data sets follow one another; in
    each, rows added come first, then those revised, then those withdrawn."""

    operation_id = "listChanges"
    example_problems = {"404": {"number": "900"}}
    export = "the same address with .csv"

    @classmethod
    def get_response(cls):
        return ChangeListSerializer

    def answer(self, query, **path):
        page, changes = pagination.page_of(query), self.changes_of(query)
        count = changes.count
        pagination.refuse_past_the_last(page, count)
        self.neighbours = self._neighbours(query, page, count)
        names = self.plan(query).names
        results = [
            {name: row[name] for name in names} for row in changes.page(page.start, page.stop)
        ]
        body = {"count": count, **self.neighbours, "results": results}
        return self.json(body | {"meta": self.get_meta(query), "counts": changes.counts})


class ChangeCsvView(_Changes, ReleasedCsvView):
    """All that changed between two releases as CSV, a line for each row: the same query string as
    the list, without pages. What a row was before and is after are JSON texts in two columns."""

    operation_id = "changesCsv"

    def count(self, question):
        return self.changes_of(question.query).count

    def get_primary_key(self, query):
        key = ["dataset", "id"]
        return key if {*key} <= {*self.plan(query).names} else []

    def texts(self, query, write):
        names = self.plan(query).names
        cell = _json_cell if write is json_column else _text_cell
        for rows in self.changes_of(query).batches():
            columns = ([cell(row[name]) for row in rows] for name in names)
            yield zip(*map(write, columns), strict=True)


def _text_cell(value):
    if isinstance(value, dict):
        return orjson.dumps(value, option=OPTIONS).decode()
    return " ".join(value) if isinstance(value, list) else value


def _json_cell(value):
    # Written as it is, and unlike what it stands for it can be told from others.
    if isinstance(value, dict | list):
        return orjson.Fragment(orjson.dumps(value, option=OPTIONS))
    return value
