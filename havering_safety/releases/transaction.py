"""The writer's transaction: one at a time, refused at once when another runs, whole or not at all.

On SQLite it begins IMMEDIATE, so that the write lock itself is the import lock
and is gone with a killed process; readers in WAL mode never wait for it. On
PostgreSQL an advisory lock that ends with the transaction does the same.
"""

import logging
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection, transaction

log = logging.getLogger(__name__)

# Any fixed number does; it is the name of the import lock in one database.
ADVISORY_LOCK = 7_310_022_024

BUSY = (
    "Another import (or an edit in the admin) is writing to this database. "
    "Nothing was changed; run the command again when it has finished."
)


class ImportRunningError(Exception):
    """A second import was started while one was running."""


@contextmanager
def writer_transaction():
    """Hold the one writer's transaction, or raise ImportRunningError without waiting."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with _sqlite_transaction():
            yield
    else:
        with transaction.atomic():
            _take_advisory_lock()
            yield


@contextmanager
def _sqlite_transaction():
    sqlite: Any = connection  # only this backend's wrapper has a transaction mode
    patience = connection.settings_dict.get("OPTIONS", {}).get("timeout", 5)
    mode = sqlite.transaction_mode
    _pragma("busy_timeout = 0")
    # Room for the touched pages of a chunk in most indexes; four times as much saves a tenth of the
    # time of a month added to half a million rows, and none of a first load's.
    _pragma("cache_size = -16384")
    # What does not fit there is sorted in files, however many rows an index gets.
    _set_temporary_store("FILE")
    _pragma("mmap_size = 0")
    sqlite.transaction_mode = "IMMEDIATE"
    try:
        with transaction.atomic():
            _pragma(f"busy_timeout = {int(patience * 1000)}")
            sqlite.transaction_mode = mode
            yield
    except OperationalError as error:
        if "locked" in str(error):
            raise ImportRunningError(BUSY) from error
        raise
    finally:
        sqlite.transaction_mode = mode
        _pragma("cache_size = -2000")
        _set_temporary_store("MEMORY")
        _pragma("mmap_size = 2147418112")
        _pragma(f"busy_timeout = {int(patience * 1000)}")


def _set_temporary_store(kind):
    # Inside a transaction, as tests are, SQLite refuses to change it.
    if not connection.in_atomic_block:
        _pragma(f"temp_store = {kind}")


def _take_advisory_lock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        if not cursor.fetchone()[0]:
            raise ImportRunningError(BUSY)


def settle(models):
    """Refresh the planner's statistics and, on SQLite, fold the log back into the file.

    The release is made by then: where the next import has the lock already, it settles for both, and
    a disk that is full by now fails no import.
    """
    try:
        with writer_transaction(), connection.cursor() as cursor:
            for model in models:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            _pragma("wal_checkpoint(TRUNCATE)")
    except ImportRunningError:
        return
    except OperationalError as error:
        log.warning("the release is made, but the planner's statistics are not: %s", error)


def _pragma(text):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {text}")
