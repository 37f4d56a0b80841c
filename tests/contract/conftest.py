"""The demo data and the statements, loaded once as `make run` loads them; no test changes them.

Loading takes seconds: tests that read them are marked for one worker.
"""

import io

import pytest
from django.core.management import call_command
from django.db import connection, transaction


@pytest.fixture(scope="package", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """Load the demo inside a transaction around all tests of this package, and undo it after them."""
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        # Django closes the connection after each test, which would end our transaction too.
        patch.setattr(connection, "close", lambda: None)
        call_command("load_demo", stdout=io.StringIO())
        call_command("load_statements", stdout=io.StringIO())
        yield
        transaction.set_rollback(True)
