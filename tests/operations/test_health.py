"""A load balancer learns whether a process lives and whether it can answer."""

import os
import subprocess
import sys

import pytest
from django.db.migrations.recorder import MigrationRecorder

from havering_safety.operations import health

# Asks in a process of its own, whose database nobody serves.
ASK = """
import django; django.setup()
from django.test import Client
client = Client()
print(client.get("/healthz").status_code, client.get("/readyz").json()["errors"][0]["parameter"])
"""


@pytest.fixture(autouse=True)
def nothing_remembered():
    health._all_applied.cache_clear()
    yield
    health._all_applied.cache_clear()


def test_alive_whatever_the_host_and_scheme(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    answered = client.get("/healthz", headers={"Host": "10.0.0.7"})

    assert (answered.status_code, answered.content) == (200, b"alive\n")
    assert answered["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("two_wards_loaded")
def test_ready_names_the_release(client):
    answered = client.get("/readyz", headers={"Host": "10.0.0.7"})

    assert answered.json() == {"ready": True, "release": 1}


@pytest.mark.usefixtures("two_wards_loaded")
def test_ready_asks_for_the_release_alone_once_migrated(client, django_assert_num_queries):
    client.get("/readyz")

    # 1 newest release
    with django_assert_num_queries(1):
        client.get("/readyz")


@pytest.mark.django_db
def test_not_ready_without_a_release(client):
    answered = client.get("/readyz")

    assert answered.status_code == 503
    assert answered["Retry-After"] == "5"
    assert answered.json()["errors"][0]["parameter"] == "release"


@pytest.mark.usefixtures("two_wards_loaded")
def test_not_ready_until_migrated(client):
    last = MigrationRecorder.Migration.objects.filter(app="wards").latest("pk")
    last.delete()

    before = client.get("/readyz")
    last.save(force_insert=True)

    assert before.json()["errors"][0]["parameter"] == "migrations"
    assert client.get("/readyz").status_code == 200


def test_alive_but_not_ready_without_a_database():
    environment = os.environ | {
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "DJANGO_SETTINGS_MODULE": "havering_safety.settings",
    }

    asked = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True
    )

    assert asked.stdout.split() == ["200", "database"]
