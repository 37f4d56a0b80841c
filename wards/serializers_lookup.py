"""What the ward of a place looks like."""

from rest_framework import serializers

from havering_safety.releases.serializers import MetaSerializer
from wards.serializers import WardSerializer


class FormerWardNameSerializer(serializers.Serializer):
    """A ward that is no longer in force."""

    gss_code = serializers.CharField(read_only=True, help_text="The former ward's code.")
    slug = serializers.CharField(read_only=True, help_text="The former ward's slug.")
    name = serializers.CharField(read_only=True, help_text="The former ward's name.")


class WardLookupSerializer(serializers.Serializer):
    """The ward of a place, and how it was found."""

    found_by = serializers.CharField(read_only=True, help_text="`postcode` or `point`.")
    postcode = serializers.CharField(
        read_only=True, allow_null=True, help_text="The postcode as it is properly written."
    )
    latitude = serializers.FloatField(read_only=True, help_text="Latitude of the point, WGS84.")
    longitude = serializers.FloatField(read_only=True, help_text="Longitude of the point, WGS84.")
    positional_quality = serializers.IntegerField(
        read_only=True, allow_null=True,
        help_text="Ordnance Survey's indicator of a postcode's point: 10 is the best.",
    )  # fmt: skip
    positional_accuracy = serializers.CharField(
        read_only=True, help_text="How well the point stands for the place, in words."
    )
    ward = WardSerializer(
        read_only=True,
        help_text="The ward in force: that of Ordnance Survey for a postcode, else that of the point.",
    )
    ward_by_point = serializers.CharField(
        read_only=True, allow_null=True,
        help_text="The ward, as a slug, whose boundary holds the point; another than `ward` only "
        "for a postcode on a border.",
    )  # fmt: skip
    former_ward = FormerWardNameSerializer(
        read_only=True,
        allow_null=True,
        help_text="The ward of the point until 2022; null where former boundaries are not loaded.",
    )
    meta = MetaSerializer(read_only=True, help_text="What the answer says of itself.")
