"""Imports of the other kinds ended with SIGKILL: searches with outcomes, API for archive, postcodes."""

import signal
from functools import cache
from typing import NamedTuple

import pytest

from tests.importers.api_crimes import make_located_crimes
from tests.importers.api_crimes import make_month as make_answers
from tests.outcome_files import make_outcome_file, make_outcomes, outcome_name
from tests.police_files import make_archive
from tests.postcode_files import make_postcode, make_postcodes
from tests.processes.conftest import MONTHS
from tests.stop_search_files import (
    ARREST,
    FOR_WEAPONS,
    make_search_file,
    make_searches,
    search_name,
)

pytestmark = pytest.mark.xdist_group("processes")


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


def first_searches_and_outcomes(folder):
    """Return no further import, and one into tables that hold nothing."""
    return [], searches_and_outcomes(folder)[0][0]


def postcodes(folder):
    """Return the import of a file of postcodes, and of a later one that moves, adds and drops some."""
    codes = [f"RM1 {number}AA" for number in range(9)]
    first = "".join(map(make_postcode, codes))
    later = "".join(make_postcode(code, quality=20) for code in [*codes[1:], "RM1 9ZZ"])
    paths = [
        make_postcodes(folder / name, text)
        for name, text in (("first.csv", first), ("later.csv", later))
    ]
    return [["import_postcodes", paths[0]]], ["import_postcodes", paths[1], "--allow-removals"]


# So many points at which each import is killed, and what it says last when it is not.
KINDS = {
    searches_and_outcomes: (20, "Release 4: 30 added, 177 revised, 9 withdrawn."),
    api_for_archive: (20, "Release 3: 150 added, 0 revised, 450 withdrawn."),
    first_searches_and_outcomes: (6, "Release 3: 360 added, 0 revised, 0 withdrawn."),
    postcodes: (6, "Release 4: 1 added, 8 revised, 1 withdrawn."),
}


@pytest.fixture(scope="module")
def prepared(launcher, kept_database, tmp_path_factory):
    """Return a function that prepares a kind once."""

    @cache
    def prepare(kind):
        first, arguments = kind(tmp_path_factory.mktemp("kinds"))
        kept_database.restore()
        assert launcher.run("commands", *first)["exit"] == 0
        kept_database.keep(kind.__name__)
        before = launcher.run("look")
        undisturbed = launcher.run("command", *arguments)
        points, said = KINDS[kind]
        assert statements_in_the_transaction(undisturbed) > points
        assert said in undisturbed["said"].splitlines()
        left = launcher.run("look")
        return Later(kind.__name__, arguments, before, undisturbed | {"left": left})

    return prepare


def statements_in_the_transaction(undisturbed):
    return undisturbed["statements"].index("COMMIT") + 1


@pytest.mark.parametrize(
    ("kind", "share"),
    [
        (kind, point / points)
        for kind, (points, _) in KINDS.items()
        for point in range(1, points + 1)
    ],
)
def test_killed_import_leaves_nothing_and_can_be_repeated(
    kept_database, launcher, prepared, kind, share
):
    later = prepared(kind)
    kept_database.restore(later.state)
    fatal = int(statements_in_the_transaction(later.undisturbed) * share)

    killed = launcher.run("command", *later.arguments, signals={fatal: "SIGKILL"})
    kept_database.settle()
    after = launcher.run("look")
    repeated = launcher.run("command", *later.arguments)
    left = launcher.run("look")

    assert killed["exit"] == -signal.SIGKILL
    assert (after["tables"], after["faults"]) == (later.before["tables"], [])
    assert repeated["said"] == later.undisturbed["said"]
    assert (left["tables"], left["faults"]) == (later.undisturbed["left"]["tables"], [])
