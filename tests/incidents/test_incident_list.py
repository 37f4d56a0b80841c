"""The list of incidents: its rows, its meta, and what each filter finds."""

import pytest

from havering_safety.releases.models import Release
from incidents.models import Incident
from tests.asking import INCIDENTS, serials
from tests.borough import ST_EDWARDS, make_incident, publish
from tests.problems import read_problem

pytestmark = pytest.mark.usefixtures("january")


PERMALINK = (
    "http://localhost:8000/api/v1/incidents"
    "?crime_type=robbery&month=2024-01&release=2&ward=upminster"
)
ROW = {
    "crime_id": f"{3:064x}",
    "month": "2024-01",
    "crime_type": "robbery",
    "crime_type_name": "Robbery",
    "last_outcome_category": "under-investigation",
    "last_outcome_category_name": "Under investigation",
    "ward": "upminster",
    "ward_code": "E05013986",
    "ward_name": "Upminster",
    "location": "On or near Station Road",
    "latitude": 51.55,
    "longitude": 0.15,
    "lsoa_code": "E01002345",
    "lsoa_name": "Havering 001A",
    "force": "metropolitan",
    "reported_by": "Metropolitan Police Service",
    "falls_within": "Metropolitan Police Service",
    "source": "archive",
    "first_release": 2,
}
QUERY = {
    "crime_type": ["robbery"],
    "month": ["2024-01"],
    "ordering": ["-month"],
    "page": 1,
    "page_size": 100,
    "release": 2,
    "ward": ["upminster"],
}
LICENCE = {
    "id": "OGL-UK-3.0",
    "url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "attribution": "Contains public sector information licensed under the Open Government Licence "
    "v3.0: police data from data.police.uk and the London Datastore; National Statistics and OS data "
    "© Crown copyright and database right 2025.",
}
WARNINGS = {
    "other-forces-not-held": "Files of British Transport Police are not held for every month asked; "
    "incidents they recorded in Havering are missing there.",
    "ward-redrawn-2022": "Upminster: the name is older than the ward. All rows are placed in the "
    "boundaries in force since 5 May 2022; figures published for the former ward are for another area.",
    "provisional-month": "2024-01 is the latest month held; publishers still add to it and revise it.",
}


def test_list_is_whole(client):
    made = Release.objects.get(number=2).created_at
    public_id = Incident.objects.get(crime_id=f"{3:064x}").public_id

    response = client.get(f"{INCIDENTS}?crime_type=robbery&ward=upminster&month=2024-01")

    assert response.json() == {
        "count": 1,
        "next": None,
        "previous": None,
        "results": [{"id": public_id, **ROW}],
        "meta": {
            "release": 2,
            "permalink": PERMALINK,
            "citation": f"Havering Safety, release 2 ({made:%-d %B %Y}): "
            f"Robberies in Upminster, January 2024. {PERMALINK}",
            "query": QUERY,
            "description": "Robberies in Upminster, January 2024",
            "coverage": {
                "from": "2024-01", "to": "2024-01", "missing": [], "forces": ["metropolitan"]
            },
            "licence": LICENCE,
            "warnings": [{"code": code, "detail": detail} for code, detail in WARNINGS.items()],
            "synthetic": False,
        },
    }  # fmt: skip


def test_members_and_columns_keep_their_order(client):
    body = client.get(f"{INCIDENTS}?page_size=1").json()

    assert list(body) == ["count", "next", "previous", "results", "meta"]
    assert " ".join(body["results"][0]) == (
        "id crime_id month crime_type crime_type_name last_outcome_category "
        "last_outcome_category_name ward ward_code ward_name location latitude longitude lsoa_code "
        "lsoa_name force reported_by falls_within source first_release"
    )
    assert " ".join(body["meta"]) == (
        "release permalink citation query description coverage licence warnings synthetic"
    )


FOUND = {
    "nothing asked": ("", {0, 1, 2, 3, 4}),
    "one value": ("crime_type=robbery", {2, 3}),
    "values by commas": ("crime_type=robbery,drugs", {2, 3, 4}),
    "values by repeats": ("crime_type=robbery&crime_type=drugs", {2, 3, 4}),
    "values by both": ("crime_type=robbery,drugs&crime_type=burglary", {1, 2, 3, 4}),
    "the same value twice": ("crime_type=drugs,drugs&crime_type=drugs", {4}),
    "ward by slug": ("ward=st-edwards", {0, 1, 2}),
    "ward by code": (f"ward={ST_EDWARDS}", {0, 1, 2}),
    "ward by code in small letters": (f"ward={ST_EDWARDS.lower()}", {0, 1, 2}),
    "wards by slug and code": (f"ward={ST_EDWARDS},upminster", {0, 1, 2, 3}),
    "two parameters": ("ward=st-edwards&crime_type=robbery", {2}),
    "two parameters that share no row": ("ward=upminster&crime_type=drugs", set()),
    "not a ward": ("ward_not=st-edwards", {3, 4}),
    "not these wards": ("ward_not=st-edwards,upminster", {4}),
    "not a crime type": ("crime_type_not=robbery,drugs", {0, 1}),
    "X and some of X_not": ("crime_type=robbery,drugs&crime_type_not=drugs", {2, 3}),
    "outcome": ("last_outcome_category=offender-fined", {2}),
    "outcome none": ("last_outcome_category=none", {0}),
    "outcome or none": ("last_outcome_category=none,offender-fined", {0, 2}),
    "not an outcome keeps those without one": (
        "last_outcome_category_not=under-investigation", {0, 2},
    ),
    "not none": ("last_outcome_category_not=none", {1, 2, 3, 4}),
    "neither an outcome nor none": ("last_outcome_category_not=none,under-investigation", {2}),
    "force": ("force=metropolitan", {0, 1, 2, 3, 4}),
    "other force": ("force=btp", set()),
    "force none": ("force=none", set()),
    "not a force": ("force_not=metropolitan", set()),
    "not another force": ("force_not=btp", {0, 1, 2, 3, 4}),
    "source": ("source=archive,api", {0, 1, 2, 3, 4}),
    "other source": ("source=api", set()),
    "LSOA code": ("lsoa_code=E01002346", {4}),
    "Crime ID": (f"crime_id={3:064x},{1:064x}", {1, 3}),
    "a word": ("search=high", {0, 1}),
    "a word in capitals": ("search=STREET", {1}),
    "part of a word": ("search=stat", {3}),
    "words in any order": ("search=road+high", {0}),
    "words that are nowhere together": ("search=station+street", set()),
    "a sign that SQL takes for any": ("search=%25", set()),
    "another such sign": ("search=_", set()),
    "month": ("month=2024-01", {0, 1, 2, 3, 4}),
    "another month": ("month=2024-02", set()),
    "from its month": ("date_from=2024-01", {0, 1, 2, 3, 4}),
    "from the next month": ("date_from=2024-02", set()),
    "to its month": ("date_to=2024-01", {0, 1, 2, 3, 4}),
    "to its year": ("date_from=2024&date_to=2024", {0, 1, 2, 3, 4}),
    "to the year before": ("date_to=2023", set()),
}  # fmt: skip


@pytest.mark.parametrize(("query", "found"), FOUND.values(), ids=FOUND)
def test_filter_finds_its_rows(client, query, found):
    response = client.get(f"{INCIDENTS}?{query}")

    assert {*serials(response)} == found
    assert response.json()["count"] == len(found)


@pytest.mark.parametrize(("query", "found"), FOUND.values(), ids=FOUND)
def test_export_finds_the_same_rows(client, query, found):
    response = client.get(f"{INCIDENTS}.csv?{query}")

    assert response["X-Total-Count"] == str(len(found))
    assert {*serials(response)} == found


def test_value_that_no_codelist_knows_is_kept_and_asked_for(client, tmp_path):
    publish(tmp_path, [make_incident(month="2024-03", serial=9, Crime_type="Piracy at sea")],
            month="2024-03")  # fmt: skip

    (row,) = client.get(f"{INCIDENTS}?crime_type=piracy-at-sea").json()["results"]

    assert (row["crime_type"], row["crime_type_name"]) == ("piracy-at-sea", "Piracy at sea")


def test_value_is_unknown_in_releases_before_it_was_published(client, tmp_path):
    publish(tmp_path, [make_incident(month="2024-03", Crime_type="Piracy at sea")],
            month="2024-03")  # fmt: skip

    response = client.get(f"{INCIDENTS}?crime_type=piracy-at-sea&release=2")

    read_problem(response, "invalid-query")
