"""What wards look like."""

from rest_framework import serializers

from havering_safety.api.fields import (
    CountColumn,
    DayColumn,
    FlagColumn,
    NumberColumn,
    RowSerializer,
    TextColumn,
    constant,
)
from havering_safety.releases.serializers import MetaSerializer


class WardSerializer(RowSerializer):
    """An electoral ward with its newest population."""

    gss_code = TextColumn("The ward's code in the register of the Office for National Statistics.")
    slug = TextColumn("The ward's name as a slug.")
    name = TextColumn("The ward's name.")
    status = TextColumn("`current`, or `former` for a ward that is no longer in force.")
    vintage = TextColumn("The year of the boundary.", null=True)
    area_km2 = NumberColumn("Area in square kilometres.", null=True)
    population = CountColumn("Residents, at the newest reference date loaded.", null=True)
    population_date = DayColumn("The reference date of the population.", null=True)
    population_derived = FlagColumn(
        "True where the population was estimated from smaller areas, not published for wards.",
        null=True,
    )
    latitude = NumberColumn("Latitude of a point inside the ward, WGS84.", null=True)
    longitude = NumberColumn("Longitude of a point inside the ward, WGS84.", null=True)


class SuccessorSerializer(serializers.Serializer):
    """A present ward that holds land of a former one."""

    gss_code = serializers.CharField(read_only=True, help_text="The present ward's code.")
    slug = serializers.CharField(read_only=True, help_text="The present ward's slug.")
    name = serializers.CharField(read_only=True, help_text="The present ward's name.")
    share = serializers.FloatField(
        read_only=True, allow_null=True,
        help_text="Share of the former ward's area, 0 to 1; null where its boundary is not loaded.",
    )  # fmt: skip


class WardDetailSerializer(WardSerializer):
    """A ward, current or former."""

    ended = serializers.DateField(
        read_only=True, allow_null=True, help_text="The last day in force; null for a current ward."
    )
    successors = SuccessorSerializer(
        many=True,
        read_only=True,
        help_text="Present wards that hold a former ward's land, largest share first.",
    )
    meta = MetaSerializer(read_only=True, help_text="What the answer says of itself.")


class MultiPolygonSerializer(serializers.Serializer):
    """A GeoJSON MultiPolygon, WGS84, longitude first, exterior rings counter-clockwise."""

    type = constant("MultiPolygon")
    coordinates = serializers.ListField(
        child=serializers.ListField(
            child=serializers.ListField(child=serializers.ListField(child=serializers.FloatField()))
        ),
        read_only=True,
        help_text="Polygons of rings of [longitude, latitude].",
    )


class MultiPolygonFeatureSerializer(serializers.Serializer):
    """A ward as a GeoJSON Feature."""

    type = constant("Feature")
    id = serializers.CharField(read_only=True, help_text="The ward's GSS code.")
    properties = WardSerializer(read_only=True, help_text="The ward's row.")
    geometry = MultiPolygonSerializer(read_only=True, help_text="The boundary.")


class WardCollectionSerializer(serializers.Serializer):
    """Wards as a GeoJSON FeatureCollection."""

    type = constant("FeatureCollection")
    features = MultiPolygonFeatureSerializer(
        many=True, read_only=True, help_text="One feature a ward."
    )
    meta = MetaSerializer(read_only=True, help_text="What the answer says of itself.")
