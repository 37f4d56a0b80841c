"""What can be wrong with a month's file as a whole: found by rule, told with every answer."""

from havering_safety.api.codelists import Code, Codelist

MOSTLY_WITHOUT_LOCATION = "mostly-without-location"
ENDS_EARLY = "ends-early"
MANY_DUPLICATES = "many-duplicates"

QUALITY_FLAGS = Codelist(
    "quality-flags",
    "Flaws of a month's file",
    [
        Code(
            "Mostly without location",
            "More than half of the file's rows have no coordinates and cannot be placed.",
            slug=MOSTLY_WITHOUT_LOCATION,
        ),
        Code(
            "Ends early",
            "The last day with rows is 3 or more days before the month's end.",
            slug=ENDS_EARLY,
        ),
        Code(
            "Many duplicates",
            "More than 5 % of the file's rows repeat another row in every column.",
            slug=MANY_DUPLICATES,
        ),
    ],
)
