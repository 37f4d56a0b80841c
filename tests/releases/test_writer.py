"""The one writer: whole or not at all, one kind of data, ledgers that add up."""

import pytest
from django.core.management import CommandError
from django.db import IntegrityError, transaction

from havering_safety.releases.models import Release, SourceFile
from havering_safety.releases.writer import writing
from tests.importing import contents, import_archive, import_boundaries, import_population, run
from tests.police_files import make_month, make_rows
from tests.ward_files import WEST_WARD, make_boundaries, make_population, two_wards

pytestmark = pytest.mark.django_db


def make_source_file(**counts):
    return SourceFile(
        source="archive", kind="street", name="a.csv", size=1, sha256="0" * 64,
        **{"rows_read": 10, "stored": 4, "outside_area": 3, "without_location": 2, "rejected": 1} | counts,
    )  # fmt: skip


def test_ledger_that_adds_up_is_kept():
    with writing("A test") as writer:
        writer.record_file(make_source_file(added=4))

    assert SourceFile.objects.get().release.number == 1


@pytest.mark.parametrize(
    "count", ["rows_read", "stored", "outside_area", "without_location", "rejected", "repeated"]
)
def test_ledger_that_does_not_add_up_is_refused_by_the_database(count):
    source_file = make_source_file(added=4)
    setattr(source_file, count, getattr(source_file, count) + 1)

    with pytest.raises(IntegrityError, match="ledger_adds_up"), writing("A test") as writer:
        writer.record_file(source_file)

    assert not Release.objects.exists()


def test_error_in_the_middle_leaves_nothing():
    before = contents()

    def fail_late():
        with writing("A test") as writer:
            writer.record_file(make_source_file(added=4))
            writer.note_unlisted("crime-types", "piracy", "Piracy")
            raise EOFError

    with pytest.raises(EOFError):
        fail_late()

    assert contents() == before


def test_import_without_a_change_makes_no_release():
    with writing("A test") as writer:
        writer.record_file(make_source_file())

    assert writer.report.release is None
    assert not Release.objects.exists()


def test_releases_are_numbered_without_a_gap():
    for _ in range(3):
        with writing("A test") as writer:
            writer.record_file(make_source_file(added=4))
        with writing("A test") as writer:
            pass
        with pytest.raises(IntegrityError), transaction.atomic(), writing("A test") as writer:
            writer.record_file(make_source_file(stored=9))

    assert list(Release.objects.values_list("number", flat=True)) == [3, 2, 1]


def make_synthetic_release():
    with writing("Demo", synthetic=True) as writer:
        writer.record_file(make_source_file(added=4))


def test_real_police_data_are_refused_beside_synthetic(two_wards_in_demo, tmp_path):
    before = contents()

    with pytest.raises(CommandError) as refused:
        import_archive(make_month(tmp_path / "january.zip", make_rows(3)))

    assert str(refused.value) == (
        "This database holds synthetic demo data and takes no real data beside it. "
        "Use another database (DATABASE_URL)."
    )
    assert contents() == before


@pytest.fixture
def two_wards_in_demo(tmp_path_factory):
    make_synthetic_release()
    return import_boundaries(
        make_boundaries(tmp_path_factory.mktemp("wards") / "wards.geojson", two_wards())
    )


def test_demo_is_refused_beside_real_data(two_wards_loaded):
    with pytest.raises(CommandError, match="holds real data and takes no synthetic demo data"):
        run("load_demo")


def test_reference_data_stand_beside_synthetic(two_wards_in_demo, tmp_path):
    said = import_population(
        make_population(tmp_path / "a.csv", {WEST_WARD: 5}), "--date=2021-03-21"
    )

    assert "Release 3: 1 added" in said
    assert list(Release.objects.values_list("synthetic", flat=True)) == [True, True, True]


def test_reference_data_alone_are_real(two_wards_loaded):
    assert Release.objects.get().synthetic is False
