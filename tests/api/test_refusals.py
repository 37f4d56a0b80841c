"""What is refused: every fault of a query is named, all of them at once, in the order given."""

import pytest

from tests.problems import faults_of, read_problem

pytestmark = pytest.mark.django_db

INCIDENTS = "/api/v1/incidents"
LONG = "x" * 10_000

REFUSALS = {
    "unknown parameter": ("crimetype=burglary", ("crimetype", None, "unknown_parameter")),
    "parameter without a name": ("=burglary", ("", None, "unknown_parameter")),
    "name in capitals": ("Ward=st-edwards", ("Ward", None, "unknown_parameter")),
    "name of an array": ("crime_type[]=burglary", ("crime_type[]", None, "unknown_parameter")),
    "name with a line break": ("gclid%0A=1", ("gclid\ufffd", None, "unknown_parameter")),
    "name not UTF-8": ("%ff=1", ("\ufffd", None, "unknown_parameter")),
    "name of 10 kB": (f"{LONG}=1", ("x" * 200, None, "unknown_parameter")),
    "unknown crime type": ("crime_type=piracy", ("crime_type", "piracy", "unknown")),
    "unknown outcome": (
        "last_outcome_category_not=forgiven",
        ("last_outcome_category_not", "forgiven", "unknown"),
    ),
    "unknown force": ("force=gotham", ("force", "gotham", "unknown")),
    "unknown source": ("source=rumour", ("source", "rumour", "unknown")),
    "unknown ward": ("ward=narnia", ("ward", "narnia", "unknown")),
    "none of a field never null": ("crime_type=none", ("crime_type", "none", "unknown")),
    "slug in capitals": ("crime_type=ROBBERY", ("crime_type", "ROBBERY", "unknown")),
    "empty value": ("ward=", ("ward", "", "empty")),
    "value without an equals sign": ("ward", ("ward", "", "empty")),
    "blank value": ("search=%20", ("search", "", "empty")),
    "empty among several": ("crime_type=robbery,", ("crime_type", "", "empty")),
    "empty page": ("page=", ("page", "", "empty")),
    "single value repeated": ("search=high&search=road", ("search", "road", "repeated")),
    "single value repeated alike": ("date_from=2024&date_from=2024", ("date_from", "2024", "repeated")),
    "release repeated": ("release=1&release=2", ("release", "2", "repeated")),
    "unknown field": ("fields=month,day", ("fields", "day", "unknown")),
    "unknown order": ("ordering=-day", ("ordering", "-day", "unknown")),
    "order by a field that gives none": ("ordering=location", ("ordering", "location", "unknown")),
    "first day": ("date_from=2024-01-31", ("date_from", "2024-01-31", "date")),
    "last day": ("date_to=2024-02-30", ("date_to", "2024-02-30", "date")),
    "month 13": ("month=2024-13", ("month", "2024-13", "date")),
    "month 0": ("month=2024-00", ("month", "2024-00", "date")),
    "month of one digit": ("month=2024-1", ("month", "2024-1", "date")),
    "month as year alone": ("month=2024", ("month", "2024", "date")),
    "month as a name": ("month=January", ("month", "January", "date")),
    "month in other digits": ("month=２０２４-０１", ("month", "２０２４-０１", "date")),
    "year in other digits": ("date_from=20٢٤", ("date_from", "20٢٤", "date")),
    "year 1899": ("date_from=1899", ("date_from", "1899", "date")),
    "year 2101": ("date_to=2101-01", ("date_to", "2101-01", "date")),
    "year before 1900": ("month=1899-12", ("month", "1899-12", "date")),
    "date_from after date_to": (
        "date_from=2024-02&date_to=2024-01", ("date_from", "2024-02", "combination"),
    ),
    "year after month": ("date_to=2023-12&date_from=2024", ("date_from", "2024-01", "combination")),
    "month before date_from": (
        "month=2023-12&date_from=2024", ("month", "2023-12", "combination"),
    ),
    "month after date_to": ("month=2025-01&date_to=2024", ("month", "2025-01", "combination")),
    "X and X_not": (
        "crime_type=drugs,robbery&crime_type_not=robbery,drugs",
        ("crime_type_not", "drugs,robbery", "combination"),
    ),
    "none and not none": (
        "force=none&force_not=none", ("force_not", "none", "combination"),
    ),
    "page 0": ("page=0", ("page", "0", "out_of_range")),
    "page -1": ("page=-1", ("page", "-1", "invalid")),
    "page 1.5": ("page=1.5", ("page", "1.5", "invalid")),
    "page 1e3": ("page=1e3", ("page", "1e3", "invalid")),
    "page last": ("page=last", ("page", "last", "invalid")),
    "page in other digits": ("page=١", ("page", "١", "invalid")),
    "page with a superscript": ("page=1²", ("page", "1²", "invalid")),
    "page of 100 digits": (f"page={'9' * 100}", ("page", "9" * 100, "combination")),
    "page of 5,000 digits": (f"page={'9' * 5000}", ("page", "9" * 200, "invalid")),
    "page_size 0": ("page_size=0", ("page_size", "0", "out_of_range")),
    "page_size 1001": ("page_size=1001", ("page_size", "1001", "out_of_range")),
    "page_size of 100 digits": (f"page_size={'9' * 100}", ("page_size", "9" * 100, "out_of_range")),
    "page_size +1": ("page_size=%2B1", ("page_size", "+1", "invalid")),
    "a page too deep": ("page=101&page_size=1000", ("page", "101", "combination")),
    "a page too deep by itself": ("page=1001", ("page", "1001", "combination")),
    "release -1": ("release=-1", ("release", "-1", "invalid")),
    "release by name": ("release=latest", ("release", "latest", "invalid")),
    "release of 100 digits": (f"release={'9' * 100}", ("release", "9" * 100, "out_of_range")),
    "bom on a list": ("bom=true", ("bom", None, "unknown_parameter")),
    "format": ("format=csv", ("format", None, "unknown_parameter")),
    "LSOA code of another shape": ("lsoa_code=E02000001", ("lsoa_code", "E02000001", "invalid")),
    "Crime ID of another shape": ("crime_id=abc", ("crime_id", "abc", "invalid")),
    "eleven words": ("search=" + "+".join("abcdefghijk"), ("search", "a b c d e f g h i j k", "too_many")),
    "NUL": ("search=%00", ("search", "\ufffd", "invalid")),
    "NUL in a ward": ("ward=st%00edwards", ("ward", "st\ufffdedwards", "invalid")),
    "control character": ("search=a%07b", ("search", "a\ufffdb", "invalid")),
    "escape of C1": ("search=a%C2%85b", ("search", "a\ufffdb", "invalid")),
    "line break at the end": ("month=2024-01%0A", ("month", "2024-01\ufffd", "invalid")),
    "lone surrogate": ("search=%ED%A0%80", ("search", "\ufffd" * 3, "invalid")),
    "not UTF-8": ("search=%ff", ("search", "\ufffd", "invalid")),
    "percent sign alone": ("ward=%", ("ward", "%", "unknown")),
    "percent sign and no digits": ("crime_type=%zz", ("crime_type", "%zz", "unknown")),
    "10 kB in a word": (f"search={LONG}", ("search", "x" * 200, "invalid")),
    "10 kB in a ward": (f"ward={LONG}", ("ward", "x" * 200, "invalid")),
    "5,000 values": ("ward=" + ",".join(map(str, range(5000))), ("ward", "4999", "too_many")),
    "201 repeats": (
        "&".join(f"month={year}-{month:02}" for year in range(1900, 2000) for month in (1, 2, 3)),
        ("month", "1999-03", "too_many"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("query", "fault"), REFUSALS.values(), ids=REFUSALS)
def test_query_is_refused(client, query, fault):
    response = client.get(f"{INCIDENTS}?{query}")

    assert faults_of(response) == [fault]


@pytest.mark.parametrize("address", [INCIDENTS, f"{INCIDENTS}.csv", "/api/v1/wards.geojson"])
def test_errors_are_problems_whatever_the_answer_would_be(client, address):
    response = client.get(f"{address}?crimetype=burglary")

    assert faults_of(response) == [("crimetype", None, "unknown_parameter")]


def test_all_faults_come_at_once_in_the_order_given(client):
    query = "page=0&crimetype=x&crime_type=piracy,drugs,arson&release=x&bom=1&ward=&date_from=2024-01-01"

    response = client.get(f"{INCIDENTS}?{query}")

    assert faults_of(response) == [
        ("page", "0", "out_of_range"),
        ("crimetype", None, "unknown_parameter"),
        ("crime_type", "piracy", "unknown"),
        ("crime_type", "arson", "unknown"),
        ("release", "x", "invalid"),
        ("bom", None, "unknown_parameter"),
        ("ward", "", "empty"),
        ("date_from", "2024-01-01", "date"),
    ]


def test_combinations_are_judged_beside_other_faults(client):
    response = client.get(f"{INCIDENTS}?date_from=2024&date_to=2023&page=2000&colour=red")

    assert faults_of(response) == [
        ("colour", None, "unknown_parameter"),
        ("date_from", "2024-01", "combination"),
        ("page", "2000", "combination"),
    ]


def test_problem_of_a_refused_query_is_whole(client):
    response = client.get(f"{INCIDENTS}?source=archives")

    assert response.json() == {
        "type": "http://localhost:8000/problems/invalid-query",
        "title": "The query was not understood",
        "status": 400,
        "detail": "'archives' is not in the codelist sources.",
        "instance": "/api/v1/incidents?source=archives",
        "errors": [
            {
                "parameter": "source",
                "value": "archives",
                "code": "unknown",
                "detail": "'archives' is not in the codelist sources.",
                "allowed": ["archive", "api"],
                "did_you_mean": ["archive"],
                "successors": [],
            }
        ],
    }


def test_problem_of_several_faults_counts_them(client):
    body = read_problem(client.get(f"{INCIDENTS}?a=1&b=2"), "invalid-query")

    assert body["detail"] == "2 faults; each is described in errors."


IGNORED = ["_=1732", "utm_source=newsletter", "utm_", "utm_id=", "gclid=x&gclid=y", "fbclid=%00"]


@pytest.mark.parametrize("query", IGNORED)
def test_what_newsletters_add_to_links_is_ignored(client, query):
    response = client.get(f"{INCIDENTS}?{query}")

    assert response.content == client.get(INCIDENTS).content


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        (
            "date_from=2024-01-31",
            "These rows are dated to the month and have no day; give YYYY-MM.",
        ),
        (
            "format=csv",
            "There is no 'format' here: CSV is at /api/v1/incidents.csv, with the same query string.",
        ),
        (
            "page=1001",
            "page x page_size is at most 100,000; all rows are at /api/v1/incidents.csv and in the "
            "bulk files at /bulk.",
        ),
    ],
    ids=["a day", "format", "a page too deep"],
)
def test_refusal_says_what_to_do_instead(client, query, detail):
    body = read_problem(client.get(f"{INCIDENTS}?{query}"), "invalid-query")

    assert body["detail"] == detail


@pytest.mark.parametrize("name", ["page", "page_size"])
@pytest.mark.parametrize(
    "address",
    [f"{INCIDENTS}.csv", "/api/v1/wards.csv", "/api/v1/wards.geojson", "/api/v1/releases.csv"],
)
def test_pages_are_refused_on_exports_with_the_reason(client, address, name):
    body = read_problem(client.get(f"{address}?{name}=1"), "invalid-query")

    assert body["detail"] == "An export holds every row and has no pages; the JSON list has them."


@pytest.mark.parametrize("address", ["/api/v1/wards", "/api/v1/releases"])
def test_format_names_the_csv_of_every_list(client, address):
    body = read_problem(client.get(f"{address}?format=csv"), "invalid-query")

    assert f"CSV is at {address}.csv" in body["detail"]


def test_day_suggests_its_month(client):
    body = read_problem(client.get(f"{INCIDENTS}?date_to=2024-02-30"), "invalid-query")

    assert body["errors"][0]["did_you_mean"] == ["2024-02"]


def test_impossible_day_suggests_no_month(client):
    body = read_problem(client.get(f"{INCIDENTS}?date_to=2024-13-45"), "invalid-query")

    assert body["errors"][0]["did_you_mean"] == []


def test_thousands_of_parameters_are_refused(client):
    response = client.get(INCIDENTS + "?" + "&".join(f"a{number}=1" for number in range(3000)))

    assert read_problem(response, "bad-request")["errors"] == []


def test_hundreds_of_faults_are_answered(client):
    response = client.get(INCIDENTS + "?" + "&".join(f"wadr{number}=1" for number in range(900)))

    assert len(faults_of(response)) == 900


@pytest.mark.parametrize(
    "query",
    [
        "month=1900-01&date_from=1900",
        "month=2100-12&date_to=2100",
        "date_from=2024&date_to=2024-01",
    ],
)
def test_bounds_themselves_are_taken(client, query):
    assert client.get(f"{INCIDENTS}?{query}").status_code == 200


@pytest.mark.parametrize(
    "query", ["page=100&page_size=1000", "page=1000", "page=100000&page_size=1"]
)
def test_deepest_page_is_understood(client, query):
    body = read_problem(client.get(f"{INCIDENTS}?{query}"), "not-found")

    assert body["detail"].endswith("is past the last, which is 1.")


def test_page_one_of_nothing_is_an_empty_list(client):
    body = client.get(INCIDENTS).json()

    assert (body["count"], body["next"], body["previous"], body["results"]) == (0, None, None, [])


def test_release_that_does_not_exist_is_not_found(client):
    body = read_problem(client.get(f"{INCIDENTS}?release=7"), "not-found")

    assert body["detail"] == "There is no release 7."


def test_faults_go_before_a_release_that_does_not_exist(client):
    response = client.get(f"{INCIDENTS}?release=7&crime_type=piracy")

    assert faults_of(response) == [("crime_type", "piracy", "unknown")]
