"""What answers look like: the envelope with its `meta`, releases, source files."""

from functools import cache

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from havering_safety.api.fields import (
    CountColumn,
    FlagColumn,
    InstantColumn,
    RowSerializer,
    TextColumn,
)


class WarningSerializer(serializers.Serializer):
    """What a reader of the figures must know."""

    code = serializers.CharField(read_only=True, help_text="A stable word for the rule that spoke.")
    detail = serializers.CharField(
        read_only=True, help_text="What a reader of the figures must know."
    )


class LicenceSerializer(serializers.Serializer):
    """On what terms the data may be used."""

    id = serializers.CharField(read_only=True, help_text="SPDX identifier.")
    url = serializers.CharField(read_only=True, help_text="The licence's text.")
    attribution = serializers.CharField(
        read_only=True, help_text="The words to print beside the data."
    )


class CoverageSerializer(serializers.Serializer):
    """What is held of what was asked. What is not covered is unknown, not zero."""

    to = serializers.CharField(
        read_only=True, allow_null=True, help_text="Last month covered for what was asked."
    )
    missing = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        help_text="Months asked, or between the first and the last covered, that are not covered: unknown, not zero.",
    )
    forces = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        help_text="Police forces of which files are held for the months asked.",
    )

    def get_fields(self):
        # `from` is a word of Python.
        first = serializers.CharField(
            read_only=True, allow_null=True, help_text="First month covered for what was asked."
        )
        return {"from": first, **super().get_fields()}


@extend_schema_field({"type": "object", "additionalProperties": True})
class QueryEchoField(serializers.Field):
    """The query as it was understood."""


class MetaSerializer(serializers.Serializer):
    """What an answer says of itself."""

    release = serializers.IntegerField(
        read_only=True, help_text="The release that answered; 0 before the first import."
    )
    permalink = serializers.CharField(
        read_only=True, help_text="The same query pinned to the release: its answer never changes."
    )
    citation = serializers.CharField(read_only=True, help_text="A sentence to cite the answer by.")
    query = QueryEchoField(
        read_only=True, help_text="The query as understood, every default included."
    )
    description = serializers.CharField(read_only=True, help_text="The query in plain English.")
    coverage = CoverageSerializer(
        read_only=True, allow_null=True, help_text="What is held of what was asked."
    )
    licence = LicenceSerializer(read_only=True, help_text="On what terms the data may be used.")
    warnings = WarningSerializer(many=True, read_only=True, help_text="What a reader must know.")
    synthetic = serializers.BooleanField(
        read_only=True, help_text="True where every row is invented demo data."
    )


@cache
def list_envelope(row_serializer):
    """Return the serializer class of a page of rows: `IncidentList` for `IncidentSerializer`."""
    name = row_serializer.__name__.removesuffix("Serializer")
    fields = {
        "count": serializers.IntegerField(read_only=True, help_text="How many rows fit, on all pages."),
        "next": serializers.CharField(read_only=True, allow_null=True, help_text="Address of the next page."),
        "previous": serializers.CharField(read_only=True, allow_null=True, help_text="Address of the page before."),
        "results": row_serializer(many=True, read_only=True, help_text="The rows of this page."),
        "meta": MetaSerializer(read_only=True, help_text="What the answer says of itself."),
    }  # fmt: skip
    fields["__doc__"] = f"A page of {name} rows."
    return type(f"{name}ListSerializer", (serializers.Serializer,), fields)


@cache
def detail_envelope(row_serializer, further):
    """Return the serializer class of one row with its `meta` and the further fields, (name, field) pairs."""
    name = row_serializer.__name__.removesuffix("Serializer")
    meta = MetaSerializer(read_only=True, help_text="What the answer says of itself.")
    return type(f"{name}DetailSerializer", (row_serializer,), {**dict(further), "meta": meta})


class ReleaseSerializer(RowSerializer):
    """A numbered state of everything published."""

    number = CountColumn("Counts from 1.")
    created_at = InstantColumn("When it was made, UTC.")
    summary = TextColumn("What was imported and how much changed.")
    synthetic = FlagColumn("True for invented demo data.")


class SourceFileSerializer(RowSerializer):
    """A file that an import read, with its ledger."""

    name = TextColumn("The file, as named in its archive.")
    archive = TextColumn("The archive that held it; empty for a file of its own.")
    sha256 = TextColumn("SHA-256 of the file's bytes, in hexadecimal.")
    size = CountColumn("Bytes, unpacked.")
    source = TextColumn("Where it came from.")
    kind = TextColumn("What kind of rows it holds.")
    force = TextColumn("The police force in its name.", null=True)
    month = TextColumn("The month it is for, YYYY-MM.", null=True)
    codes = serializers.ListField(
        child=serializers.CharField(), read_only=True,
        help_text="The crime types it is said to hold; empty for all of them.",
    )  # fmt: skip
    rows_read = CountColumn("Rows in the file.")
    stored = CountColumn("Rows of the area.")
    outside_area = CountColumn("Rows whose point lies in no ward.")
    without_location = CountColumn("Rows without coordinates, which cannot be placed.")
    rejected = CountColumn("Rows that could not be read; they are kept with their line and reason.")
    repeated = CountColumn(
        "Rows given twice: crimes in two answers of the police API, counts that a later file has."
    )
    added = CountColumn("Rows opened in this release.")
    revised = CountColumn("Rows that got a new version in this release.")
    withdrawn = CountColumn("Rows closed by this release.")


class ReleaseDetailSerializer(ReleaseSerializer):
    """A release with the files it read."""

    source_files = SourceFileSerializer(
        many=True, read_only=True, help_text="In the order they were read."
    )
    redacted = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        help_text="Ids of rows that this release withdrew from all releases for privacy: delete them from every copy.",
    )
    meta = MetaSerializer(read_only=True, help_text="What the answer says of itself.")
