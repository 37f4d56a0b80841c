"""Views that give every row that fits in one document, streamed: CSV, and what is made like it."""

from havering_safety.api.compiled import Question
from havering_safety.api.exports import (
    CSV_TYPE,
    NDJSON_TYPE,
    csv_column,
    csv_lines,
    export_response,
    json_column,
    json_lines,
    stream,
)
from havering_safety.api.links import described_by
from havering_safety.api.problems import Problem
from havering_safety.api.renderers import CSVRenderer, NdjsonRenderer
from havering_safety.api.row_views import EXPORT_HINTS, RowsView
from havering_safety.api.values import BooleanParameter


class CsvView(RowsView):
    """All rows that fit, as one CSV document, streamed."""

    renderer_classes = [CSVRenderer]
    is_kept = False
    content_type = CSV_TYPE
    format_name = "CSV"
    ending = ".csv"

    @classmethod
    def get_hints(cls):
        hint = f"There is no 'format' here: this address gives {cls.format_name}."
        return {**EXPORT_HINTS, "format": hint}

    @classmethod
    def get_own_parameters(cls):
        bom = BooleanParameter("Begin with a byte order mark, which Excel wants.")
        return {**super().get_own_parameters(), "bom": bom}

    @classmethod
    def get_response(cls):
        return {"type": "string", "description": "RFC 4180, UTF-8, CRLF, with a header row."}

    def get_filename(self, query):
        """Return the name a download is saved under."""
        raise Problem("not-found", "There is nothing here.")

    def answer(self, query, **path):
        return export_response(
            self.content_type,
            self.get_filename(query),
            self.count(Question(self, query)),
            self.chunks(query),
            head=self.request.method == "HEAD",
        )

    def get_links(self, query):
        path = self.request.path
        described = described_by(path, query) if path.endswith(".csv") else {}
        return {**super().get_links(query), **described}

    def get_columns(self, query):
        """Return {name: declared field} of the columns."""
        return {name: self.get_fields()[name] for name in self.plan(query).names}

    def get_primary_key(self, query):
        """Return the names of the columns by which a row is known; none where they are not all there."""
        names = self.get_columns(query)
        return [name for name in names if (names[name].column or name) == self.key]

    @classmethod
    def get_fields(cls):
        """Return {name: declared field} of all columns there are."""
        return cls.serializer_class._declared_fields

    def chunks(self, query):
        """Return the bytes of the document, piece by piece."""
        texts = self.texts(query, csv_column)
        return csv_lines(self.plan(query).names, texts, query.get("bom"))

    def texts(self, query, write):
        """Yield batches of the rows that fit, as tuples of texts that `write` makes a column at a time."""
        plan, rows = self.plan(query), self.filtered(query)
        chosen = self.ordered(rows, query.get("ordering")).values_list(*plan.columns)
        return plan.texts(stream(chosen), self.get_tables(query.release), write)


class NdjsonFormat(CsvView):
    """Every row that fits as newline-delimited JSON: one object a line, with the keys of the
    list's `results`. The same query string as the list, without pages. The number of rows stands
    in `X-Total-Count`."""

    renderer_classes = [NdjsonRenderer]
    content_type = NDJSON_TYPE
    format_name = "newline-delimited JSON"
    ending = ".ndjson"
    operation_ending = "Ndjson"

    @classmethod
    def get_own_parameters(cls):
        own = super().get_own_parameters()
        return {name: own[name] for name in own if name != "bom"}

    @classmethod
    def get_response(cls):
        # What a line holds.
        return cls.serializer_class

    def chunks(self, query):
        return json_lines(self.plan(query).names, self.texts(query, json_column))
