"""The sentence that says a query in plain English."""

import pytest

from tests.asking import INCIDENTS

pytestmark = pytest.mark.usefixtures("borough")

SENTENCES = {
    "": "Street-level incidents in Havering",
    "crime_type=robbery&ward=st-edwards&date_from=2024-01&date_to=2024-03": (
        "Robberies in St Edward's, January to March 2024"
    ),
    "crime_type=robbery,burglary": "Burglaries and robberies in Havering",
    "crime_type=drugs,robbery,burglary": "Burglaries, drug offences and robberies in Havering",
    "crime_type_not=drugs": "Street-level incidents except Drugs in Havering",
    "ward=upminster,E05013983": "Street-level incidents in St Edward's and Upminster",
    "ward_not=upminster": "Street-level incidents in Havering except Upminster",
    "last_outcome_category=offender-fined": (
        "Street-level incidents with outcome Offender fined in Havering"
    ),
    "last_outcome_category=none,suspect-charged,offender-fined": (
        "Street-level incidents with outcome Offender fined, Suspect charged or none in Havering"
    ),
    "last_outcome_category_not=none": "Street-level incidents with outcome not none in Havering",
    "force=btp": "Street-level incidents in Havering, force British Transport Police",
    "force_not=none": "Street-level incidents in Havering, force not none",
    "source=archive": "Street-level incidents in Havering, source Archive of data.police.uk",
    "lsoa_code=E01002346,E01002345": (
        "Street-level incidents in Havering, area E01002345 or E01002346"
    ),
    "search=high+road": "Street-level incidents in Havering, location mentions “high road”",
    "month=2024-03": "Street-level incidents in Havering, March 2024",
    "month=2024-03,2024-01": "Street-level incidents in Havering, January 2024 and March 2024",
    "date_from=2024": "Street-level incidents in Havering, from January 2024",
    "date_to=2024": "Street-level incidents in Havering, to December 2024",
    "date_from=2024&date_to=2024": "Street-level incidents in Havering, 2024",
    "date_from=2022&date_to=2024": "Street-level incidents in Havering, 2022 to 2024",
    "date_from=2024-05&date_to=2024-05": "Street-level incidents in Havering, May 2024",
    "date_from=2023-11&date_to=2024-02": (
        "Street-level incidents in Havering, November 2023 to February 2024"
    ),
    "fields=month&ordering=id&page_size=5": "Street-level incidents in Havering",
}


@pytest.mark.parametrize(("query", "sentence"), SENTENCES.items(), ids=SENTENCES)
def test_query_is_said_in_plain_english(client, query, sentence):
    meta = client.get(f"{INCIDENTS}?{query}").json()["meta"]

    assert meta["description"] == sentence
    assert meta["citation"].endswith(f"): {sentence}. {meta['permalink']}")
