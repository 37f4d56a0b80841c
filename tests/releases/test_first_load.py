"""Indexes made after a first load: by the statements that made them, and only where nothing was held."""

import pytest
from django.core.management import CommandError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from incidents.models import Incident
from tests.importing import import_archive
from tests.police_files import make_archive, make_month, make_rows, make_street, street_name

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_wards_loaded")]

# Scopes are found by the one index that is kept.
DECLARED = [*Incident._meta.indexes, *Incident._meta.constraints]
DEFERRED = {index.name for index in DECLARED} - {"incident_month"}


def indexes():
    with connection.cursor() as cursor:
        table = Incident._meta.db_table
        return dict(sorted(connection.introspection.get_constraints(cursor, table).items()))


def statements_on_indexes(*arguments):
    """Run an import; return the first two words of each statement on an index, and its name."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        import_archive(*arguments)
    statements = [query["sql"].replace('"', "").replace("UNIQUE ", "").split() for query in queries]
    return [(words[0], words[2]) for words in statements if words[1:2] == ["INDEX"]]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its indexes")
def test_first_load_drops_indexes_once_and_makes_them_after_all_rows(tmp_path):
    months = ("2023-12", "2024-01")
    path = make_archive(
        tmp_path / "two.zip",
        {street_name(month): make_street(make_rows(30, month=month)) for month in months},
    )
    before = indexes()

    statements = statements_on_indexes(path)

    dropped = statements[: len(DEFERRED)]
    assert sorted(dropped) == sorted(("DROP", name) for name in DEFERRED)
    assert statements[len(DEFERRED) :] == [("CREATE", name) for _, name in dropped]
    assert indexes() == before


def test_later_load_and_postgresql_keep_their_indexes(tmp_path):
    first = make_month(tmp_path / "first.zip", make_rows(30))
    later = make_month(tmp_path / "later.zip", make_rows(31))
    if connection.vendor == "sqlite":
        import_archive(first)

    assert statements_on_indexes(later) == []


def test_refused_first_load_leaves_the_indexes(tmp_path):
    before = indexes()
    path = make_archive(
        tmp_path / "two.zip",
        {
            street_name("2023-12"): make_street(make_rows(30, month="2023-12")),
            street_name("2024-01"): make_street(make_rows(30), header=["Wrong"]),
        },
    )

    with pytest.raises(CommandError, match="header"):
        import_archive(path)

    assert indexes() == before
    assert not Incident.objects.exists()


def test_dry_run_of_a_first_load_leaves_the_indexes(tmp_path):
    before = indexes()

    import_archive(make_month(tmp_path / "first.zip", make_rows(30)), "--dry-run")

    assert indexes() == before


def test_second_version_of_a_row_from_one_release_is_refused(tmp_path):
    import_archive(make_month(tmp_path / "first.zip", make_rows(1)))
    row = Incident.objects.get()
    row.pk = None

    with pytest.raises(IntegrityError, match="public_id"):
        row.save()
