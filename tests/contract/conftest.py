"""The demo data, loaded once by the command that everybody tries first; no test changes it."""

import io
from urllib.parse import quote, urlencode

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.openapi import operations


@pytest.fixture(scope="package", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """Load the demo inside a transaction around all tests of this package, and undo it after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", stdout=io.StringIO())
        yield
        transaction.set_rollback(True)


def pytest_collection_modifyitems(items):
    # Loading takes seconds: one worker does it, for all the tests that read it.
    for item in items:
        if "tests/contract/" in item.nodeid:
            item.add_marker(pytest.mark.xdist_group("demo"))
            item.add_marker(pytest.mark.django_db)


