"""A build of bulk files ended with SIGKILL: what was served is served whole, and the next run clears up."""

import shutil
import signal

import pytest

pytestmark = pytest.mark.xdist_group("processes")

# So many places throughout a build, and each of its last steps, among which is the switch.
POINTS, LAST = 24, 16


@pytest.fixture(scope="module")
def first_build(launcher, kept_database, tmp_path_factory):
    """Return a folder with a finished build."""
    kept_database.restore()
    folder = tmp_path_factory.mktemp("bulk") / "files"
    assert launcher.run("build_bulk_files", str(folder), "before")["exit"] == 0
    return folder


@pytest.fixture
def folder(first_build, tmp_path):
    return shutil.copytree(first_build, tmp_path / "files", symlinks=True)


@pytest.fixture(scope="module")
def steps(launcher, kept_database, first_build, tmp_path_factory):
    """Return the steps of a build that replaces another."""
    folder = tmp_path_factory.mktemp("bulk") / "files"
    shutil.copytree(first_build, folder, symlinks=True)
    return launcher.run("build_bulk_files", str(folder), "after")["steps"]


def test_a_build_has_more_steps_than_it_is_killed_at(steps):
    assert len(steps) > 2 * POINTS
    # Of each kind some: the files themselves, their way to the disk, the rename and the switch.
    assert {"open", "sqlite3.connect", "fsync", "os.rename", "os.symlink", "sql"} <= {*steps}


@pytest.mark.parametrize("point", [*range(1, POINTS), *range(-LAST, 0)])
def test_killed_anywhere_a_build_leaves_whole_files_and_can_be_repeated(
    database, launcher, folder, steps, point
):
    fatal = len(steps) * point // POINTS if point > 0 else len(steps) + 1 + point
    switch = len(steps) - steps[::-1].index("os.rename")

    killed = launcher.run("build_bulk_files", str(folder), "after", fatal)
    found = launcher.run("look_at_bulk_files", str(folder))
    repeated = launcher.run("build_bulk_files", str(folder), "again")
    left = launcher.run("look_at_bulk_files", str(folder))

    assert killed["exit"] == -signal.SIGKILL
    assert found["code_version"] == ("after" if fatal > switch else "before")
    assert found["true"] == [True, True]
    assert repeated["exit"] == 0
    assert (left["code_version"], left["true"], left["builds"]) == ("again", [True, True], 1)
