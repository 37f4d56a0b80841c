"""Databases of their own, and processes that work on them."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from tests.police_files import CHARGED, make_archive, make_row, make_rows, make_street, street_name
from tests.ward_files import make_boundaries, two_wards

ROOT = Path(__file__).resolve().parents[2]
BEGINNING, NO_ROWS = "beginning", "no_rows"
MONTHS = ("2023-11", "2023-12", "2024-01")


class SQLiteDatabase:
    """A database that is a file."""

    def __init__(self, folder):
        self.name = str(folder / "own.sqlite3")
        self.url = f"sqlite:///{self.name}"

    def keep(self, state=BEGINNING):
        """Remember the present state under a name."""
        shutil.copy(self.name, f"{self.name}.{state}")

    def restore(self, state=BEGINNING):
        """Go back to a state kept."""
        for end in ("-wal", "-shm"):
            Path(self.name + end).unlink(missing_ok=True)
        shutil.copy(f"{self.name}.{state}", self.name)

    def settle(self):
        """A killed process leaves nothing running."""

    def drop(self):
        """The folder is pytest's to remove."""


class PostgreSQLDatabase:
    """A database of the server under test. A state kept is a schema: copies of databases take seconds."""

    def __init__(self):
        given = settings.DATABASES["default"]
        self.name = f"{given['NAME']}_own_{os.getpid()}"
        self.server = {
            "host": given["HOST"], "port": given["PORT"] or 5432,
            "user": given["USER"], "password": given["PASSWORD"],
        }  # fmt: skip
        user = ":".join(filter(None, (given["USER"], given["PASSWORD"])))
        self.url = f"postgres://{user}@{given['HOST']}:{self.server['port']}/{self.name}"
        self.drop()
        self._execute("CREATE DATABASE {}", self.name)

    def keep(self, state=BEGINNING):
        self._execute("CREATE SCHEMA {}", state, within=self.name)
        for table in self._tables("public"):
            copy = f'CREATE TABLE {state}."{table}" AS TABLE public."{table}"'
            self._execute(copy, within=self.name)

    def restore(self, state=BEGINNING):
        tables = self._tables(state)
        names = ", ".join(f'public."{table}"' for table in tables)
        copies = (
            f'INSERT INTO public."{table}" SELECT * FROM {state}."{table}"' for table in tables
        )
        # One transaction: foreign keys are checked at its end.
        self._execute("; ".join([f"TRUNCATE {names}", *copies]), within=self.name)

    def settle(self):
        """Wait until the server has noticed that a killed process is gone."""
        others = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{self.name}'"
        while self._execute(others) != [(0,)]:
            time.sleep(0.01)

    def drop(self):
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)

    def _tables(self, schema):
        query = f"SELECT tablename FROM pg_tables WHERE schemaname = '{schema}'"
        return [name for (name,) in self._execute(query, within=self.name)]

    def _execute(self, statement, *names, within="postgres"):
        with psycopg.connect(**self.server, dbname=within, autocommit=True) as connection:
            cursor = connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
            return cursor.fetchall() if cursor.description else []


class Launcher:
    """The process that starts the others (see `launcher`)."""

    def __init__(self, process):
        self.process = process

    def start(self, task, *arguments, signals=None):
        return self._order("start", task=task, arguments=arguments, signals=signals or {})["pid"]

    def wait(self, pid):
        return self._order("wait", pid=pid)

    def resume(self, pid):
        self._order("resume", pid=pid)

    def run(self, task, *arguments, **signals):
        return self.wait(self.start(task, *arguments, **signals))

    def _order(self, order, **details):
        self.process.stdin.write(json.dumps({"order": order} | details) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="package")
def empty_database(tmp_path_factory):
    if "postgresql" in settings.DATABASES["default"]["ENGINE"]:
        made = PostgreSQLDatabase()
    else:
        made = SQLiteDatabase(tmp_path_factory.mktemp("database"))
    yield made
    made.drop()


@pytest.fixture(scope="package")
def launcher(empty_database):
    environment = os.environ | {
        "DATABASE_URL": empty_database.url,
        "DJANGO_SETTINGS_MODULE": "havering_safety.settings",
    }
    command = [sys.executable, "-m", "tests.processes.launcher"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **pipes) as process:
        yield Launcher(process)
        process.stdin.close()


@pytest.fixture(scope="package")
def archives(tmp_path_factory):
    """Return the first archive, and a later one that adds, revises, withdraws, rejects, meets a new word."""
    folder = tmp_path_factory.mktemp("archives")
    first = {month: make_rows(150, month=month) for month in MONTHS}
    later = {month: make_rows(160, CHARGED, month=month)[3:] for month in MONTHS}
    later[MONTHS[1]] += [
        make_row({"Crime type": "Piracy"}, CHARGED, month=MONTHS[1]), make_row(Longitude="east"),
    ]  # fmt: skip
    return tuple(
        make_archive(
            folder / name, {street_name(month): make_street(rows[month]) for month in MONTHS}
        )
        for name, rows in (("first.zip", first), ("later.zip", later))
    )


@pytest.fixture(scope="package")
def kept_database(empty_database, launcher, archives, tmp_path_factory):
    """Load two wards (a state kept), then the first archive: the state that every test begins with."""
    wards = make_boundaries(tmp_path_factory.mktemp("wards") / "wards.geojson", two_wards())
    for state, *commands in (
        (NO_ROWS, ["migrate", "--verbosity=0"], ["import_ward_boundaries", wards]),
        (BEGINNING, ["import_police_archive", archives[0]]),
    ):
        assert launcher.run("commands", *commands)["exit"] == 0
        empty_database.settle()
        empty_database.keep(state)
    return empty_database


@pytest.fixture
def database(kept_database):
    kept_database.restore()
    return kept_database


@pytest.fixture(scope="package")
def before(launcher, kept_database):
    """Return what the database holds at the beginning."""
    kept_database.restore()
    return launcher.run("look")


@pytest.fixture(scope="package")
def undisturbed(launcher, kept_database, archives):
    """Return what the import of the later archive said, its statements, and what it left."""
    kept_database.restore()
    imported = launcher.run("command", "import_police_archive", archives[1])
    return imported | {"left": launcher.run("look")}
