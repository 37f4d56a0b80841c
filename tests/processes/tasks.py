"""What a process of the launcher can be told to do; each returns a dictionary."""

import time
from pathlib import Path

from django.core.management import CommandError
from django.db import connection
from django.test import Client

from tests.importing import TABLES, contents, run
from tests.processes import building

# What another run of the same import may give otherwise: keys that a rollback used up, and the clock.
CHANCE = {"id", "version", "source_file_id", "created_at", "redacted_at"}


def command(*arguments):
    """Run a management command; say what it wrote, or why it was refused, and how long it took."""
    begun = time.monotonic()
    try:
        said, refused = run(*arguments), None
    except CommandError as error:
        said, refused = "", str(error)
    return {"said": said, "refused": refused, "seconds": time.monotonic() - begun}


def command_with_room(pages, *arguments):
    """Run a command where SQLite has room for a few pages more: beyond, it says that the disk is full."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (held,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {held + pages}")
    return command(*arguments)


def commands(*several):
    """Run commands one after the other; each must succeed."""
    for arguments in several:
        run(*arguments)
    return {}


def look():
    """Return all rows and indexes of the tables that an import writes, and the faults of the database."""
    tables = {
        name: sorted(repr({key: row[key] for key in row if key not in CHANCE}) for row in rows)
        for name, rows in contents().items()
    }
    return {"tables": tables | {"indexes": indexes()}, "faults": faults()}


def indexes():
    """Return the indexes and constraints of the tables that an import writes."""
    with connection.cursor() as cursor:
        return [
            repr(
                sorted(
                    connection.introspection.get_constraints(cursor, model._meta.db_table).items()
                )
            )
            for model in TABLES
        ]


def faults():
    """Return what is wrong with the database file; PostgreSQL looks after its own."""
    connection.check_constraints()
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        found = [row[0] for row in cursor.fetchall()]
    return [fault for fault in found if fault != "ok"]


def ask(address, times):
    """Ask so many times; return the different answers and the seconds the slowest took."""
    return _asked(address, lambda asked: asked < times)


def ask_throughout(address, until):
    """Ask until a file exists, and once more; return the different answers, how many, and the slowest."""
    return _asked(address, lambda asked: not Path(until).exists())


def _asked(address, wanted):
    client, answers, asked, slowest, last = Client(), [], 0, 0.0, False
    while not last:
        last = not wanted(asked + 1)
        begun = time.monotonic()
        answer = _answer(client, address)
        slowest = max(slowest, time.monotonic() - begun)
        asked += 1
        if answer not in answers:
            answers.append(answer)
    return {"answers": answers, "asked": asked, "slowest": slowest}


def _answer(client, address):
    body = client.get(address).json()
    outcomes = sorted({row["last_outcome_category"] for row in body["results"]})
    return {
        "release": body["meta"]["release"], "count": body["count"],
        "rows": len(body["results"]), "outcomes": outcomes,
    }  # fmt: skip


def build_bulk_files(folder, code_version, fatal=0):
    """Build bulk files; killed before a step where one is given."""
    return building.build(folder, code_version, fatal)


def look_at_bulk_files(folder):
    """Return what is served of the bulk files in a folder."""
    return building.look(folder)
