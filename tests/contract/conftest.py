"""The demo data and the statements, loaded once as `make run` loads them; no test changes them.

Loading takes seconds: tests that read them are marked for one worker.
"""

import io

import pytest
from django.core.management import call_command
from django.db import transaction


@pytest.fixture(scope="package", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """Load the demo inside a transaction around all tests of this package, and undo it after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", stdout=io.StringIO())
        call_command("load_statements", stdout=io.StringIO())
        yield
        transaction.set_rollback(True)
