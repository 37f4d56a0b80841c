"""What others meet while an import runs: a second import is refused at once, readers never wait."""

import re

import pytest

from tests.processes.conftest import NO_ROWS

pytestmark = pytest.mark.xdist_group("processes")

QUESTION = "/api/v1/incidents?page_size=1000"
FIRST = {"count": 450, "rows": 450, "outcomes": ["under-investigation"]}
LATER = {"count": 472, "rows": 472, "outcomes": ["suspect-charged"]}
BUSY = (
    "Another import (or an edit in the admin) is writing to this database. "
    "Nothing was changed; run the command again when it has finished."
)


@pytest.fixture
def stop_import(launcher, archives, database):
    """Return a function that starts the later import and stops it before a statement, given by number."""

    def start(place):
        pid = launcher.start(
            "command", "import_police_archive", archives[1], signals={place: "SIGSTOP"}
        )
        assert launcher.wait(pid)["stopped"]
        return pid

    return start


@pytest.fixture
def commit(undisturbed):
    """Return the number of the statement that makes the release."""
    return undisturbed["statements"].index("COMMIT") + 1


# The lock is taken by the fifth statement on SQLite, the fourth on PostgreSQL.
@pytest.mark.parametrize("share", [0, 0.3, 0.6, 1])
def test_second_import_is_refused_at_once(
    stop_import, launcher, archives, undisturbed, commit, share
):
    first = stop_import(max(6, round(commit * share)))

    second = launcher.run("command", "import_police_archive", archives[0])

    assert second["refused"] == BUSY
    # A wait for the lock would take five.
    assert second["seconds"] < 4
    launcher.resume(first)
    assert launcher.wait(first)["said"] == undisturbed["said"]
    assert launcher.run("look")["tables"] == undisturbed["left"]["tables"]


def test_redaction_is_refused_while_an_import_writes(stop_import, launcher, before, commit):
    first = stop_import(commit)
    public_id = re.search(r"'public_id': '(\w+)'", before["tables"]["Incident"][0])[1]

    redaction = launcher.run("command", "redact_row", public_id, "--reason=privacy")

    assert redaction["refused"] == BUSY
    launcher.resume(first)
    assert launcher.wait(first)["exit"] == 0


# The import cannot move while it is stopped: whoever is answered did not wait for it.
@pytest.mark.parametrize("share", [0, 0.2, 0.4, 0.6, 0.8, 1])
def test_reader_is_answered_while_an_import_stands_still(stop_import, launcher, commit, share):
    first = stop_import(max(6, round(commit * share)))

    reader = launcher.run("ask", QUESTION, 3)

    assert reader["answers"] == [FIRST | {"release": 2}]
    launcher.resume(first)
    assert launcher.wait(first)["exit"] == 0


# Late in it, SQLite's indexes are gone or half made again.
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_reader_is_answered_while_a_first_load_stands_still(
    kept_database, launcher, archives, share
):
    kept_database.restore(NO_ROWS)
    order = ("command", "import_police_archive", archives[0])
    statements = launcher.run(*order)["statements"].index("COMMIT") + 1
    kept_database.restore(NO_ROWS)
    first = launcher.start(*order, signals={round(statements * share): "SIGSTOP"})
    assert launcher.wait(first)["stopped"]

    reader = launcher.run("ask", QUESTION, 3)

    assert reader["answers"] == [{"count": 0, "rows": 0, "outcomes": [], "release": 1}]
    launcher.resume(first)
    assert launcher.wait(first)["exit"] == 0


def test_reader_is_answered_with_the_new_release_while_the_import_tidies_up(
    stop_import, launcher, commit
):
    first = stop_import(commit + 5)

    reader = launcher.run("ask", QUESTION, 3)

    assert reader["answers"] == [LATER | {"release": 3}]
    launcher.resume(first)
    assert launcher.wait(first)["exit"] == 0


def test_each_answer_belongs_wholly_to_one_release(launcher, archives, database, tmp_path):
    ended = tmp_path / "ended"
    reader = launcher.start("ask_throughout", QUESTION, str(ended))

    for number in range(3, 9):
        archive = archives[number % 2]
        imported = launcher.run("command", "import_police_archive", archive, "--allow-removals")
        assert f"Release {number}: " in imported["said"]
    ended.touch()
    answers = launcher.wait(reader)["answers"]

    of_release = {number: (FIRST, LATER)[number % 2] for number in range(2, 9)}
    assert answers == [
        of_release[answer["release"]] | {"release": answer["release"]} for answer in answers
    ]
    numbers = [answer["release"] for answer in answers]
    assert numbers == sorted(set(numbers))
    assert len(numbers) > 3


def test_import_that_another_follows_at_once_leaves_the_tidying_to_it(
    stop_import, launcher, archives, commit
):
    first = stop_import(commit + 1)
    second = launcher.start(
        "command", "import_police_archive", archives[0], "--allow-removals",
        signals={commit // 2: "SIGSTOP"},
    )  # fmt: skip
    assert launcher.wait(second)["stopped"]

    launcher.resume(first)

    assert "Release 3: " in launcher.wait(first)["said"]
    launcher.resume(second)
    assert "Release 4: " in launcher.wait(second)["said"]
