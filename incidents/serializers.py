"""What rows of police data look like: the one list of fields of each data set."""

from rest_framework import serializers

from havering_safety.api.fields import CountColumn, NumberColumn, RowSerializer, TextColumn
from havering_safety.releases.serializers import MetaSerializer


class IncidentSerializer(RowSerializer):
    """A street-level incident, dated to the month, at an anonymised map point."""

    id = TextColumn("Stable for as long as the published row is the same.", column="public_id")
    crime_id = TextColumn(
        "The publisher's Crime ID; blank for some kinds, and no key: it repeats.", null=True
    )
    month = TextColumn("The month, YYYY-MM. Street-level incidents have no day.")
    crime_type = TextColumn("A slug of the codelist crime-types.")
    crime_type_name = TextColumn(
        "The crime type in the publisher's words.", column="crime_type", table="crime_types"
    )
    last_outcome_category = TextColumn("A slug of the codelist last-outcome-categories.", null=True)
    last_outcome_category_name = TextColumn(
        "The outcome in the publisher's words.",
        column="last_outcome_category",
        table="outcomes",
        null=True,
    )
    ward = TextColumn(
        "The ward that holds the map point, as a slug.", column="ward_code", table="ward_slugs"
    )
    ward_code = TextColumn("The ward's GSS code.")
    ward_name = TextColumn("The ward's name.", column="ward_code", table="ward_names")
    location = TextColumn("The map point in words; approximate on purpose.")
    latitude = NumberColumn("Latitude of the anonymised map point, WGS84.")
    longitude = NumberColumn("Longitude of the anonymised map point, WGS84.")
    lsoa_code = TextColumn("Lower layer super output area, of 2011 or 2021.", null=True)
    lsoa_name = TextColumn("The area's name.", null=True)
    force = TextColumn(
        "The force in the name of the file; null for rows of the police API.", null=True
    )
    reported_by = TextColumn("The force that reported it, in the publisher's words.", null=True)
    falls_within = TextColumn("The force it falls within, in the publisher's words.", null=True)
    source = TextColumn("A slug of the codelist sources.")
    first_release = CountColumn("The release that first held this version of the row.")


class IncidentVersionSerializer(serializers.Serializer):
    """One version of an incident: what may change while the row stays the same."""

    first_release = serializers.IntegerField(
        read_only=True, help_text="The first release that held it."
    )
    last_release = serializers.IntegerField(
        read_only=True,
        allow_null=True,
        help_text="The last release that held it; null while it stands.",
    )
    last_outcome_category = serializers.CharField(
        read_only=True, allow_null=True, help_text="The outcome then."
    )
    ward_code = serializers.CharField(read_only=True, help_text="The ward then.")


class OutcomeSerializer(serializers.Serializer):
    """What became of a crime, from the outcomes files."""

    month = serializers.CharField(read_only=True, help_text="The month it was decided, YYYY-MM.")
    outcome_type = serializers.CharField(
        read_only=True, allow_null=True, help_text="A slug of the codelist last-outcome-categories."
    )
    outcome_type_name = serializers.CharField(
        read_only=True, allow_null=True, help_text="The outcome in the publisher's words."
    )
    ambiguous = serializers.BooleanField(
        read_only=True,
        help_text="True where several incidents bear the Crime ID: it may be any one's.",
    )
    first_release = serializers.IntegerField(
        read_only=True, help_text="The first release that held it."
    )


class IncidentDetailSerializer(IncidentSerializer):
    """An incident with its history and its outcomes."""

    versions = IncidentVersionSerializer(
        many=True,
        read_only=True,
        help_text="All versions up to the release that answers, oldest first.",
    )
    outcomes = OutcomeSerializer(
        many=True,
        read_only=True,
        help_text="Rows of outcomes files that name its Crime ID, oldest first.",
    )
    meta = MetaSerializer(read_only=True, help_text="What the answer says of itself.")


class CodeSerializer(serializers.Serializer):
    """A coded value."""

    slug = serializers.CharField(read_only=True, help_text="As used in rows and parameters.")
    label = serializers.CharField(read_only=True, help_text="In the publisher's words.")
    definition = serializers.CharField(
        read_only=True,
        allow_null=True,
        help_text="In our words; null for a value no codelist knows yet.",
    )
    spellings = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="Published texts it covers."
    )


class CodelistSerializer(serializers.Serializer):
    """All values of a coded field."""

    name = serializers.CharField(read_only=True, help_text="The codelist's name in its address.")
    title = serializers.CharField(read_only=True, help_text="What it lists.")
    codes = CodeSerializer(many=True, read_only=True, help_text="Its values.")


class CodelistDetailSerializer(CodelistSerializer):
    """A codelist as of a release."""

    meta = MetaSerializer(read_only=True, help_text="What the answer says of itself.")


class CodelistIndexSerializer(serializers.Serializer):
    """All codelists."""

    results = CodelistSerializer(many=True, read_only=True, help_text="The codelists.")
    meta = MetaSerializer(read_only=True, help_text="What the answer says of itself.")


class LinkSerializer(serializers.Serializer):
    """Where something is."""

    rel = serializers.CharField(read_only=True, help_text="What it is.")
    href = serializers.CharField(read_only=True, help_text="Its address.")
    type = serializers.CharField(read_only=True, help_text="Its media type.")


class EntrySerializer(serializers.Serializer):
    """Where everything is."""

    title = serializers.CharField(read_only=True, help_text="The service.")
    area = serializers.CharField(read_only=True, help_text="The area served.")
    wards = serializers.IntegerField(read_only=True, help_text="Wards in force.")
    links = LinkSerializer(many=True, read_only=True, help_text="All collections and documents.")
    meta = MetaSerializer(read_only=True, help_text="The newest release and what it covers.")
