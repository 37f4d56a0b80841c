"""What the Vega-Lite document of a chart looks like, as far as it is ours."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


@extend_schema_field({"type": "object", "additionalProperties": True})
class PartField(serializers.Field):
    """A part of the document, as Vega-Lite defines it."""


@extend_schema_field({"type": "array", "items": {"type": "object", "additionalProperties": True}})
class PartsField(serializers.Field):
    """Parts of the document, as Vega-Lite defines them."""


class VegaLiteSerializer(serializers.Serializer):
    """A Vega-Lite document, version 6 (vega.github.io/vega-lite), with the data inside."""

    description = serializers.CharField(
        read_only=True, help_text="The chart in words, for those who do not see it."
    )
    usermeta = PartField(
        read_only=True, help_text="`total`, `rows_not_covered` and `meta` of the JSON answer."
    )
    datasets = PartField(
        read_only=True,
        help_text="`cells` are the results of the JSON answer; the rest are names and shapes.",
    )
    title = PartField(read_only=True, help_text="Source, licence and release.")
    vconcat = PartsField(read_only=True, help_text="The charts, one a measure, under their title.")
    config = PartField(read_only=True, help_text="Colours and type.")

    def get_fields(self):
        # The one is no word of Python, the other one of serializers.
        schema = serializers.CharField(read_only=True, help_text="The version of Vega-Lite.")
        named = PartField(read_only=True, help_text="Names the cells as what is drawn.")
        return {"$schema": schema, **super().get_fields(), "data": named}
