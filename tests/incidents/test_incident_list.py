"""The list of incidents: its rows, filters, order, fields and pages."""

import pytest

from havering_safety.releases.models import Release
from incidents.models import Incident
from tests.asking import INCIDENTS, count_of, serials
from tests.borough import ST_EDWARDS, make_incident, publish
from tests.problems import read_problem

pytestmark = pytest.mark.usefixtures("january")


def test_list_is_whole(client):
    address = f"{INCIDENTS}?crime_type=robbery&ward=upminster&month=2024-01"
    made = Release.objects.get(number=2).created_at

    response = client.get(address)

    permalink = (
        "http://localhost:8000/api/v1/incidents"
        "?crime_type=robbery&month=2024-01&release=2&ward=upminster"
    )
    assert response.json() == {
        "count": 1,
        "next": None,
        "previous": None,
        "results": [
            {
                "id": Incident.objects.get(crime_id=f"{3:064x}").public_id,
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
        ],
        "meta": {
            "release": 2,
            "permalink": permalink,
            "citation": f"Havering Safety, release 2 ({made:%-d %B %Y}): "
            f"Robberies in Upminster, January 2024. {permalink}",
            "query": {
                "crime_type": ["robbery"],
                "month": ["2024-01"],
                "ordering": ["-month"],
                "page": 1,
                "page_size": 100,
                "release": 2,
                "ward": ["upminster"],
            },
            "description": "Robberies in Upminster, January 2024",
            "coverage": {
                "from": "2024-01",
                "to": "2024-01",
                "missing": [],
                "forces": ["metropolitan"],
            },
            "licence": {
                "id": "OGL-UK-3.0",
                "url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
                "attribution": "Contains public sector information licensed under the Open "
                "Government Licence v3.0: police data from data.police.uk and the London "
                "Datastore; National Statistics and OS data © Crown copyright and database right "
                "2025.",
            },
            "warnings": [
                {
                    "code": "other-forces-not-held",
                    "detail": "Files of British Transport Police are not held for every month "
                    "asked; incidents they recorded in Havering are missing there.",
                },
                {
                    "code": "ward-redrawn-2022",
                    "detail": "Upminster: the name is older than the ward. All rows are placed in "
                    "the boundaries in force since 5 May 2022; figures published for the former "
                    "ward are for another area.",
                },
                {
                    "code": "provisional-month",
                    "detail": "2024-01 is the latest month held; publishers still add to it and "
                    "revise it.",
                },
            ],
            "synthetic": False,
        },
    }


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


IN_ORDER = {
    "by default newest first": ("", ["month"], True),
    "by outcome, unknown first": ("ordering=last_outcome_category", ["last_outcome_category"], False),
    "by outcome, unknown last": ("ordering=-last_outcome_category", ["last_outcome_category"], True),
    "by ward code": ("ordering=ward_code", ["ward_code"], False),
    "by id": ("ordering=-id", [], True),
    "by two": ("ordering=crime_type,ward_code", ["crime_type", "ward_code"], False),
}  # fmt: skip


@pytest.mark.parametrize(("query", "keys", "descending"), IN_ORDER.values(), ids=IN_ORDER)
def test_order_is_total_and_ends_in_the_id_in_the_direction_of_the_last_key(
    client, query, keys, descending
):
    rows = client.get(f"{INCIDENTS}?{query}").json()["results"]

    def place(row):
        return [(row[key] is not None, row[key] or "") for key in [*keys, "id"]]

    assert rows == sorted(rows, key=place, reverse=descending)
    assert len(rows) == 5


def test_directions_may_differ(client):
    rows = client.get(f"{INCIDENTS}?ordering=-crime_type,ward_code").json()["results"]

    assert [(row["crime_type"], row["ward"]) for row in rows] == [
        ("robbery", "st-edwards"),
        ("robbery", "upminster"),
        ("drugs", "rainham-wennington"),
        ("burglary", "st-edwards"),
        ("anti-social-behaviour", "st-edwards"),
    ]


def test_fields_come_in_the_documented_order(client):
    rows = client.get(f"{INCIDENTS}?fields=ward_name,month&fields=crime_id&ward=upminster").json()

    assert [list(row.items()) for row in rows["results"]] == [
        [("crime_id", f"{3:064x}"), ("month", "2024-01"), ("ward_name", "Upminster")]
    ]


def test_one_field_alone_is_still_a_row(client):
    body = client.get(f"{INCIDENTS}?fields=ward&ward=upminster").json()

    assert body["results"] == [{"ward": "upminster"}]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 6])
def test_pages_together_are_the_export_and_the_count(client, size):
    found, address = [], f"{INCIDENTS}?ordering=crime_type&page_size={size}"
    while address:
        body = client.get(address).json()
        found += [row["id"] for row in body["results"]]
        address = body["next"]

    exported = client.get(f"{INCIDENTS}.csv?ordering=crime_type").getvalue().decode()
    assert found == [line.split(",")[0] for line in exported.splitlines()[1:]]
    assert len(found) == len({*found}) == body["count"] == 5


def test_neighbours_are_pinned_to_the_release(client):
    body = client.get(f"{INCIDENTS}?page=2&page_size=2&crime_type_not=drugs").json()

    start = "http://localhost:8000/api/v1/incidents?crime_type_not=drugs"
    assert (body["next"], body["previous"]) == (None, f"{start}&page=1&page_size=2&release=2")


def test_next_page_stays_in_the_release_it_began_in(client, tmp_path):
    first = client.get(f"{INCIDENTS}?page_size=4").json()
    publish(tmp_path, [make_incident(month="2024-02", serial=7)], month="2024-02")

    second = client.get(first["next"])

    assert len(serials(second)) == 1
    assert second.json()["meta"]["release"] == 2


def test_page_past_the_last_is_not_found(client):
    body = read_problem(client.get(f"{INCIDENTS}?page=4&page_size=2"), "not-found")

    assert body["detail"] == "Page 4 is past the last, which is 3."


def test_last_page_that_is_full_has_no_next(client):
    assert client.get(f"{INCIDENTS}?page=5&page_size=1").json()["next"] is None
    assert count_of(client) == 5


@pytest.mark.usefixtures("february")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("release=0", set()),
        ("release=1", set()),
        ("release=2", {0, 1, 2, 3, 4}),
        ("release=3", {0, 1, 2, 3, 4, 11, 12}),
        ("release=4", {1, 2, 3, 4, 6, 11, 12}),
        ("", {1, 2, 3, 4, 6, 11, 12}),
        ("release=3&last_outcome_category=suspect-charged", set()),
        ("release=4&last_outcome_category=suspect-charged", {1}),
    ],
)
def test_release_answers_as_it_did(client, query, found):
    assert {*serials(client.get(f"{INCIDENTS}?{query}"))} == found


@pytest.mark.usefixtures("february")
def test_first_release_of_a_row_is_that_of_its_version(client):
    (row,) = client.get(f"{INCIDENTS}?crime_id={1:064x}").json()["results"]

    assert row["first_release"] == 4
