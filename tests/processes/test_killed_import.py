"""An import ended with SIGKILL: the release before is whole, and the next run completes."""

import signal

import pytest

pytestmark = pytest.mark.xdist_group("processes")

POINTS = 20


def statements_in_the_transaction(undisturbed):
    """Return the number of statements up to the one that makes the release; the rest only tidy up."""
    return undisturbed["statements"].index("COMMIT") + 1


def test_import_has_more_statements_than_it_is_killed_at(undisturbed):
    assert statements_in_the_transaction(undisturbed) > 2 * POINTS
    assert undisturbed["said"].endswith("Release 3: 31 added, 441 revised, 9 withdrawn.\n")


@pytest.mark.parametrize("point", range(1, POINTS + 1))
def test_killed_in_its_transaction_an_import_leaves_nothing_and_can_be_repeated(
    database, launcher, archives, before, undisturbed, point
):
    fatal = statements_in_the_transaction(undisturbed) * point // POINTS
    order = ("command", "import_police_archive", archives[1])

    killed = launcher.run(*order, signals={fatal: "SIGKILL"})
    database.settle()
    after = launcher.run("look")
    repeated = launcher.run(*order)
    left = launcher.run("look")

    assert killed["exit"] == -signal.SIGKILL
    assert (after["tables"], after["faults"]) == (before["tables"], [])
    assert repeated["said"] == undisturbed["said"]
    assert (left["tables"], left["faults"]) == (undisturbed["left"]["tables"], [])


def test_killed_while_it_tidies_up_an_import_has_made_its_release(
    database, launcher, archives, undisturbed
):
    order = ("command", "import_police_archive", archives[1])

    launcher.run(*order, signals={statements_in_the_transaction(undisturbed) + 3: "SIGKILL"})
    database.settle()
    left = launcher.run("look")
    repeated = launcher.run(*order)

    assert (left["tables"], left["faults"]) == (undisturbed["left"]["tables"], [])
    assert repeated["said"].endswith("Nothing changed, no release made.\n")
