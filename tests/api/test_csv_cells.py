"""CSV is written a column at a time; any reader gets the same values back, cell by cell."""

import csv
import datetime
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from havering_safety.api.exports import FORMULA, csv_column, csv_lines

TEXTS = st.text(st.sampled_from('=+-@\t\r\n",\x1fab é東🚓'), max_size=6)
NUMBERS = st.integers(-(2**63), 2**63) | st.floats(allow_nan=False, allow_infinity=False)
COLUMNS = st.sampled_from([TEXTS, TEXTS | st.none(), NUMBERS, NUMBERS | st.none(), TEXTS | NUMBERS])


@st.composite
def tables(draw):
    """Return rows whose columns are each of one kind, as data sets have them, or of two."""
    kinds = draw(st.lists(COLUMNS, min_size=1, max_size=4))
    return draw(st.lists(st.tuples(*kinds), min_size=1, max_size=5))


def document_of(rows):
    header = [f"c{place}" for place in range(len(rows[0]))]
    cells = zip(*map(csv_column, zip(*rows, strict=True)), strict=True)
    return b"".join(csv_lines(header, [cells])).decode()


@given(tables())
def test_a_reader_gets_the_values_back(rows):
    read = list(csv.reader(io.StringIO(document_of(rows), newline="")))[1:]

    assert [
        [meant(cell, value) for cell, value in zip(*pair, strict=True)]
        for pair in zip(read, rows, strict=True)
    ] == [["" if value is None else value for value in row] for row in rows]


def meant(cell, value):
    """Return what a cell says, given the value whose kind it is."""
    if isinstance(value, str):
        return cell.removeprefix("'") if value.startswith(FORMULA) else cell
    return cell if value is None else type(value)(cell)


@given(tables())
def test_no_text_begins_like_a_formula(rows):
    read = list(csv.reader(io.StringIO(document_of(rows), newline="")))[1:]

    for line, row in zip(read, rows, strict=True):
        for cell, value in zip(line, row, strict=True):
            assert not (isinstance(value, str) and cell.startswith(FORMULA))


@pytest.mark.parametrize(
    ("values", "cells"),
    [
        ([True, False, None], ["true", "false", ""]),
        ([-12, 0, None, 2**40], ["-12", "0", "", "1099511627776"]),
        ([-0.0001, 51.5, None], ["-0.0001", "51.5", ""]),
        ([datetime.date(2024, 2, 29), None], ["2024-02-29", ""]),
        ([datetime.datetime(2024, 2, 29, 23, 5, tzinfo=datetime.UTC)], ["2024-02-29T23:05:00Z"]),
        (["null", "a", None], ["null", "a", ""]),
        (["-12", "12"], ["'-12", "12"]),
        ([None, None], ["", ""]),
        (["a", -1, None, True], ["a", "-1", "", "true"]),
    ],
    ids=["flags", "whole", "fractions", "days", "instants", "texts", "signs", "nulls", "mixed"],
)  # fmt: skip
def test_values_are_written_as_json_has_them(values, cells):
    assert list(csv_column(values)) == cells


def test_a_table_without_rows_has_no_blank_line():
    assert b"".join(csv_lines(["a", "b"], [[]])) == b"a,b\r\n"
