"""A primary and its replica on one machine: tables copied by hand, and databases out of reach."""

import sqlite3
from contextlib import contextmanager

from django.db import connections

from tests.importing import TABLES


def make_database(primary, folder):
    """Make a database with the primary's tables; return its settings."""
    if primary.vendor == "postgresql":
        # Tables of the same names elsewhere in the database: to a client it is another one.
        with primary.cursor() as cursor:
            cursor.execute("DROP SCHEMA IF EXISTS replica CASCADE")
            cursor.execute("CREATE SCHEMA replica")
            for table in [model._meta.db_table for model in TABLES]:
                cursor.execute(f"CREATE TABLE replica.{table} (LIKE {table} INCLUDING ALL)")
        elsewhere = primary.settings_dict["OPTIONS"] | {"options": "-c search_path=replica"}
        return primary.settings_dict | {"OPTIONS": elsewhere}
    path = folder / "replica.sqlite3"
    primary.ensure_connection()
    copy = sqlite3.connect(path)
    primary.connection.backup(copy)
    copy.close()
    return primary.settings_dict | {"NAME": str(path)}


def catch_up():
    """Give the replica all rows of the primary."""
    for model in reversed(TABLES):
        model.objects.using("replica").all().delete()
    for model in TABLES:
        model.objects.using("replica").bulk_create(model.objects.using("default"))


@contextmanager
def out_of_reach(name):
    """Put a database where nobody answers."""
    reachable = connections[name]
    nowhere = {"NAME": "/dev/null/none", "HOST": "127.0.0.1", "PORT": "1"}
    connections[name] = type(reachable)(reachable.settings_dict | nowhere, name)
    try:
        yield
    finally:
        connections[name] = reachable
