"""More real files for one module's tests, taken back at its end."""

from contextlib import contextmanager

from django.db import transaction


@contextmanager
def taken_back(django_db_blocker):
    """Keep what is imported inside until the block ends; tests of `db` work in savepoints within."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
    try:
        yield
    finally:
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)
