"""Published values about people who were searched: gender, age range, ethnicity.

Ethnicities stand under the words of the 2011 census; files of before 2018 use those of 2001,
which end in a code.
"""

from havering_safety.api.codelists import Code, Codelist

GENDERS = Codelist(
    "genders",
    "Gender of the person searched",
    [
        Code("Male", "As recorded by the officer."),
        Code("Female", "As recorded by the officer."),
        Code("Other", "As recorded by the officer."),
    ],
)

AGE_RANGES = Codelist(
    "age-ranges",
    "Age of the person searched",
    [
        Code("under 10", "Below the age of criminal responsibility."),
        Code("10-17", "10 to 17 years."),
        Code("18-24", "18 to 24 years."),
        Code("25-34", "25 to 34 years."),
        Code("over 34", "35 years or older."),
    ],
)

OFFICER_DEFINED_ETHNICITIES = Codelist(
    "officer-defined-ethnicities",
    "Ethnicity of the person searched, as the officer saw it",
    [
        Code("Asian", "Seen as Asian by the officer."),
        Code("Black", "Seen as Black by the officer."),
        Code("Mixed", "Seen as of mixed ethnicity by the officer."),
        Code("Other", "Seen as of another ethnicity by the officer."),
        Code("White", "Seen as White by the officer."),
    ],
)


def _stated(label, *spellings):
    return Code(label, "As the person searched described themselves.", spellings)


SELF_DEFINED_ETHNICITIES = Codelist(
    "self-defined-ethnicities",
    "Ethnicity of the person searched, in their own words",
    [
        _stated(
            "Asian/Asian British - Any other Asian background",
            "Asian or Asian British - Any other Asian ethnic background (A9)",
        ),
        _stated("Asian/Asian British - Bangladeshi", "Asian or Asian British - Bangladeshi (A3)"),
        _stated(
            "Asian/Asian British - Chinese",
            "Chinese or other ethnic group - Chinese (O1)",
            "Chinese or other ethnic group - Chinese (01)",
        ),
        _stated("Asian/Asian British - Indian", "Asian or Asian British - Indian (A1)"),
        _stated("Asian/Asian British - Pakistani", "Asian or Asian British - Pakistani (A2)"),
        _stated(
            "Black/African/Caribbean/Black British - African",
            "Black or Black British - African (B2)",
        ),
        _stated(
            "Black/African/Caribbean/Black British - Any other Black/African/Caribbean background",
            "Black or Black British - Any other Black ethnic background (B9)",
        ),
        _stated(
            "Black/African/Caribbean/Black British - Caribbean",
            "Black or Black British - Caribbean (B1)",
        ),
        _stated(
            "Mixed/Multiple ethnic groups - Any other Mixed/Multiple ethnic background",
            "Mixed - Any other Mixed ethnic background (M9)",
        ),
        _stated("Mixed/Multiple ethnic groups - White and Asian", "Mixed - White and Asian (M3)"),
        _stated(
            "Mixed/Multiple ethnic groups - White and Black African",
            "Mixed - White and Black African (M2)",
        ),
        _stated(
            "Mixed/Multiple ethnic groups - White and Black Caribbean",
            "Mixed - White and Black Caribbean (M1)",
        ),
        _stated(
            "Other ethnic group - Any other ethnic group",
            "Chinese or other ethnic group - Any other ethnic group (O9)",
            "Chinese or other ethnic group - Any other ethnic group (09)",
        ),
        _stated("Other ethnic group - Arab"),
        Code(
            "Other ethnic group - Not stated",
            "The person did not say, or was not asked.",
            ("Not Stated (NS)",),
        ),
        _stated(
            "White - Any other White background", "White - Any other White ethnic background (W9)"
        ),
        _stated(
            "White - English/Welsh/Scottish/Northern Irish/British", "White - White British (W1)"
        ),
        _stated("White - Gypsy or Irish Traveller"),
        _stated("White - Irish", "White - White Irish (W2)"),
    ],
)
