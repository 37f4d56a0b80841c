"""What the check of a claim looks like."""

from rest_framework import serializers

from havering_safety.releases.serializers import MetaSerializer, QueryEchoField, WarningSerializer
from incidents.serializers_statements import StatementSerializer


class ClaimSerializer(serializers.Serializer):
    """What was claimed."""

    dataset = serializers.CharField(read_only=True, help_text="The data set it is about.")
    measure = serializers.CharField(read_only=True, help_text="What the value is.")
    value = serializers.CharField(
        read_only=True,
        allow_null=True,
        help_text="The value as stated; a text, because 1.4 is not 1.40.",
    )
    qualifier = serializers.CharField(
        read_only=True, allow_null=True, help_text="A word said with it."
    )
    query = QueryEchoField(read_only=True, help_text="What was counted, every default included.")


class FigureSerializer(serializers.Serializer):
    """What the data give."""

    count = serializers.IntegerField(read_only=True, help_text="Rows counted, or counts summed.")
    days = serializers.IntegerField(read_only=True, help_text="Days covered.")
    value = serializers.FloatField(read_only=True, help_text="The measure, to three decimals.")
    lower = serializers.FloatField(read_only=True, help_text="Lower 95 % limit.")
    upper = serializers.FloatField(read_only=True, help_text="Upper 95 % limit.")


class ImpliedSerializer(serializers.Serializer):
    """What the stated value allows: from, and below; exactly `from` where `below` is null."""

    below = serializers.FloatField(read_only=True, allow_null=True, help_text="Less than this.")

    def get_fields(self):
        # `from` is a word of Python.
        first = serializers.FloatField(read_only=True, help_text="At least this.")
        return {"from": first, **super().get_fields()}


class ComparedSerializer(serializers.Serializer):
    """A claim beside the figure."""

    claim = ClaimSerializer(read_only=True, help_text="What was claimed.")
    figure = FigureSerializer(read_only=True, help_text="What the data give.")
    implied = ImpliedSerializer(read_only=True, help_text="What the stated value allows.")
    comparability = serializers.CharField(
        read_only=True,
        help_text="`same`, `narrower`, `wider` or `different`: what the data hold of it.",
    )
    comparability_detail = serializers.CharField(read_only=True, help_text="Why, in a sentence.")
    result = serializers.CharField(
        read_only=True,
        allow_null=True,
        help_text="`equal`, `rounds_to`, `within_interval` or `differs`; null unless the same is compared.",
    )
    difference = serializers.FloatField(
        read_only=True, allow_null=True, help_text="Figure less stated value; null where result is."
    )
    caveats = WarningSerializer(many=True, read_only=True, help_text="What limits the comparison.")


class CheckSerializer(ComparedSerializer):
    """The check of a claim."""

    meta = MetaSerializer(read_only=True, help_text="What the answer says of itself.")


class StatementCheckSerializer(serializers.Serializer):
    """A statement beside the data."""

    statement = StatementSerializer(read_only=True, help_text="What was said.")
    checks = ComparedSerializer(many=True, read_only=True, help_text="One check a period.")
    meta = MetaSerializer(read_only=True, help_text="What the answer says of itself.")
