"""A restored backup answers permalinks with the same bytes, by the commands of docs/deployment.md."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from tests.processes.conftest import ROOT, SQLiteDatabase

pytestmark = pytest.mark.xdist_group("processes")

PERMALINKS = [
    "/api/v1/incidents?release=2", "/api/v1/incidents.csv?release=2", "/api/v1/wards.geojson?release=2",
    "/api/v1/stats/incidents?group_by=ward,month&release=2", "/api/v1/releases/2",
]  # fmt: skip

ASK = """
import hashlib, json, sys
import django
django.setup()
from django.test import Client
answers = [Client().get(path) for path in json.loads(sys.argv[1])]
print(json.dumps([[a.status_code, hashlib.sha256(a.getvalue()).hexdigest()] for a in answers]))
"""


def ask(url):
    """Return status and digest of each permalink, by a process of its own."""
    environment = os.environ | {
        "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "havering_safety.settings"
    }  # fmt: skip
    asked = subprocess.run(
        [sys.executable, "-c", ASK, json.dumps(PERMALINKS)],
        cwd=ROOT, env=environment, capture_output=True, check=True,
    )  # fmt: skip
    return json.loads(asked.stdout)


@pytest.fixture
def restored(database, tmp_path):
    """Back up, restore elsewhere; give the URL of what was restored."""
    if isinstance(database, SQLiteDatabase):
        copy = tmp_path / "copy.sqlite3"
        with sqlite3.connect(database.name) as connection:
            connection.execute("VACUUM INTO ?", [str(copy)])
        yield f"sqlite:///{copy}"
        return
    if shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not installed (Debian: postgresql-client)")
    dump, name = tmp_path / "havering.dump", f"{database.name}_restored"
    base = database.url.rpartition("/")[0]
    subprocess.run(["pg_dump", "--format=custom", f"--file={dump}", database.url], check=True)
    database._execute("CREATE DATABASE {}", name)
    try:
        restore = ["pg_restore", "--exit-on-error", f"--dbname={base}/{name}", dump]
        subprocess.run(restore, check=True)
        yield f"{base}/{name}"
    finally:
        database._execute("DROP DATABASE {} WITH (FORCE)", name)


def test_restored_backup_answers_permalinks_with_the_same_bytes(database, restored):
    before = ask(database.url)

    assert [status for status, _ in before] == [200] * len(PERMALINKS)
    assert ask(restored) == before
