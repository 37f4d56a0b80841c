"""What stop searches, arrests and weapon recoveries look like: one list of fields for each."""

from rest_framework import serializers

from havering_safety.api.fields import (
    CountColumn,
    DayColumn,
    FlagColumn,
    InstantColumn,
    NumberColumn,
    RowSerializer,
    TextColumn,
)
from havering_safety.releases.serializers import MetaSerializer


class StopSearchSerializer(RowSerializer):
    """A stop and search. Codes are slugs; null is unknown."""

    id = TextColumn("Stable for as long as the published row is the same.", column="public_id")
    date = InstantColumn("When it happened, UTC, as published.")
    local_date = DayColumn("The day in London; filters and groups use it.")
    month = TextColumn("The month in London, YYYY-MM.")
    type = TextColumn("A slug of the codelist stop-search-types.", null=True)
    ward = TextColumn("The ward that holds the map point.", column="ward_code", table="ward_slugs")
    ward_code = TextColumn("The ward's GSS code.")
    ward_name = TextColumn("The ward's name.", column="ward_code", table="ward_names")
    latitude = NumberColumn("Latitude of the anonymised map point, WGS84.")
    longitude = NumberColumn("Longitude of the anonymised map point, WGS84.")
    gender = TextColumn("A slug of the codelist genders.", null=True)
    age_range = TextColumn("A slug of the codelist age-ranges.", null=True)
    self_defined_ethnicity = TextColumn(
        "A slug of the codelist self-defined-ethnicities.", null=True
    )
    officer_defined_ethnicity = TextColumn(
        "A slug of the codelist officer-defined-ethnicities.", null=True
    )
    legislation = TextColumn("A slug of the codelist legislation.", null=True)
    legislation_name = TextColumn(
        "The law in the publisher's words.", column="legislation", table="legislation", null=True
    )
    object_of_search = TextColumn("A slug of the codelist objects-of-search.", null=True)
    object_of_search_name = TextColumn(
        "What was looked for, in the publisher's words.",
        column="object_of_search",
        table="objects",
        null=True,
    )
    outcome = TextColumn("A slug of the codelist stop-search-outcomes.", null=True)
    outcome_name = TextColumn(
        "The outcome in the publisher's words.", column="outcome", table="outcomes", null=True
    )
    outcome_linked_to_object_of_search = FlagColumn(
        "Whether the outcome is linked to what was looked for; null where the file does not record it.",
        null=True,
    )
    removal_of_more_than_outer_clothing = FlagColumn("Null where nothing was published.", null=True)
    part_of_a_policing_operation = FlagColumn("Null where nothing was published.", null=True)
    policing_operation = TextColumn("The operation's name.", null=True)
    is_arrest = FlagColumn(
        "Whether the outcome is an arrest; null for an unknown outcome.", null=True
    )
    force = TextColumn("The force in the name of the file.", null=True)
    first_release = CountColumn("The release that first held this version of the row.")


class ArrestSerializer(StopSearchSerializer):
    """An arrest that followed a stop and search; open data hold no other arrests."""

    is_arrest = None


class WeaponRecoverySerializer(ArrestSerializer):
    """A search for weapons with a positive outcome, which does not prove that one was found."""

    basis = TextColumn("Why it is called a recovery: a slug of the codelist weapon-recovery-bases.")


# `basis` explains the outcome, so it stands beside it, in JSON and as a CSV column.
_fields = list(WeaponRecoverySerializer._declared_fields.items())
_fields.insert([name for name, _ in _fields].index("outcome_name") + 1, _fields.pop())
WeaponRecoverySerializer._declared_fields = dict(_fields)


class StopSearchVersionSerializer(serializers.Serializer):
    """One version of a stop search: what may change while the row stays the same."""

    first_release = serializers.IntegerField(
        read_only=True, help_text="The first release that held it."
    )
    last_release = serializers.IntegerField(
        read_only=True,
        allow_null=True,
        help_text="The last release that held it; null while it stands.",
    )
    outcome = serializers.CharField(read_only=True, allow_null=True, help_text="The outcome then.")
    ward_code = serializers.CharField(read_only=True, help_text="The ward then.")


def detail_of(serializer):
    """Return the serializer class of one row with its versions."""
    name = serializer.__name__.removesuffix("Serializer")
    fields = {
        "versions": StopSearchVersionSerializer(
            many=True,
            read_only=True,
            help_text="All versions up to the release that answers, oldest first.",
        ),
        "meta": MetaSerializer(read_only=True, help_text="What the answer says of itself."),
        "__doc__": f"{serializer.__doc__} With its history.",
    }
    return type(f"{name}DetailSerializer", (serializer,), fields)


StopSearchDetailSerializer = detail_of(StopSearchSerializer)
ArrestDetailSerializer = detail_of(ArrestSerializer)
WeaponRecoveryDetailSerializer = detail_of(WeaponRecoverySerializer)
