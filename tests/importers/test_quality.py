"""The rules by which a month's file is found broken: each tripped, and just below."""

import datetime

import pytest

from incidents.codelists_quality import QUALITY_FLAGS
from incidents.importers.monthly import Ledger
from incidents.importers.quality import measure

WITHOUT_LOCATION, EARLY, DUPLICATES = QUALITY_FLAGS.codes


def flags_of(month="2024-01", rows=1_000, without=0, duplicates=0, last_day=None):
    return measure(month, Ledger(rows_read=rows, without_location=without), duplicates, last_day)[
        "flags"
    ]


@pytest.mark.parametrize(
    ("without", "flags"), [(500, []), (501, [WITHOUT_LOCATION]), (1_000, [WITHOUT_LOCATION])]
)
def test_more_than_half_without_location(without, flags):
    assert flags_of(without=without) == flags


@pytest.mark.parametrize(("duplicates", "flags"), [(50, []), (51, [DUPLICATES]), (None, [])])
def test_more_than_one_in_twenty_duplicates(duplicates, flags):
    assert flags_of(duplicates=duplicates) == flags


@pytest.mark.parametrize(
    ("last_day", "flags", "days_covered"),
    [
        ("2024-01-31", [], 31),
        ("2024-01-29", [], 31),
        ("2024-01-28", [EARLY], 28),
        ("2024-02-27", [], 29),
        ("2024-02-26", [EARLY], 26),
        ("2023-02-26", [], 28),
        ("2022-12-17", [EARLY], 17),
    ],
)
def test_last_day_three_days_before_the_end(last_day, flags, days_covered):
    day = datetime.date.fromisoformat(last_day)
    measured = measure(last_day[:7], Ledger(rows_read=1), 0, day)

    assert (measured["flags"], measured["days_covered"]) == (flags, days_covered)


def test_month_can_have_every_flaw():
    last_day = datetime.date(2024, 1, 2)

    assert flags_of(without=501, duplicates=51, last_day=last_day) == list(QUALITY_FLAGS.codes)
