"""The made history, loaded once by the importers; no test changes it."""

import pytest
from django.db import transaction

from tests.grids.made import load_history


@pytest.fixture(scope="package", autouse=True)
def history(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the history inside a transaction around all tests of this package, and undo it after."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_history(tmp_path_factory.mktemp("history"))
        yield
        transaction.set_rollback(True)


def pytest_collection_modifyitems(items):
    # One worker loads it, for all the tests that read it.
    for item in items:
        if "tests/charts/" in item.nodeid:
            item.add_marker(pytest.mark.xdist_group("charts"))
            item.add_marker(pytest.mark.django_db)
