"""What the changes between two releases look like."""

from rest_framework import serializers

from havering_safety.api.fields import (
    CountColumn,
    ObjectColumn,
    RowSerializer,
    TextColumn,
    TextsColumn,
)
from havering_safety.releases.serializers import list_envelope
from incidents.serializers import IncidentSerializer


class ChangeSerializer(RowSerializer):
    """A row that was added, revised or withdrawn between two releases."""

    dataset = TextColumn("The data set, as in the parameter.")
    change = TextColumn("`added`, `revised` or `withdrawn`.")
    id = TextColumn("The row's id, slug or GSS code: its key in the data set.")
    month = TextColumn("The row's month, YYYY-MM; null for wards and statements.", null=True)
    ward = TextColumn(
        "The row's ward after the change, as a slug; before it, for a row withdrawn.", null=True
    )
    ward_code = TextColumn("That ward's GSS code.", null=True)
    ward_name = TextColumn("That ward's name.", null=True)
    changed_fields = TextsColumn(
        "The fields that were revised; none for rows added or withdrawn. In CSV they are parted by blanks."
    )
    before = ObjectColumn(
        "The row in the earlier release: whole where it was withdrawn, the revised fields where it "
        "was revised, null where it was added. In CSV it is a JSON text.",
        null=True,
    )
    after = ObjectColumn(
        "The whole row in the later release, null where it was withdrawn. In CSV it is a JSON text.",
        null=True,
    )


class _CountsSerializer(serializers.Serializer):
    """How many rows of a data set changed."""

    dataset = TextColumn("The data set, as in the parameter.")
    added = CountColumn("Rows that the earlier release did not hold.")
    revised = CountColumn("Rows of which a field differs.")
    withdrawn = CountColumn("Rows that the later release does not hold.")


class DataSetChangesSerializer(_CountsSerializer):
    """How many rows of a data set changed."""


class WardChangesSerializer(_CountsSerializer):
    """How many rows of a data set changed in a ward."""

    ward = TextColumn("The ward as a slug; null for rows of no single ward.", null=True)
    ward_code = TextColumn("The ward's GSS code.", null=True)
    ward_name = TextColumn("The ward's name.", null=True)


class MonthChangesSerializer(_CountsSerializer):
    """How many rows of a data set changed in a month."""

    month = TextColumn("The month, YYYY-MM; null for wards and statements.", null=True)


class ChangeCountsSerializer(serializers.Serializer):
    """How many rows fit on all pages, by what changed. Data sets are never added up."""

    by_dataset = DataSetChangesSerializer(
        many=True, read_only=True, help_text="A line a data set asked for."
    )
    by_ward = WardChangesSerializer(
        many=True, read_only=True, help_text="By data set and ward after the change; wards without any are left out."
    )  # fmt: skip
    by_month = MonthChangesSerializer(
        many=True, read_only=True, help_text="By data set and month; months without any are left out."
    )  # fmt: skip


class ChangeListSerializer(list_envelope(ChangeSerializer)):  # type: ignore[misc]
    """A page of changes, and how many there are in all."""

    counts = ChangeCountsSerializer(
        read_only=True, help_text="How many rows changed, on all pages."
    )


class OutcomeRowSerializer(IncidentSerializer):
    """A row of an outcomes file: the place as of an incident, and what was decided in which month."""

    crime_type = crime_type_name = last_outcome_category = last_outcome_category_name = None  # type: ignore[assignment]
    month = TextColumn("The month it was decided, YYYY-MM.")
    outcome_type = TextColumn("A slug of the codelist last-outcome-categories.", null=True)
    outcome_type_name = TextColumn(
        "The outcome in the publisher's words.", column="outcome_type", table="outcomes", null=True
    )
