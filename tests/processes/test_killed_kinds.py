"""Imports of the other kinds ended with SIGKILL: searches with outcomes, and API for archive."""

import signal
from typing import NamedTuple

import pytest

from tests.importers.api_crimes import make_located_crimes
from tests.importers.api_crimes import make_month as make_answers
from tests.outcome_files import make_outcome_file, make_outcomes, outcome_name
from tests.police_files import make_archive
from tests.processes.conftest import MONTHS
from tests.stop_search_files import (
    ARREST,
    FOR_WEAPONS,
    make_search_file,
    make_searches,
    search_name,
)

pytestmark = pytest.mark.xdist_group("processes")

POINTS = 20


class Later(NamedTuple):
    """A state of the database, the import to be killed on it, and what that does when it is not."""

    state: str
    arguments: list[str]
    before: dict
    undisturbed: dict


def make_searches_and_outcomes(path, searches, outcomes):
    members = {}
    for month in MONTHS:
        members[search_name(month)] = make_search_file(searches(month))
        members[outcome_name(month)] = make_outcome_file(outcomes(month))
    return make_archive(path, members)


def searches_and_outcomes(folder):
    """Return the import of an archive of both kinds, and the import of a later one."""
    first = make_searches_and_outcomes(
        folder / "first.zip",
        lambda month: make_searches(60, month=month),
        lambda month: make_outcomes(60, month=month),
    )
    later = make_searches_and_outcomes(
        folder / "later.zip",
        lambda month: [
            *make_searches(60, ARREST, month=month)[1:], *make_searches(5, FOR_WEAPONS, month=month),
        ],
        lambda month: make_outcomes(65, month=month)[2:],
    )  # fmt: skip
    return [["import_police_archive", first]], ["import_police_archive", later]


def api_for_archive(folder):
    """Return no further import, and one that takes its months over from the archive held."""
    for month in MONTHS:
        path = make_answers(folder, make_located_crimes(50, month=month), month=month)
    return [], ["import_police_api", path, "--replace"]


@pytest.fixture(scope="module", params=[searches_and_outcomes, api_for_archive])
def later(request, launcher, kept_database, tmp_path_factory):
    first, arguments = request.param(tmp_path_factory.mktemp("kinds"))
    state = request.param.__name__
    kept_database.restore()
    assert launcher.run("commands", *first)["exit"] == 0
    kept_database.keep(state)
    before = launcher.run("look")
    undisturbed = launcher.run("command", *arguments)
    return Later(state, arguments, before, undisturbed | {"left": launcher.run("look")})


def statements_in_the_transaction(later):
    return later.undisturbed["statements"].index("COMMIT") + 1


def test_import_changes_much_in_one_release(later):
    assert statements_in_the_transaction(later) > 2 * POINTS
    assert later.undisturbed["said"].splitlines()[-1] in {
        "Release 4: 30 added, 177 revised, 9 withdrawn.",
        "Release 3: 150 added, 0 revised, 450 withdrawn.",
    }


@pytest.mark.parametrize("point", range(1, POINTS + 1))
def test_killed_import_leaves_nothing_and_can_be_repeated(kept_database, launcher, later, point):
    kept_database.restore(later.state)
    fatal = statements_in_the_transaction(later) * point // POINTS

    killed = launcher.run("command", *later.arguments, signals={fatal: "SIGKILL"})
    kept_database.settle()
    after = launcher.run("look")
    repeated = launcher.run("command", *later.arguments)
    left = launcher.run("look")

    assert killed["exit"] == -signal.SIGKILL
    assert (after["tables"], after["faults"]) == (later.before["tables"], [])
    assert repeated["said"] == later.undisturbed["said"]
    assert (left["tables"], left["faults"]) == (later.undisturbed["left"]["tables"], [])
