"""A redaction ended with SIGKILL: the row is in every release or in none, never half gone."""

import re
import signal

import pytest

pytestmark = pytest.mark.xdist_group("processes")

POINTS = 8


@pytest.fixture(scope="module")
def order(before):
    public_id = re.search(r"'public_id': '(\w+)'", before["tables"]["Incident"][0])[1]
    return ("command", "redact_row", public_id, "--reason=privacy", "--by=somebody")


@pytest.fixture(scope="module")
def whole(kept_database, launcher, order):
    """Return the statements of a redaction that nothing stops, what it said and what it left."""
    kept_database.restore()
    return launcher.run(*order) | {"left": launcher.run("look")}


@pytest.mark.parametrize("point", range(1, POINTS + 1))
def test_killed_redaction_leaves_nothing_done_and_can_be_repeated(
    database, launcher, before, order, whole, point
):
    last = whole["statements"].index("COMMIT") + 1

    killed = launcher.run(*order, signals={last * point // POINTS: "SIGKILL"})
    database.settle()
    after = launcher.run("look")
    repeated = launcher.run(*order)
    left = launcher.run("look")

    assert last > 2 * POINTS
    assert killed["exit"] == -signal.SIGKILL
    assert (after["tables"], after["faults"]) == (before["tables"], [])
    assert repeated["said"] == whole["said"]
    assert (left["tables"], left["faults"]) == (whole["left"]["tables"], [])


def test_killed_once_its_release_is_made_a_redaction_is_done(database, launcher, order, whole):
    launcher.run(*order, signals={whole["statements"].index("COMMIT") + 2: "SIGKILL"})
    database.settle()
    left = launcher.run("look")
    repeated = launcher.run(*order)

    assert (left["tables"], left["faults"]) == (whole["left"]["tables"], [])
    assert "Nothing changed." in repeated["said"]
