"""What an import says it did, and a dry run that does nothing else."""

import pytest
from django.core.management import CommandError

from havering_safety.releases.models import Release, SourceFile
from tests.importing import contents, import_archive
from tests.police_files import make_archive, make_rows, make_street, street_name

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_wards_loaded")]


def test_many_files_make_one_release(tmp_path):
    months = [f"2024-{month:02d}" for month in range(1, 7)]
    members = {street_name(month): make_street(make_rows(5, month=month)) for month in months}

    said = import_archive(make_archive(tmp_path / "half-year.zip", members))

    assert said.endswith("Release 2: 30 added, 0 revised, 0 withdrawn.\n")
    assert Release.objects.count() == 2
    assert SourceFile.objects.filter(release=2).count() == 6


def test_release_says_what_it_did(take):
    take(make_rows(3))

    release = Release.objects.newest()
    assert (release.number, release.synthetic, release.summary) == (
        2, False, "Police archive: 3 rows added, 0 revised, 0 withdrawn",
    )  # fmt: skip


def test_report_shows_the_ledger_of_each_file(take):
    assert take(make_rows(3)) == (
        f"{street_name()}: 3 rows read = 3 stored + 0 outside the area + 0 without location "
        "+ 0 rejected + 0 repeated; 3 added, 0 revised, 0 withdrawn\n"
        "Release 2: 3 added, 0 revised, 0 withdrawn.\n"
    )


def test_dry_run_tells_everything_and_saves_nothing(take):
    before = contents()

    said = take(make_rows(3), "--dry-run")

    assert said == (
        f"{street_name()}: 3 rows read = 3 stored + 0 outside the area + 0 without location "
        "+ 0 rejected + 0 repeated; 3 added, 0 revised, 0 withdrawn\n"
        "Dry run, nothing saved: 3 added, 0 revised, 0 withdrawn.\n"
    )
    assert contents() == before


def test_dry_run_refuses_what_the_import_would(take):
    take(make_rows(40))

    with pytest.raises(CommandError, match="would be withdrawn"):
        take(make_rows(20), "--dry-run")
