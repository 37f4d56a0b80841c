"""Every real police file in one database, each with the options it needs, and then all again."""

import pytest

from tests.real.everything import IMPORTS, LATER

pytestmark = pytest.mark.xdist_group("processes")

MOST_MEMORY = 250


def test_all_are_imported(imported):
    assert imported["once"] == [
        "Release 5: 4,456 added, 0 revised, 0 withdrawn.",
        "Release 6: 1,455 added, 0 revised, 0 withdrawn.",
        "Release 7: 65 added, 0 revised, 0 withdrawn.",
        # The City lies outside the area, where its outcomes were revised.
        "Nothing changed, no release made.",
        "Release 9: 510 added, 0 revised, 0 withdrawn.",
        "Release 10: 31,191 added, 0 revised, 0 withdrawn.",
    ]


def test_ledgers_hold_every_row(imported):
    """The database itself refuses a ledger that does not add up; here it is that none is short."""
    street = 56_237 + 39_857
    searches, broken, outcomes, api = 149_643, 33_763, 17_754, 31_991

    assert imported["rows_read"] == street + searches + broken + outcomes + api
    assert imported["rejected"] == 0


def test_all_again_make_no_release(imported):
    assert imported["again"] == ["Nothing changed, no release made."] * len(IMPORTS + LATER)
    assert imported["releases"] == 10


def test_memory_stays_small(imported):
    assert imported["peak"] < MOST_MEMORY
