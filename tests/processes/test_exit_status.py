"""The commands as an operator's script sees them: exit status, standard output, standard error."""

import os
import subprocess
import sys

import pytest

from tests.police_files import make_archive, street_name
from tests.processes.conftest import ROOT

pytestmark = pytest.mark.xdist_group("processes")


@pytest.fixture
def manage(database):
    """Return a function that runs manage.py on the database."""

    def run_manage(*arguments):
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=os.environ | {"DATABASE_URL": database.url},
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run_manage


def test_refused_import_exits_with_1_and_one_line(manage, launcher, before, tmp_path):
    path = make_archive(tmp_path / "broken.zip", {street_name(): ""})

    ended = manage("import_police_archive", path)

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"CommandError: broken.zip/{street_name()}, line 1: is empty.\n"
    assert launcher.run("look")["tables"] == before["tables"]


def test_import_exits_with_0_and_its_report(manage, archives, undisturbed):
    ended = manage("import_police_archive", archives[1])

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == undisturbed["said"]
