"""Every real police file in one database, each with the options it needs, and then all again."""

import json
import os
import subprocess
import sys

import psycopg
import pytest
from django.conf import settings

from tests.conftest import ROOT
from tests.real.everything import IMPORTS

pytestmark = pytest.mark.xdist_group("processes")

MOST_MEMORY = 250


@pytest.fixture(scope="module")
def database_url(tmp_path_factory):
    """Make an empty database, of the kind under test."""
    given = settings.DATABASES["default"]
    if "postgresql" not in given["ENGINE"]:
        yield f"sqlite:///{tmp_path_factory.mktemp('everything') / 'all.sqlite3'}"
        return
    name, port = f"{given['NAME']}_everything", given["PORT"] or 5432
    server = {
        "host": given["HOST"],
        "port": port,
        "user": given["USER"],
        "password": given["PASSWORD"],
    }
    drop = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(f'CREATE DATABASE "{name}"')
        user = ":".join(filter(None, (given["USER"], given["PASSWORD"])))
        yield f"postgres://{user}@{given['HOST']}:{port}/{name}"
        connection.execute(drop)


@pytest.fixture(scope="module")
def imported(real_data, database_url):
    """Return what the process that imported everything twice says of it."""
    environment = os.environ | {
        "DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "havering_safety.settings",
    }  # fmt: skip
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.real.everything", str(real_data)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, "")
    return json.loads(ended.stdout)


def test_all_are_imported(imported):
    assert imported["once"] == [
        "Release 2: 4,456 added, 0 revised, 0 withdrawn.",
        "Release 3: 1,455 added, 0 revised, 0 withdrawn.",
        "Release 4: 65 added, 0 revised, 0 withdrawn.",
        # The City lies outside the area, where its outcomes were revised.
        "Nothing changed, no release made.",
        "Release 5: 510 added, 0 revised, 0 withdrawn.",
        "Release 6: 31,191 added, 0 revised, 0 withdrawn.",
    ]


def test_ledgers_hold_every_row(imported):
    """The database itself refuses a ledger that does not add up; here it is that none is short."""
    street = 56_237 + 39_857
    searches, broken, outcomes, api = 149_643, 33_763, 17_754, 31_991

    assert imported["rows_read"] == street + searches + broken + outcomes + api
    assert imported["rejected"] == 0


def test_all_again_make_no_release(imported):
    assert imported["again"] == ["Nothing changed, no release made."] * len(IMPORTS)
    assert imported["releases"] == 6


def test_memory_stays_small(imported):
    assert imported["peak"] < MOST_MEMORY
