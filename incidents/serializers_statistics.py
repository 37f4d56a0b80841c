"""What grids of statistics look like: cells with the groups and measures that were asked for."""

from functools import cache
from typing import Any

from rest_framework import serializers

from havering_safety.releases.serializers import MetaSerializer


class PopulationSerializer(serializers.Serializer):
    """The populations that rates rest on."""

    date = serializers.DateField(read_only=True, help_text="The reference date.")
    derived = serializers.BooleanField(
        read_only=True, help_text="True where they were estimated from smaller areas."
    )
    residents = serializers.IntegerField(
        read_only=True, allow_null=True, help_text="Residents of all wards asked."
    )


class StatsMetaSerializer(MetaSerializer):
    """What statistics say of themselves."""

    population = PopulationSerializer(
        read_only=True,
        allow_null=True,
        help_text="The populations rates rest on; null where none were asked.",
    )


_FIGURES = {
    "count": "Rows in the cell; null where no month of it is covered.",
    "count_lower": "Lower 95 % limit of the count, by chance alone.",
    "count_upper": "Upper 95 % limit of the count.",
    "per_day": "Count over the days covered.",
    "per_day_lower": "Lower 95 % limit.",
    "per_day_upper": "Upper 95 % limit.",
    "rate_per_1000": "Count per 1,000 residents for the whole period, not a year.",
    "rate_per_1000_lower": "Lower 95 % limit.",
    "rate_per_1000_upper": "Upper 95 % limit.",
    "percent": "Share of the whole grid.",
    "rolling_12_months": "Sum of the twelve months to the cell's; null until all are covered.",
    "earlier_count": "The count twelve months earlier; null where no month of it is covered.",
    "earlier_coverage": "`full`, `partial` or `none`: how many of the earlier months are covered.",
    "change": "Count less earlier count, where both are covered in full.",
    "ratio": "Count over earlier count; null where either is under 10.",
    "ratio_lower": "Lower 95 % limit of the ratio.",
    "ratio_upper": "Upper 95 % limit of the ratio.",
    "rest_count": "The count of all other wards together.",
    "rest_count_lower": "Lower 95 % limit.",
    "rest_count_upper": "Upper 95 % limit.",
    "rest_per_day": "Their count over the days covered.",
    "rest_per_day_lower": "Lower 95 % limit.",
    "rest_per_day_upper": "Upper 95 % limit.",
    "rest_rate_per_1000": "Their count per 1,000 residents.",
    "rest_rate_per_1000_lower": "Lower 95 % limit.",
    "rest_rate_per_1000_upper": "Upper 95 % limit.",
}
_WHOLE = ("count", "rolling_12_months", "earlier_count", "change", "rest_count")
_KINDS = {
    "earlier_coverage": serializers.CharField,
    **dict.fromkeys(_WHOLE, serializers.IntegerField),
}


@cache
def cell_serializer(dataset):
    """Return the serializer class of a cell: groups and measures are there when asked for."""
    # No read-only fields: the document would call them required.
    fields: dict[str, Any] = {
        name: serializers.CharField(
            required=False,
            allow_null=name in dataset.groups,
            help_text=f"The cell's {name.replace('_', ' ')}, where grouped by.",
        )
        for name in dataset.group_names
    }
    for name, help_text in _FIGURES.items():
        kind = _KINDS.get(name, serializers.FloatField)
        is_known = name == "earlier_coverage"
        fields[name] = kind(required=False, allow_null=not is_known, help_text=help_text)
    fields["coverage"] = serializers.CharField(
        read_only=True,
        help_text="`full`, `partial` or `none`: how many of the cell's months are covered.",
    )
    fields["null_reason"] = serializers.CharField(
        read_only=True, allow_null=True, help_text="Why the count is null: `not-held`."
    )
    fields["__doc__"] = "A cell of the grid."
    return type(f"{_name(dataset)}CellSerializer", (serializers.Serializer,), fields)


@cache
def stats_serializer(dataset):
    """Return the serializer class of a grid."""
    fields: dict[str, Any] = {
        "results": cell_serializer(dataset)(
            many=True, read_only=True, help_text="Every cell of the grid."
        ),
        "total": serializers.IntegerField(
            read_only=True,
            allow_null=True,
            help_text="The sum of all cells that are covered; null without any, and where cells overlap.",
        ),
        "rows_not_covered": serializers.IntegerField(
            read_only=True,
            help_text="Rows in months that are not covered, which are in no cell: with the total "
            "they are all rows.",
        ),
        "meta": StatsMetaSerializer(read_only=True, help_text="What the answer says of itself."),
        "__doc__": "A whole grid.",
    }
    return type(f"{_name(dataset)}StatsSerializer", (serializers.Serializer,), fields)


def _name(dataset):
    return dataset.name.title().replace("-", "")
