"""The repository stays small and portable: short modules, no data, nothing left open."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_MODULE = 300
LARGEST_TEST_FILE = 100_000
DATA = {".zip", ".parquet", ".geojson", ".sqlite", ".sqlite3", ".db", ".xlsx"}
# Written so that the patterns do not find themselves.
MACHINE_PATH = re.compile(rb"(?<![\w.])/(?:home|root|Users|work|mnt|srv)/\w")
LEFT_OPEN = re.compile(rb"\b(?:TO[D]O|FIX[M]E)\b")


@pytest.fixture(scope="module")
def tracked():
    """Return the files that git keeps, as paths from the root; without git, skip."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listing.returncode:
        pytest.skip(f"not a git checkout: {listing.stderr.strip()}")
    return [Path(name) for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]


def lines_matching(pattern, paths):
    return [
        f"{path}:{number}"
        for path in paths
        for number, line in enumerate((ROOT / path).read_bytes().splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_module_is_longer_than_a_reader_can_hold(tracked):
    modules = [path for path in tracked if path.suffix == ".py" and "migrations" not in path.parts]

    sizes = {str(path): len((ROOT / path).read_bytes().splitlines()) for path in modules}

    assert {path: size for path, size in sizes.items() if size > LONGEST_MODULE} == {}


def test_the_repository_holds_no_data(tracked):
    data = [path for path in tracked if path.suffix.lower() in DATA]

    written_by_hand = [
        path
        for path in data
        if path.is_relative_to("tests/files") and (ROOT / path).stat().st_size <= LARGEST_TEST_FILE
    ]

    assert data == written_by_hand


def test_no_file_names_a_path_of_one_machine(tracked):
    # Where Debian has a service put is for the operator to read, and no machine of ours.
    told = {path for path in tracked if str(path) == "docs/deployment.md"}
    assert lines_matching(MACHINE_PATH, [path for path in tracked if path not in told]) == []


def test_nothing_is_left_open(tracked):
    assert lines_matching(LEFT_OPEN, tracked) == []
