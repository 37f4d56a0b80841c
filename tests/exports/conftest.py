"""The made history and the statements, loaded once by the importers; no test changes them."""

import pytest
from django.db import connection, transaction

from tests.grids.made import load_history
from tests.importing import run


@pytest.fixture(scope="package")
def history(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the history inside a transaction around the tests that read it, and undo it after."""
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        # Django closes the connection after each test, which would end our transaction too.
        patch.setattr(connection, "close", lambda: None)
        load_history(tmp_path_factory.mktemp("history"))
        run("load_statements")
        yield
        transaction.set_rollback(True)
