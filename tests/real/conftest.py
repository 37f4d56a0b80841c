"""The real files, imported once into a transaction that the tests share and nobody commits.

And all of them in a database of its own, for the tests that start processes.
"""

import json
import os
import subprocess
import sys
from typing import NamedTuple

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction

from tests.conftest import ROOT
from tests.importing import import_archive, import_boundaries, import_population
from tests.real.serving import serving

WARDS = "geography/wards_2025.geojson"
CENSUS = "geography/population_ward2022_census2021_age6_bestfit.csv"
ESTIMATE = "geography/population_ward2022_mid2020_weighted.csv"
OTHER_FORCES = "police/2024-01-02-btp-essex-city.zip"
BURGLARY = "police/2023-burglary-only.zip"


@pytest.fixture(scope="package")
def real_database(django_db_setup, django_db_blocker, real_data):
    """Hold wards (release 1), populations (2, 3), other forces (4) and the Met's burglaries (5).

    Each test that asks for `db` works in a savepoint inside; the whole is rolled back at the end.
    """
    with pytest.MonkeyPatch.context() as patch:
        with django_db_blocker.unblock():
            connection.ensure_connection()
            # Django closes the connection after each test, which would end our transaction too.
            patch.setattr(connection, "close", lambda: None)
            around = transaction.atomic()
            around.__enter__()
            import_boundaries(str(real_data / WARDS))
            import_population(str(real_data / CENSUS), "--date=2021-03-21", "--derived")
            import_population(str(real_data / ESTIMATE), "--date=2020-06-30", "--derived")
            import_archive(str(real_data / OTHER_FORCES))
            import_archive(str(real_data / BURGLARY), "--only=crime_type=burglary")
        yield
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)


class Databases(NamedTuple):
    """The addresses of a database with every real file, and of its copy of before the later ones."""

    whole: str
    copy: str
    name_of_copy: str


@pytest.fixture(scope="package")
def databases(tmp_path_factory):
    """Give an empty database of the kind under test, and the address of one that does not exist yet."""
    given = settings.DATABASES["default"]
    if "postgresql" not in given["ENGINE"]:
        folder = tmp_path_factory.mktemp("everything")
        name = str(folder / "copy.sqlite3")
        yield Databases(f"sqlite:///{folder / 'all.sqlite3'}", f"sqlite:///{name}", name)
        return
    names, port = (
        [f"{given['NAME']}_{end}" for end in ("everything", "copy")],
        given["PORT"] or 5432,
    )
    server = {
        "host": given["HOST"], "port": port, "user": given["USER"], "password": given["PASSWORD"],
    }  # fmt: skip
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as server_connection:
        for name in names:
            server_connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server_connection.execute(f'CREATE DATABASE "{names[0]}"')
        user = ":".join(filter(None, (given["USER"], given["PASSWORD"])))
        whole, copy = (f"postgres://{user}@{given['HOST']}:{port}/{name}" for name in names)
        yield Databases(whole, copy, names[1])
        for name in names:
            server_connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="package")
def imported(real_data, databases):
    """Return what the process that imported everything twice says of it."""
    environment = os.environ | {
        "DATABASE_URL": databases.whole, "DJANGO_SETTINGS_MODULE": "havering_safety.settings",
    }  # fmt: skip
    command = ["-m", "tests.real.everything", str(real_data), databases.name_of_copy]
    ended = subprocess.run(
        [sys.executable, "-W", "error", *command],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, "")
    return json.loads(ended.stdout)


@pytest.fixture(scope="package")
def servers(imported, databases, tmp_path_factory):
    """Serve what was held before the later files, and what is held after them."""
    folder = tmp_path_factory.mktemp("servers")
    before = {"PYTHONHASHSEED": "0", "TZ": "Europe/London", "ANSWER_CACHE_BYTES": "0"}
    after = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    with (
        serving(databases.copy, "", folder / "before", **before) as first,
        serving(databases.whole, "mirror.test:8443", folder / "after", **after) as second,
    ):
        yield first, second
