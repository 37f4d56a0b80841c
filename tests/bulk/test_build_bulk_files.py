"""The command: what it says, what it refuses, and that a failure leaves what was served."""

import fcntl
import os
import resource
import signal
import sys

import pytest
from django.core.management import CommandError

from havering_safety.releases.models import Release, SourceFile
from tests.bulk.test_contents import manifest_of
from tests.importing import run

UNTOUCHED = "Nothing was changed: what was served before is served still."


def refusal_of(*arguments):
    """Return the message of a build that fails with exit status 1."""
    with pytest.raises(CommandError) as refused:
        run("build_bulk_files", *arguments)
    assert refused.value.returncode == 1
    return str(refused.value)


def state_of(folder):
    """Return every file of the folder that is served, with its bytes."""
    return {path.name: path.read_bytes() for path in (folder / "3").iterdir()}


@pytest.fixture
def own(own_folder):
    """Build release 3 in a folder of the test's own."""
    run("build_bulk_files", "--no-parquet", "--release=3")
    return own_folder


def test_it_says_what_it_made(own_folder):
    said = run("build_bulk_files", "--no-parquet", "--release=3")

    manifest = manifest_of(own_folder, "3")
    rows = sum(one["rows"] for one in manifest["data_sets"])
    first, second = manifest["files"]
    assert said.splitlines() == [
        f"havering-safety-release-3.sqlite: {rows:,} rows, {first['size']:,} bytes",
        f"havering-safety-release-3-csv.zip: {rows:,} rows, {second['size']:,} bytes",
        f"Release 3: {own_folder / '3'}",
    ]


def test_an_unknown_release_is_refused(own_folder):
    assert refusal_of("--release=11") == "There is no release 11; the newest is 10."
    assert not own_folder.exists()


def test_an_empty_database_has_no_files(own_folder):
    SourceFile.objects.all().delete()
    Release.objects.all().delete()

    assert refusal_of() == "There is no release yet: import something first."


def test_parquet_without_pyarrow_is_refused_only_where_it_was_asked_for(own_folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    assert refusal_of("--parquet") == (
        "Parquet needs pyarrow, which is not installed: pip install -r requirements-bulk.txt"
    )
    assert run("build_bulk_files", "--release=3").splitlines()[-1] == (
        "No Parquet: pyarrow is not installed (pip install -r requirements-bulk.txt)."
    )


def test_a_second_build_is_refused_while_one_runs(own):
    with open(own / ".lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        assert refusal_of() == f"Another build is at work in {own}. Nothing was changed."


@pytest.mark.parametrize("room", [0, 4_096, 20_000, 60_000])
def test_a_full_disk_leaves_what_was_served(own, room):
    before = state_of(own)

    with no_file_larger_than(room):
        refused = refusal_of("--no-parquet", "--release=3")

    assert refused.endswith(UNTOUCHED)
    assert state_of(own) == before
    assert len(list((own / "builds").iterdir())) == 1


class no_file_larger_than:  # noqa: N801 - reads as a condition
    """Let no file grow beyond so many bytes, as on a disk that is full."""

    def __init__(self, size):
        self.size = size

    def __enter__(self):
        self.signal = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        self.limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.size, self.limits[1]))

    def __exit__(self, *error):
        resource.setrlimit(resource.RLIMIT_FSIZE, self.limits)
        signal.signal(signal.SIGXFSZ, self.signal)


def test_a_folder_that_cannot_be_made_is_named(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.BULK_DIR = tmp_path / "file" / "bulk"

    assert refusal_of() == f"{tmp_path / 'file' / 'bulk' / 'builds'}: Not a directory."


def test_what_a_killed_build_left_is_cleared_away(own):
    (own / "builds" / "part").mkdir()
    (own / "builds" / "part" / "half.sqlite").write_bytes(b"half")
    (own / "builds" / "3-never-linked").mkdir()
    os.symlink("builds/nowhere", own / ".switch-3")
    before = state_of(own)

    run("build_bulk_files", "--no-parquet", "--release=3")

    assert state_of(own) == before
    assert sorted(path.name for path in own.iterdir()) == [".lock", "3", "builds"]
    assert len(list((own / "builds").iterdir())) == 1
