"""What statements look like."""

from havering_safety.api.fields import DayColumn, RowSerializer, TextColumn


class StatementSerializer(RowSerializer):
    """Something that an official or the press said, in our own words."""

    slug = TextColumn("The statement's name in its address.")
    kind = TextColumn("A slug of the codelist statement-kinds.")
    speaker = TextColumn("Who spoke, as a slug of the name; null where nobody is named.", null=True)
    role = TextColumn("The speaker's office then.", null=True)
    organisation = TextColumn("For whom the speaker spoke, or who printed it.")
    said_on = DayColumn("The day it was said or written; null where it is not known.", null=True)
    published_on = DayColumn("The day the source published it.", null=True)
    text = TextColumn("What was said, in our own words.")
    measure = TextColumn("A slug of the codelist statement-measures.", null=True)
    value = TextColumn("The value as stated; a text, because 1.4 claims less than 1.40.", null=True)
    unit = TextColumn("What the value counts.", null=True)
    qualifier = TextColumn("A slug of the codelist qualifiers.", null=True)
    period_from = DayColumn("First day of the period that was named.", null=True)
    period_to = DayColumn("Last day of that period; null where none was named.", null=True)
    ward = TextColumn(
        "The ward it is about, as a slug; null where it is about no single one.",
        column="ward_code",
        table="ward_slugs",
        null=True,
    )
    area = TextColumn("The place it is about, in words.", null=True)
    team = TextColumn("The police team it is about, as a slug.", null=True)
    source_title = TextColumn("Where it was published.")
    source_url = TextColumn("The address of the source.")
