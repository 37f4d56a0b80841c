"""Bulk files that hold a redacted row are built anew by the command that redacts it."""

import sqlite3

import pytest

from havering_safety.bulk.shelf import Shelf
from incidents.models import Incident
from tests.importing import run


@pytest.fixture
def own(own_folder):
    """Build release 3 in a folder of the test's own."""
    run("build_bulk_files", "--no-parquet", "--release=3")
    return own_folder


def ids_in(folder):
    with sqlite3.connect(folder / "3" / "havering-safety-release-3.sqlite") as file:
        return {public_id for (public_id,) in file.execute("SELECT id FROM incidents")}


def test_files_are_built_anew_without_the_row(client, own):
    public_id = Incident.objects.as_of(3).order_by("public_id")[0].public_id
    before, name = ids_in(own), "havering-safety-release-3.sqlite"
    file = client.head(f"/bulk/3/{name}")

    said = run("redact_row", public_id, "--reason=privacy")

    assert "Building the bulk files of release 3 anew" in said
    assert before - ids_in(own) == {public_id}
    after = client.head(f"/bulk/3/{name}", headers={"If-None-Match": file["ETag"]})
    assert after.status_code == 200
    # Nothing of the old files is left on the disk.
    assert len(list(Shelf().builds.iterdir())) == 1
