"""Methods, media types, hosts and addresses: what a request must be before its query is read."""

import os
import subprocess
import sys

import pytest
from django.test import Client

from tests.borough import make_borough
from tests.problems import read_problem
from wards.models import Ward

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/api/v1", "/api/v1/incidents", "/api/v1/incidents.csv", "/api/v1/incidents/aaaaaaaaaaaaa",
    "/api/v1/wards", "/api/v1/wards.csv", "/api/v1/wards.ndjson", "/api/v1/wards.geojson", "/api/v1/wards/st-edwards",
    "/api/v1/releases", "/api/v1/releases.csv", "/api/v1/releases/1", "/api/v1/codelists",
    "/api/v1/codelists/forces", "/api/v1/openapi.json", "/api/v1/openapi-3.0.yaml",
]  # fmt: skip


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "PURGE"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_other_methods_are_refused(enforcing_client, address, method):
    response = enforcing_client.generic(method, address)

    assert read_problem(response, "method-not-allowed")["errors"] == []
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.fixture
def enforcing_client():
    """Return a client that checks for forged requests, as the server does."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("address", ADDRESSES)
def test_options_names_the_methods(client, address):
    response = client.options(address)

    assert (response.status_code, response["Allow"], response.content) == (
        204,
        "GET, HEAD, OPTIONS",
        b"",
    )


ACCEPTED = [
    "*/*", "application/json", "application/*", "text/html,application/xhtml+xml,*/*;q=0.8",
    "application/json; charset=utf-8", "text/csv, application/json;q=0.5",
]  # fmt: skip


@pytest.mark.parametrize("accept", ACCEPTED)
def test_media_type_of_the_address_is_accepted(client, accept):
    response = client.get("/api/v1/incidents", headers={"accept": accept})

    assert (response.status_code, response["Content-Type"]) == (200, "application/json")


@pytest.mark.parametrize(
    ("address", "accept"),
    [
        ("/api/v1/incidents", "text/csv"),
        ("/api/v1/incidents", "text/html"),
        ("/api/v1/incidents", "application/xml, image/*"),
        ("/api/v1/incidents.csv", "application/json"),
        ("/api/v1/incidents.ndjson", "application/json"),
        ("/api/v1/wards.geojson", "application/json"),
    ],
)
def test_other_media_types_are_not_acceptable(client, address, accept):
    response = client.get(address, headers={"accept": accept})

    read_problem(response, "not-acceptable")


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere", "/api", "/api/v2", "/api/v1x", "/api/v1/incident", "/api/v1/incidents.xml",
        "/api/v1/wards/a/b", "/api/v1/releases/latest", "/api/v1/openapi.xml", "/api/v1/%00",
        "/api/v1/incidents%0A", "/api/v1/%ff",
    ],
)  # fmt: skip
def test_other_addresses_are_not_found(client, address):
    body = read_problem(client.get(address), "not-found")

    assert body["detail"] == "There is nothing at this address; /api/v1 names what there is."


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/incidents/aaaaaaaaaaaaa", "/api/v1/incidents/AAAAAAAAAAAAA", "/api/v1/incidents/1",
        "/api/v1/incidents/a%00a", "/api/v1/incidents/%ff", "/api/v1/wards/narnia",
        "/api/v1/wards/a%00a", "/api/v1/wards/" + "x" * 10_000, "/api/v1/releases/1",
        "/api/v1/releases/0", "/api/v1/releases/99999999999999999999", "/api/v1/codelists/none",
        "/api/v1/codelists/a%00a",
    ],
    ids=lambda address: address[:50],
)  # fmt: skip
def test_rows_that_do_not_exist_are_not_found(client, address):
    body = read_problem(client.get(address), "not-found")

    assert body["detail"].startswith("There is no ")


@pytest.mark.parametrize("address", ["/api/v1/incidents", "/api/v1/openapi.json", "/nowhere"])
def test_other_hosts_are_refused(client, address):
    response = client.get(address, headers={"host": "evil.example"})

    read_problem(response, "bad-request")


@pytest.mark.parametrize(
    ("address", "moved"),
    [
        ("/api/v1/", "/api/v1"),
        ("/api/v1/incidents/", "/api/v1/incidents"),
        ("/api/v1/wards/st-edwards/", "/api/v1/wards/st-edwards"),
        ("/api/v1/incidents/?ward=a&ward=%20b&x", "/api/v1/incidents?ward=a&ward=%20b&x"),
        ("/api/v1/incidents.csv/?month=2024-01", "/api/v1/incidents.csv?month=2024-01"),
        ("/api/v1/wards/a%3Fb%20c/", "/api/v1/wards/a%3Fb%20c"),
        ("/api/v1//", "/api/v1/"),
    ],
)
def test_trailing_slash_moves_with_the_query_kept(client, address, moved):
    response = client.get(address)

    assert (response.status_code, response["Location"]) == (308, moved)
    assert "ETag" not in response


def test_trailing_slash_keeps_the_method(enforcing_client):
    response = enforcing_client.post("/api/v1/incidents/")

    assert (response.status_code, response["Location"]) == (308, "/api/v1/incidents")


def test_fault_of_ours_is_a_problem_without_a_trace(client, tmp_path):
    make_borough(tmp_path)
    Ward.objects.update(boundary={"nonsense": "a secret"})
    client.raise_request_exception = False

    response = client.get("/api/v1/wards.geojson")

    body = read_problem(response, "internal-error")
    assert body["detail"] == "The fault is ours and has been logged."
    assert b"nonsense" not in response.content
    assert b"Traceback" not in response.content


ASK_A_DEAD_DATABASE = """
import django
django.setup()
from django.test import Client
for address in ("/api/v1/incidents", "/api/v1/incidents.csv", "/api/v1/wards/st-edwards"):
    response = Client().get(address)
    print(response.status_code, response["Content-Type"], response["Retry-After"], response.json()["type"])
"""


@pytest.mark.parametrize(
    "database", ["postgres://nobody@127.0.0.1:1/none", "sqlite:////nonexistent/none.sqlite3"]
)
def test_database_that_is_down_is_a_real_outage(database):
    environment = {**os.environ, "DATABASE_URL": database}
    environment["DJANGO_SETTINGS_MODULE"] = "havering_safety.settings"

    said = subprocess.run(
        [sys.executable, "-c", ASK_A_DEAD_DATABASE],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip

    problem = "503 application/problem+json 5 http://localhost:8000/problems/unavailable"
    assert said.stdout.splitlines() == [problem] * 3
