"""A disk that fills up while an import writes: one clear line, and the previous release whole."""

import pytest
from django.db import connection

from tests.importing import import_archive, refusal_of
from tests.police_files import make_archive, make_rows, make_street, street_name

# The real thing, at a size: beyond it SQLite says what it says when the disk is full.
ROOM = 20


@pytest.fixture
def nearly_full(two_wards_loaded):
    """Leave the database room for a few pages more."""
    if connection.vendor != "sqlite":
        pytest.skip(
            "the disk of PostgreSQL is its server's: python -m bench.site --only disk fills one"
        )
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages + ROOM}")
        yield
        cursor.execute("PRAGMA max_page_count = 4294967294")


# SQLite ends the transaction itself where its disk is full: the test stands in none.
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("nearly_full")
def test_full_disk_is_one_clear_line_and_leaves_everything_as_it_was(tmp_path):
    archive = make_archive(tmp_path / "big.zip", {street_name(): make_street(make_rows(2_000))})

    said = refusal_of(import_archive, archive)

    assert said == (
        "The database failed: database or disk is full. An import is saved whole or not at all: "
        "mend this and run the command again."
    )
