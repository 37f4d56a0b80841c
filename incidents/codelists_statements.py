"""Coded values of statements: what kind they are, what they measure, how firmly, how they compare."""

from havering_safety.api.codelists import Code, Codelist

STATEMENT_KINDS = Codelist(
    "statement-kinds",
    "Kinds of statement",
    [
        Code(
            "Figure",
            "Something said of how much, how often or where; not all of them give a number.",
        ),
        Code("Incident report", "One crime as it was reported."),
        Code("Commitment", "What somebody said is done or will be done."),
    ],
)

STATEMENT_MEASURES = Codelist(
    "statement-measures",
    "What the value of a statement measures",
    [
        Code("Count", "How many."),
        Code("Per day", "How many a day.", slug="per_day"),
        Code("Rate per 1,000 residents", "How many for 1,000 residents.", slug="rate_per_1000"),
        Code("Percent", "A share of a hundred."),
    ],
)

QUALIFIERS = Codelist(
    "qualifiers",
    "How firmly a value was stated",
    [
        Code("About", "Stated as approximate."),
        Code("Exactly", "Stated as it is, without any such word."),
        Code("Numerous", "Many, without a number."),
    ],
)

COMPARABILITIES = Codelist(
    "comparabilities",
    "What the data hold of a statement",
    [
        Code("Same", "The data hold what was said."),
        Code("Narrower", "The data hold a part of it."),
        Code("Wider", "The data hold it and more, and cannot tell them apart."),
        Code("Different", "The data hold something else that is near."),
    ],
)
