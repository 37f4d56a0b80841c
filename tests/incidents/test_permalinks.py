"""Permalinks: the same query pinned to its release has the same bytes for ever."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.asking import INCIDENTS
from tests.borough import RAINHAM, borough_features, make_incident, publish
from tests.police_files import make_month
from tests.ward_files import make_boundaries

ROOT = Path(__file__).resolve().parents[2]

QUERIES = [
    "",
    "crime_type=robbery,burglary&ward=upminster,E05013983&page_size=2",
    "ward_not=st-edwards&ordering=-crime_type,month&fields=month,id",
    "search=high+road&date_from=2023&date_to=2024",
    "last_outcome_category=none&_=1&utm_source=x",
    "page=2&page_size=2",
]


def asked_of(permalink):
    """Return the path and query of a permalink."""
    assert permalink.startswith("http://localhost:8000/")
    return permalink.removeprefix("http://localhost:8000")


def permalink_of(response):
    return asked_of(response.json()["meta"]["permalink"])


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.usefixtures("january")
def test_permalink_answers_with_the_same_bytes(client, query):
    response = client.get(f"{INCIDENTS}?{query}")

    assert client.get(permalink_of(response)).content == response.content


@pytest.mark.usefixtures("january")
def test_permalink_is_sorted_and_pinned(client):
    response = client.get(
        f"{INCIDENTS}?ward=upminster&search=a%26b&crime_type=robbery,drugs&page=1"
    )

    assert permalink_of(response) == (
        f"{INCIDENTS}?crime_type=drugs,robbery&page=1&release=2&search=a%26b&ward=upminster"
    )


@pytest.mark.parametrize(
    "query",
    [
        "ward=upminster,st-edwards", "ward=st-edwards&ward=upminster", "ward=E05013983,E05013986",
        "ward=st-edwards,E05013983,upminster", "utm_source=x&ward=upminster,st-edwards",
    ],
)  # fmt: skip
@pytest.mark.usefixtures("january")
def test_queries_that_ask_the_same_have_one_permalink(client, query):
    response = client.get(f"{INCIDENTS}?{query}")

    assert permalink_of(response) == f"{INCIDENTS}?release=2&ward=st-edwards,upminster"


ADDRESSES = [
    "/api/v1", INCIDENTS, f"{INCIDENTS}?page_size=1", f"{INCIDENTS}?ward=upminster", "/api/v1/wards",
    "/api/v1/wards/upminster", "/api/v1/wards/E05000323", "/api/v1/wards.geojson", "/api/v1/releases",
    "/api/v1/releases/1", "/api/v1/releases/2", "/api/v1/codelists", "/api/v1/codelists/crime-types",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.usefixtures("january")
def test_later_releases_leave_a_permalink_as_it_was(client, tmp_path, address):
    before = client.get(address)
    publish(tmp_path, [make_incident(RAINHAM, serial=1, Crime_type="Piracy")])
    publish(tmp_path, [make_incident(month="2024-02")], month="2024-02")

    after = client.get(permalink_of(before), headers={"host": "127.0.0.1:9999"})

    assert after.content == before.content


@pytest.mark.usefixtures("january")
def test_later_releases_leave_a_pinned_export_as_it_was(client, tmp_path):
    before = client.get(f"{INCIDENTS}.csv?release=2").getvalue()
    publish(tmp_path, [make_incident(RAINHAM, serial=1, Crime_type="Piracy")])

    assert client.get(f"{INCIDENTS}.csv?release=2").getvalue() == before


@pytest.mark.usefixtures("january")
def test_detail_of_an_incident_keeps_its_permalink_when_it_is_revised(client, tmp_path):
    public_id = client.get(f"{INCIDENTS}?ward=upminster").json()["results"][0]["id"]
    before = client.get(f"{INCIDENTS}/{public_id}")
    publish(tmp_path, [make_incident(serial=99)])

    assert client.get(permalink_of(before)).content == before.content


@pytest.mark.django_db
def test_empty_database_has_a_permalink_that_answers(client):
    response = client.get(INCIDENTS)

    assert permalink_of(response) == f"{INCIDENTS}?release=0"
    assert client.get(permalink_of(response)).content == response.content


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:9999", "testserver"])
@pytest.mark.usefixtures("january")
def test_addresses_come_from_the_setting_and_never_from_the_request(client, settings, host):
    settings.PUBLIC_URL = "https://safety.example"

    response = client.get(f"{INCIDENTS}?page=2&page_size=2", headers={"host": host})

    assert "http://" not in response["Link"] + response.content.decode()
    assert response.json()["next"].startswith("https://safety.example/api/v1/incidents?page=3")


@pytest.mark.usefixtures("january")
def test_numbers_are_numbers(client):
    body = client.get(f"{INCIDENTS}?page_size=1").json()

    (row,) = body["results"]
    kinds = [type(row[name]) for name in ("latitude", "longitude", "first_release")]
    kinds += [
        type(body["count"]),
        type(body["meta"]["release"]),
        type(body["meta"]["query"]["page"]),
    ]
    assert kinds == [float, float, int, int, int, int]


RUN_THEN_ASK = """
import io, json, sys
import django
django.setup()
from django.core.management import call_command
from django.test import Client
commands, address, host = json.loads(sys.argv[1])
for command in commands:
    call_command(*command, stdout=io.StringIO())
response = Client().get(address, headers={"host": host})
sys.stdout.buffer.write(response.content)
"""


@pytest.fixture
def ask_elsewhere(tmp_path):
    """Return a function that runs commands and asks in a process of its own, on a database file."""
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/one.sqlite3",
        "DJANGO_SETTINGS_MODULE": "havering_safety.settings",
    }

    def ask(commands, address, host, seed):
        return subprocess.run(
            [sys.executable, "-c", RUN_THEN_ASK, json.dumps([commands, address, host])],
            env={**environment, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout

    return ask


def test_another_process_on_another_host_answers_with_the_same_bytes(ask_elsewhere, tmp_path):
    boundaries = make_boundaries(tmp_path / "wards_2025.geojson", borough_features())
    january = make_month(tmp_path / "january.zip", [make_incident()])
    later = make_month(tmp_path / "later.zip", [make_incident(RAINHAM), make_incident(serial=2)])
    load = [
        ["migrate"],
        ["import_ward_boundaries", boundaries],
        ["import_police_archive", january],
    ]
    revise = [["import_police_archive", later, "--allow-removals"]]

    before = ask_elsewhere(load, f"{INCIDENTS}?ward=upminster,st-edwards", "localhost", seed="0")
    permalink = asked_of(json.loads(before)["meta"]["permalink"])
    after = ask_elsewhere(revise, permalink, "127.0.0.1:9999", seed="7")

    assert after == before
