"""What incidents look like on a map."""

from rest_framework import serializers

from havering_safety.api.fields import constant
from havering_safety.releases.serializers import MetaSerializer
from incidents.serializers import IncidentSerializer


class PointSerializer(serializers.Serializer):
    """A GeoJSON Point, WGS84, longitude first."""

    type = constant("Point")
    coordinates = serializers.ListField(
        child=serializers.FloatField(),
        min_length=2,
        max_length=2,
        read_only=True,
        help_text="[longitude, latitude] of the anonymised map point.",
    )


class PointFeatureSerializer(serializers.Serializer):
    """An incident as a GeoJSON Feature."""

    type = constant("Feature")
    id = serializers.CharField(read_only=True, help_text="The incident's id.")
    geometry = PointSerializer(read_only=True, help_text="The map point.")
    properties = IncidentSerializer(read_only=True, help_text="The incident's row.")


class IncidentCollectionSerializer(serializers.Serializer):
    """Incidents as a GeoJSON FeatureCollection."""

    type = constant("FeatureCollection")
    meta = MetaSerializer(read_only=True, help_text="What the answer says of itself.")
    features = PointFeatureSerializer(
        many=True, read_only=True, help_text="One feature an incident."
    )
