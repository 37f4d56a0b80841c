"""Databases of their own, and processes that work on them."""

import json
import os
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from tests.police_files import make_archive, make_row, make_rows, make_street, street_name
from tests.ward_files import make_boundaries, two_wards

ROOT = Path(__file__).resolve().parents[2]
MONTHS = ("2023-11", "2023-12", "2024-01")
CHARGED = {"Last outcome category": "Suspect charged"}


class SQLiteFiles:
    """Databases as files of a folder."""

    def __init__(self, folder):
        self.folder, self.numbers = folder, count()

    def url_of(self, name):
        return f"sqlite:///{name}"

    def make(self, template=None):
        name = str(self.folder / f"{next(self.numbers)}.sqlite3")
        if template:
            shutil.copy(template, name)
        return name

    def settle(self, name):
        """A killed process leaves nothing running."""

    def drop_all(self):
        """The folder is pytest's to remove."""


class PostgreSQLDatabases:
    """Databases of the server under test, dropped at the end."""

    def __init__(self):
        given = settings.DATABASES["default"]
        self.prefix = f"{given['NAME']}_own"
        self.server = {
            "host": given["HOST"], "port": given["PORT"] or 5432,
            "user": given["USER"], "password": given["PASSWORD"],
        }  # fmt: skip
        self.names = []

    def url_of(self, name):
        user = ":".join(filter(None, (self.server["user"], self.server["password"])))
        return f"postgres://{user}@{self.server['host']}:{self.server['port']}/{name}"

    def make(self, template="template0"):
        name = f"{self.prefix}_{len(self.names)}"
        self.names.append(name)
        self._execute("DROP DATABASE IF EXISTS {}", name)
        self._execute("CREATE DATABASE {} TEMPLATE {}", name, template)
        return name

    def settle(self, name):
        """Wait until the server has noticed that a killed process is gone."""
        while self._execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s", values=[name]
        ).fetchone() != (0,):
            pass

    def drop_all(self):
        for name in self.names:
            self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _execute(self, statement, *names, values=None):
        with psycopg.connect(**self.server, dbname="postgres", autocommit=True) as connection:
            query = sql.SQL(statement).format(*map(sql.Identifier, names))
            return connection.execute(query, values)


class Launcher:
    """The process that starts the others (see `launcher`)."""

    def __init__(self, process):
        self.process = process

    def start(self, database, task, *arguments, signals=None):
        order = {"database": database, "task": task, "arguments": arguments, "signals": signals or {}}
        return self._order("start", **order)["pid"]

    def wait(self, pid):
        return self._order("wait", pid=pid)

    def resume(self, pid):
        self._order("resume", pid=pid)

    def run(self, database, task, *arguments, **signals):
        return self.wait(self.start(database, task, *arguments, **signals))

    def _order(self, order, **details):
        self.process.stdin.write(json.dumps({"order": order} | details) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="package")
def databases(tmp_path_factory):
    if "postgresql" in settings.DATABASES["default"]["ENGINE"]:
        made = PostgreSQLDatabases()
    else:
        made = SQLiteFiles(tmp_path_factory.mktemp("databases"))
    yield made
    made.drop_all()


@pytest.fixture(scope="package")
def launcher(databases):
    environment = os.environ | {
        "DATABASE_URL": databases.url_of("unused"),
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
        make_archive(folder / name, {street_name(month): make_street(rows[month]) for month in MONTHS})
        for name, rows in (("first.zip", first), ("later.zip", later))
    )


@pytest.fixture(scope="package")
def template(databases, launcher, archives, tmp_path_factory):
    """Make a database that holds two wards and the first archive, for others to be copied from."""
    name = databases.make()
    wards = make_boundaries(tmp_path_factory.mktemp("wards") / "wards.geojson", two_wards())
    made = launcher.run(
        name, "commands",
        ["migrate", "--verbosity=0"], ["import_ward_boundaries", wards],
        ["import_police_archive", archives[0]],
    )  # fmt: skip
    assert made["exit"] == 0
    databases.settle(name)
    return name


@pytest.fixture
def database(databases, template):
    """Make a copy of the template."""
    return databases.make(template)


@pytest.fixture(scope="package")
def before(launcher, template):
    """Return what the template holds."""
    return launcher.run(template, "look")


@pytest.fixture(scope="package")
def undisturbed(databases, launcher, template, archives):
    """Return what the import of the later archive said, its statements, and what it left."""
    name = databases.make(template)
    imported = launcher.run(name, "command", "import_police_archive", archives[1])
    databases.settle(name)
    return imported | {"left": launcher.run(name, "look")}
