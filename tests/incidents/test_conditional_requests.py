"""Validators, and what caches and browsers are told."""

import datetime

import pytest
from django.utils.http import http_date, parse_http_date

from havering_safety.releases.models import Release
from tests.asking import INCIDENTS
from tests.borough import make_incident, publish
from tests.problems import faults_of, read_problem

pytestmark = pytest.mark.usefixtures("january")

ADDRESSES = [
    "/api/v1", INCIDENTS, f"{INCIDENTS}.csv", f"{INCIDENTS}.ndjson", "/api/v1/wards", "/api/v1/wards.csv",
    "/api/v1/wards.geojson", "/api/v1/wards/upminster", "/api/v1/releases", "/api/v1/releases.csv",
    "/api/v1/releases/1", "/api/v1/codelists", "/api/v1/codelists/forces",
]  # fmt: skip
# What a 304 must repeat (RFC 9110, 15.4.5), of what we send.
REPEATED = ["ETag", "Cache-Control", "Last-Modified", "Vary"]


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_client_that_holds_the_answer_is_told_so(client, address, method):
    first = client.get(address)

    response = getattr(client, method)(address, headers={"if-none-match": first["ETag"]})

    assert (response.status_code, response.content) == (304, b"")
    assert [response.get(name) for name in REPEATED] == [first.get(name) for name in REPEATED]


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("address", [INCIDENTS, f"{INCIDENTS}.csv"])
def test_no_row_is_touched_for_it(client, django_assert_num_queries, address, method):
    etag = client.get(address)["ETag"]

    # 1. the newest release
    with django_assert_num_queries(1):
        response = getattr(client, method)(address, headers={"if-none-match": etag})

    assert response.status_code == 304


@pytest.mark.parametrize("etags", ['"other", {}', "W/{}", "{}, W/{}"])
def test_list_of_validators_and_weak_ones_are_read(client, etags):
    etag = client.get(INCIDENTS)["ETag"]

    response = client.get(INCIDENTS, headers={"if-none-match": etags.format(etag, etag)})

    assert response.status_code == 304


def test_query_is_checked_first(client):
    etag = client.get(INCIDENTS)["ETag"]

    response = client.get(f"{INCIDENTS}?colour=red", headers={"if-none-match": f"{etag}, *"})

    assert faults_of(response) == [("colour", None, "unknown_parameter")]


@pytest.mark.parametrize(
    "address",
    [
        f"{INCIDENTS}/aaaaaaaaaaaaa",
        "/api/v1/wards/narnia",
        "/api/v1/releases/9",
        f"{INCIDENTS}?page=2",
    ],
)
@pytest.mark.parametrize(
    "headers", [{"if-none-match": "*"}, {"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"}]
)
def test_what_does_not_exist_is_never_unchanged(client, address, headers):
    read_problem(client.get(address, headers=headers), "not-found")


@pytest.mark.parametrize(
    "address", [INCIDENTS, f"{INCIDENTS}?page=2&page_size=2", "/api/v1/wards/upminster"]
)
@pytest.mark.parametrize(("later", "status"), [(0, 304), (60, 304), (-60, 200)])
def test_date_of_the_release_is_a_validator_too(client, address, later, status):
    made = Release.objects.get(number=2).created_at + datetime.timedelta(seconds=later)

    response = client.get(address, headers={"if-modified-since": http_date(made.timestamp())})

    assert response.status_code == status


def test_last_modified_is_the_release(client):
    made = Release.objects.get(number=2).created_at

    response = client.get(INCIDENTS)

    assert parse_http_date(response["Last-Modified"]) == int(made.timestamp())


DIFFERENT = {
    "another query": (INCIDENTS, f"{INCIDENTS}?page=1"),
    "another filter": (f"{INCIDENTS}?month=2024-01", f"{INCIDENTS}?date_from=2024-01"),
    "another media type": (INCIDENTS, f"{INCIDENTS}.csv"),
    "another address": ("/api/v1/wards/upminster", "/api/v1/wards/E05013986"),
    "another release": (f"{INCIDENTS}?release=1", f"{INCIDENTS}?release=2"),
}


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_different_answers_have_different_validators(client, one, other):
    assert client.get(one)["ETag"] != client.get(other)["ETag"]


@pytest.mark.parametrize(
    "query",
    [
        "crime_type=robbery&ward=upminster",
        "ward=E05013986&crime_type=robbery&_=1",
        "release=2&ward=upminster&crime_type=robbery",
    ],
)
def test_same_question_has_the_same_validator(client, query):
    assert (
        client.get(f"{INCIDENTS}?{query}")["ETag"]
        == client.get(f"{INCIDENTS}?ward=upminster&crime_type=robbery")["ETag"]
    )


@pytest.mark.parametrize("address", ADDRESSES)
def test_validator_changes_with_the_release(client, tmp_path, address):
    before = client.get(address)["ETag"]
    publish(tmp_path, [make_incident(month="2024-02")], month="2024-02")

    assert client.get(address)["ETag"] != before


@pytest.mark.parametrize("address", ADDRESSES)
def test_validator_changes_with_the_code(client, settings, address):
    before = client.get(address)["ETag"]
    settings.CODE_VERSION = "another"

    assert client.get(address)["ETag"] != before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "https://safety.example"), ("AREA_NAME", "London"), ("PUBLISHER", "Somebody"),
        ("CONTACT", "https://safety.example/ask"), ("OTHER_FORCES", []), ("AREA_FORCES", ["essex"]),
    ],
)  # fmt: skip
def test_validator_changes_with_the_settings_that_answers_show(client, settings, name, value):
    before = client.get(INCIDENTS)["ETag"]
    setattr(settings, name, value)

    assert client.get(INCIDENTS)["ETag"] != before


@pytest.mark.parametrize(
    ("query", "seconds"),
    [("", 300), ("?page_size=1", 300), ("?release=2", 86_400), ("?release=1", 86_400)],
)
def test_pinned_answers_are_kept_longer(client, query, seconds):
    response = client.get(f"{INCIDENTS}{query}")

    assert response["Cache-Control"] == f"public, max-age={seconds}"


@pytest.mark.parametrize("address", ADDRESSES)
def test_answers_vary_with_the_origin_and_what_is_kept_packed_with_the_coding(client, address):
    coding = set() if address.endswith((".csv", ".ndjson")) else {"accept-encoding"}

    assert {*client.get(address)["Vary"].lower().split(", ")} == {"origin"} | coding


@pytest.mark.parametrize("address", [*ADDRESSES, "/api/v1/openapi.json"])
def test_head_has_the_headers_of_get(client, address):
    named = {"X-Request-ID": "the-same-id"}

    response = client.head(address, headers=named)

    assert (response.status_code, response.getvalue()) == (200, b"")
    assert {**response.headers} == {**client.get(address, headers=named).headers}


def test_links_name_neighbours_canonical_licence_and_document(client):
    response = client.get(f"{INCIDENTS}?page=2&page_size=2")

    start = "http://localhost:8000/api/v1"
    assert response["Link"].split(", ") == [
        f'<{start}/incidents?page=3&page_size=2&release=2>; rel="next"',
        f'<{start}/incidents?page=1&page_size=2&release=2>; rel="prev"',
        f'<{start}/incidents?page=2&page_size=2&release=2>; rel="canonical"',
        '<https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/>; rel="license"',
        f'<{start}/openapi.json>; rel="service-desc"',
    ]


@pytest.mark.parametrize(
    "address", [*ADDRESSES, f"{INCIDENTS}?x=1", "/api/v1/nothing", "/api/v1/openapi.json"]
)
def test_any_page_may_read_the_answer_and_its_headers(client, address):
    response = client.get(address, headers={"origin": "https://newsroom.example"})

    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Expose-Headers"].split(", ") == [
        "Accept-Ranges", "Content-Disposition", "Content-Range", "Deprecation", "ETag", "Last-Modified", "Link",
        "RateLimit", "RateLimit-Policy", "Repr-Digest",
        "Retry-After", "Sunset", "X-Total-Count",
    ]  # fmt: skip
    assert "Access-Control-Allow-Credentials" not in response


def test_preflight_is_answered(client):
    response = client.options(
        INCIDENTS,
        headers={
            "origin": "https://newsroom.example",
            "access-control-request-method": "GET",
            "access-control-request-headers": "if-none-match",
        },
    )

    assert response.status_code in {200, 204}
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_a_browser_may_send_the_headers_of_caching(client):
    response = client.options(
        INCIDENTS,
        headers={"origin": "https://newsroom.example", "access-control-request-method": "GET"},
    )

    allowed = {name.lower() for name in response["Access-Control-Allow-Headers"].split(", ")}
    assert {"if-none-match", "if-modified-since", "accept"} <= allowed
