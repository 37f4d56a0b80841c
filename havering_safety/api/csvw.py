"""Metadata of a CSV document by the W3C's CSV on the Web: what each column of this very query holds.

Model for tabular data and metadata, https://www.w3.org/TR/2015/REC-tabular-metadata-20151217/.
An empty cell is null where a column can be null; in a column of texts it can be an empty text too,
so only other columns are said to be never empty.
"""

from typing import Any

from rest_framework import serializers

from havering_safety.api.links import METADATA, absolute
from havering_safety.api.renderers import CsvMetadataRenderer
from havering_safety.api.serializers_csvw import CsvMetadataSerializer
from havering_safety.api.views import ReadView

CONTEXT = "http://www.w3.org/ns/csvw"
DIALECT = {
    "encoding": "utf-8",
    "header": True,
    "delimiter": ",",
    "lineTerminators": ["\r\n"],
    "quoteChar": '"',
    "doubleQuote": True,
}
# Kind of declared field: datatype. All else is text.
DATATYPES = {
    serializers.BooleanField: "boolean",
    serializers.IntegerField: "integer",
    serializers.FloatField: "number",
    serializers.DateTimeField: "datetime",
    serializers.DateField: "date",
}


class CsvMetadataFormat(ReadView):
    """What the CSV document of the same query string holds, as CSV on the Web describes it: the
    columns asked for with their datatypes and meanings, the key, the licence, and the address of
    the document, which is its permalink."""

    renderer_classes = [CsvMetadataRenderer]
    operation_ending = "CsvMetadata"
    ending = f".csv{METADATA}"
    format_name = "CSV on the Web metadata"
    is_kept = True
    # Of the CSV view: {name: declared field} of the columns of a query, and the names of its key.
    get_columns: Any
    get_primary_key: Any

    @classmethod
    def get_response(cls):
        return CsvMetadataSerializer

    def answer(self, query, **path):
        url = absolute(self.request.path.removesuffix(METADATA), query.canonical())
        columns, key = self.get_columns(query), self.get_primary_key(query)
        return self.json(metadata_of(url, self.get_meta(query), columns, key))


def metadata_of(url, meta, columns, key):
    """Return the metadata of the CSV document at an address; `meta` is what its answer says of itself."""
    schema = {"columns": [_column(name, field) for name, field in columns.items()]}
    warnings = [warning["detail"] for warning in meta["warnings"]]
    return {
        "@context": CONTEXT,
        "url": url,
        "dc:title": meta["description"],
        "dc:description": " ".join([f"{meta['description']}.", *warnings]),
        "dc:license": {"@id": meta["licence"]["url"]},
        "dc:rights": meta["licence"]["attribution"],
        "dc:bibliographicCitation": meta["citation"].replace(meta["permalink"], url),
        "dialect": DIALECT,
        "tableSchema": schema | ({"primaryKey": key} if key else {}),
    }


def _column(name, field):
    datatype = _datatype(field)
    return {
        "name": name,
        "titles": name,
        "dc:description": field.help_text,
        "datatype": datatype,
        "required": not field.allow_null and datatype != "string",
        "null": "",
    }


def _datatype(field):
    return next((name for kind, name in DATATYPES.items() if isinstance(field, kind)), "string")
