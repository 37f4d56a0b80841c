"""What CSV on the Web metadata looks like; its names are those of the W3C, some no words of Python."""

from rest_framework import serializers


def described(class_name, docstring, /, **fields):
    """Return a serializer class of fields, in their order."""
    return type(class_name, (serializers.Serializer,), {**fields, "__doc__": docstring})


def text(help_text):
    return serializers.CharField(read_only=True, help_text=help_text)


def flag(help_text):
    return serializers.BooleanField(read_only=True, help_text=help_text)


CsvColumnSerializer = described(
    "CsvColumnSerializer",
    "A column of a CSV document.",
    **{
        "name": text("The column's name: that of the field in JSON."),
        "titles": text("The text in the header row."),
        "dc:description": text("What the column holds."),
        "datatype": text("string, integer, number, boolean, date or datetime."),
        "required": flag("True where no cell is ever empty."),
        "null": text("How null is written: as an empty cell."),
    },
)
CsvTableSchemaSerializer = described(
    "CsvTableSchemaSerializer",
    "The columns of a CSV document.",
    columns=CsvColumnSerializer(many=True, read_only=True, help_text="In the document's order."),
    primaryKey=serializers.ListField(
        child=serializers.CharField(),
        required=False,
        help_text="The columns by which a row is known, where all of them are there.",
    ),
)
CsvDialectSerializer = described(
    "CsvDialectSerializer",
    "How the CSV document is written: RFC 4180.",
    encoding=text("Always utf-8."),
    header=flag("Whether there is a header row."),
    delimiter=text("What parts the cells."),
    lineTerminators=serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="What ends a line."
    ),
    quoteChar=text("What encloses a cell that needs it."),
    doubleQuote=flag("Whether a quote within a cell is doubled."),
)
CsvLicenceSerializer = described(
    "CsvLicenceSerializer", "A licence, by its address.", **{"@id": text("The licence's text.")}
)
CsvMetadataSerializer = described(
    "CsvMetadataSerializer",
    "What a CSV document holds, by the W3C's CSV on the Web.",
    **{
        "@context": text("The vocabulary."),
        "url": text("The CSV document: the permalink of the same query."),
        "dc:title": text("The query in plain English."),
        "dc:description": text("The same, and what a reader must know."),
        "dc:license": CsvLicenceSerializer(read_only=True, help_text="The licence of the data."),
        "dc:rights": text("The words to print beside the data."),
        "dc:bibliographicCitation": text("A sentence to cite the document by."),
        "dialect": CsvDialectSerializer(read_only=True, help_text="How it is written."),
        "tableSchema": CsvTableSchemaSerializer(read_only=True, help_text="Its columns."),
    },
)
