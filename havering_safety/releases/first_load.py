"""Make the indexes of a table after its first load, on SQLite: each is then sorted once.

To find each row's place in each index takes twice as long, and ever more memory. The statements
are part of the writer's transaction: readers see the table as it was, and a killed import leaves
it so. PostgreSQL would keep readers waiting, from the first dropped index to the end.
"""

from django.db import connection
from django.db.models import F, UniqueConstraint

INDEXES = """
    SELECT name, sql FROM sqlite_master
    WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL ORDER BY rowid
"""


class FirstLoad:
    """Tables that held nothing before an import, and the statements that give them their indexes."""

    def __init__(self):
        self._missing = {}

    def begin(self, table):
        """Drop the indexes of a table (a model) that holds no row, but the one that finds scopes."""
        if connection.vendor != "sqlite" or table in self._missing or table.objects.exists():
            return
        name, kept = table._meta.db_table, _finder_of_scopes(table)
        with connection.cursor() as cursor:
            cursor.execute(INDEXES, [name])
            indexes = [(index, sql) for index, sql in cursor.fetchall() if index != kept]
            for index, _ in indexes:
                cursor.execute(f"DROP INDEX {connection.ops.quote_name(index)}")
        self._missing[table] = [sql for _, sql in indexes]

    def end(self):
        """Make the indexes again, by the statements that made them."""
        with connection.cursor() as cursor:
            for sql in (sql for statements in self._missing.values() for sql in statements):
                cursor.execute(sql)
        self._missing.clear()


def _finder_of_scopes(table):
    """Return the name of the smallest index that begins with the month.

    Standing rows are looked up by it before each file; new months go to its end.
    """
    found = [index for index in table._meta.indexes if index.fields[:1] == ["month"]]
    return min(found, key=lambda index: len(index.fields)).name if found else None


def one_version_a_release(name):
    """Return the constraint that a published row has one version from each release.

    Written as expressions it is an index of its own on SQLite too, not part of the table: a first
    load can leave it to the end. Ids have no order, so in a large table each row would cost a page.
    """
    return UniqueConstraint(F("public_id"), F("first_release"), name=name)
