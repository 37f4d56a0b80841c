"""What rows of recorded crime look like."""

from havering_safety.api.fields import CountColumn, RowSerializer, TextColumn


class RecordedCrimeSerializer(RowSerializer):
    """A figure of recorded crime: a count of one category in one area and month."""

    product = TextColumn("A slug of the codelist products.")
    level = TextColumn("`ward` or `borough`.")
    counted = TextColumn("A slug of the codelist counted-things.")
    month = TextColumn("The month, YYYY-MM.")
    ward = TextColumn(
        "The ward, as a slug; null for the borough.",
        column="ward_code",
        table="ward_slugs",
        null=True,
    )
    ward_code = TextColumn("The ward's GSS code; null for the borough.", null=True)
    ward_name = TextColumn(
        "The ward's name; null for the borough.", column="ward_code", table="ward_names", null=True
    )
    offence_group = TextColumn("A slug of the codelist offence-groups.")
    offence_group_name = TextColumn("The group in the publisher's words of that download.")
    offence_subgroup = TextColumn("A slug of the codelist offence-subgroups.")
    offence_subgroup_name = TextColumn("The subgroup in the publisher's words of that download.")
    count = CountColumn(
        "The figure. A pair of area and category without a row is 0 in a month covered."
    )
    first_release = CountColumn("The release that first held this version of the figure.")
