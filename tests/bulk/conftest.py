"""The made history of ten releases, and the files of two of them, built once; no test changes them."""

import pytest
from django.db import connection, transaction
from django.test import override_settings

from tests.grids.made import load_history
from tests.importing import run


@pytest.fixture(scope="package", autouse=True)
def history(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the history inside a transaction around all tests of this package, and undo it after."""
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        # A response that is closed closes the connection, which would end our transaction too.
        patch.setattr(connection, "close", lambda: None)
        load_history(tmp_path_factory.mktemp("history"))
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="package", autouse=True)
def built(history, django_db_blocker, tmp_path_factory):
    """Return the folder with the files of releases 10 and 3."""
    folder = tmp_path_factory.mktemp("bulk") / "files"
    with override_settings(BULK_DIR=folder), django_db_blocker.unblock():
        run("build_bulk_files", "--parquet")
        run("build_bulk_files", "--no-parquet", "--release=3")
        yield folder


@pytest.fixture
def own_folder(settings, tmp_path):
    """Give a test a folder of its own, without any file yet."""
    settings.BULK_DIR = tmp_path / "bulk"
    return settings.BULK_DIR


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/bulk/" in item.nodeid:
            item.add_marker(pytest.mark.xdist_group("bulk"))
            item.add_marker(pytest.mark.django_db)
