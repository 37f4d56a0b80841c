"""Public ids: the same row has the same id for ever, and another row another."""

import re

import pytest

from havering_safety.releases.identity import identity_of, prefix_of, public_id_of

PREFIX = prefix_of("street", "archive", "btp", "2024-01")
COLUMNS = ("", "British Transport Police", "0.05", "51.55", "On or near Station", "Drugs")


def test_id_never_changes():
    assert public_id_of(PREFIX, COLUMNS, 1) == "bmveq73zhs2mq"


def test_id_is_thirteen_letters_and_digits():
    assert re.fullmatch(r"[a-z2-7]{13}", public_id_of(PREFIX, COLUMNS, 1))


@pytest.mark.parametrize(
    "prefix",
    [prefix_of("outcomes", "archive", "btp", "2024-01"), prefix_of("street", "api", "btp", "2024-01"),
     prefix_of("street", "archive", None, "2024-01"), prefix_of("street", "archive", "btp", "2024-02")],
    ids=["kind", "source", "force", "month"],
)  # fmt: skip
def test_id_depends_on_the_file(prefix):
    assert public_id_of(prefix, COLUMNS, 1) != public_id_of(PREFIX, COLUMNS, 1)
    assert identity_of(prefix, COLUMNS) != identity_of(PREFIX, COLUMNS)


@pytest.mark.parametrize("place", range(len(COLUMNS)))
def test_id_depends_on_every_column(place):
    changed = (*COLUMNS[:place], COLUMNS[place] + "x", *COLUMNS[place + 1 :])

    assert public_id_of(PREFIX, changed, 1) != public_id_of(PREFIX, COLUMNS, 1)
    assert identity_of(PREFIX, changed) != identity_of(PREFIX, COLUMNS)


def test_text_moved_to_the_next_column_is_another_row():
    assert identity_of(PREFIX, ("ab", "c")) != identity_of(PREFIX, ("a", "bc"))


def test_twins_have_ids_of_their_own():
    assert len({public_id_of(PREFIX, COLUMNS, ordinal) for ordinal in range(1, 100)}) == 99


def test_identity_fits_a_signed_column():
    identities = [identity_of(PREFIX, (str(number),)) for number in range(1_000)]

    assert all(-(2**63) <= identity < 2**63 for identity in identities)
    assert len(set(identities)) == 1_000
