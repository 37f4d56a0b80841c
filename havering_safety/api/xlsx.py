"""Rows as a workbook: their sheet, and a sheet that says where they are from and what they mean."""

from itertools import chain
from threading import BoundedSemaphore

from havering_safety.api.compiled import Question
from havering_safety.api.export_views import CsvView
from havering_safety.api.exports import export_response
from havering_safety.api.problems import Fault, Problem
from havering_safety.api.renderers import XlsxRenderer
from havering_safety.api.workbook import write_workbook

MOST_ROWS = 50_000
# A workbook of so many rows keeps a processor busy for seconds: a process makes one at a time.
PATIENCE = 5
_one_at_a_time = BoundedSemaphore()


class XlsxFormat(CsvView):
    """Every row that fits as an Excel workbook of at most 50,000 rows, with a second sheet that
    holds the licence, the release, the permalink, the coverage, the warnings and what each column
    means. Text stays text, also where it begins like a formula; instants are in UTC. The same
    query string as the list, without pages; more rows are refused: the CSV and the bulk files have
    them all."""

    renderer_classes = [XlsxRenderer]
    content_type = XlsxRenderer.media_type
    format_name = "an Excel workbook"
    ending = ".xlsx"
    is_costly = True
    operation_ending = "Xlsx"

    @classmethod
    def get_own_parameters(cls):
        own = super().get_own_parameters()
        return {name: own[name] for name in own if name != "bom"}

    @classmethod
    def get_response(cls):
        return {"type": "string", "format": "binary", "description": "Office Open XML, two sheets."}

    @classmethod
    def get_example_beside(cls, name):
        few = {} if name in cls.example_of_few else cls.example_of_few
        return super().get_example_beside(name) | few

    def answers_surely(self, query, path):
        # Only a count tells whether the rows are too many.
        return False

    def answer(self, query, **path):
        count, head = self.count(Question(self, query)), self.request.method == "HEAD"
        if count > MOST_ROWS:
            raise self._too_many(count)
        # Now it is certain that there is an answer; one that is held is not made again.
        unchanged = self.validators.answer_unchanged(self.request, certain=True)
        if unchanged:
            return unchanged
        return export_response(
            self.content_type,
            self.get_filename(query),
            count,
            () if head else (self._workbook(query, count),),
            head=head,
        )

    def _too_many(self, count):
        csv = self.request.path.removesuffix(self.ending) + ".csv"
        sentence = (
            f"{count:,} rows fit, and a workbook here holds at most {MOST_ROWS:,}: narrow the "
            f"query, or take {csv} or the bulk files at /bulk, which have them all."
        )
        name = next(name for name in ("date_from", "fields") if name in self.get_parameters())
        fault = Fault(name, self.request.GET.get(name), "combination", sentence)
        return Problem("invalid-query", sentence, [fault])

    def _workbook(self, query, count):
        if not _one_at_a_time.acquire(timeout=PATIENCE):
            raise Problem("too-many-requests", "Another workbook is being made.", retry_after=10)
        try:
            return self._written(query, count)
        finally:
            _one_at_a_time.release()

    def _written(self, query, count):
        meta, names = self.get_meta(query), self.plan(query).names
        batches = self.texts(query, list)
        return write_workbook(
            meta["description"],
            query.release.created_at,
            {
                "Data": chain([names], chain.from_iterable(batches)),
                "About": about(meta, count, self.serializer_class, names),
            },
        )


def about(meta, count, serializer, names):
    """Yield the rows of the sheet that says what the data are."""
    yield "What", "Value"
    yield "description", meta["description"]
    yield "rows", count
    for name in ("release", "permalink", "citation", "synthetic"):
        yield name, meta[name]
    for name, text in meta["licence"].items():
        yield f"licence {name}", text
    for name, value in (meta["coverage"] or {}).items():
        yield f"coverage {name}", ", ".join(value) if isinstance(value, list) else value
    for warning in meta["warnings"]:
        yield f"warning {warning['code']}", warning["detail"]
    fields = serializer._declared_fields
    for name in names:
        yield f"column {name}", fields[name].help_text
