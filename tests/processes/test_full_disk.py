"""A disk that fills up while an import writes: one clear line, and the previous release whole."""

import pytest
from django.db import connection

pytestmark = [
    pytest.mark.xdist_group("processes"),
    pytest.mark.skipif(
        connection.vendor != "sqlite",
        reason="the disk of PostgreSQL is its server's: python -m bench.site --only disk fills one",
    ),
    pytest.mark.usefixtures("database"),
]

ROOM = 5


def test_full_disk_is_one_clear_line_and_leaves_everything_as_it_was(launcher, archives, before):
    full = launcher.run("command_with_room", ROOM, "import_police_archive", archives[1])

    assert full["refused"] == (
        "The database failed: database or disk is full. An import is saved whole or not at all: "
        "mend this and run the command again."
    )
    assert launcher.run("look") == before


def test_the_next_run_completes(launcher, archives, undisturbed):
    launcher.run("command_with_room", ROOM, "import_police_archive", archives[1])

    launcher.run("command", "import_police_archive", archives[1])

    assert launcher.run("look") == undisturbed["left"]
