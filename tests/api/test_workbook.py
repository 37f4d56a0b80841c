"""How cells of a workbook are written: as what they are, and with nothing of the moment."""

import datetime
import os
import subprocess
import sys
import tempfile

import pytest

from havering_safety.api.workbook import LongCellError, write_workbook
from tests.exports.workbooks import cells_of, members_of

MADE = datetime.datetime(2024, 2, 29, 12, tzinfo=datetime.UTC)
TRAPS = ["=1+1", "+44", "-12", "@SUM(A1)", "\t=1", "https://example.org/", "0012", "1e5", "{=A1}", "", "é 東 🚓",
         "a\nb", "_x0041_", "internal:Data!A1", "true"]  # fmt: skip


def written(rows):
    return write_workbook("Title", MADE, {"Data": [("text",), *rows]})


@pytest.mark.parametrize("text", TRAPS)
def test_text_is_text(text):
    (_, row) = cells_of(written([[text]]), 1)

    kind, shown = row["A"]
    assert kind == "inlineStr"
    assert (shown or "").replace("_x005F_", "_") == text


def test_nothing_is_a_link():
    members = members_of(written([[text] for text in TRAPS]))

    assert b"hyperlink" not in b"".join(members.values())


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-0.0001, ("n", "-0.0001")),
        (-12, ("n", "-12")),
        (True, ("b", "1")),
        (datetime.date(2024, 2, 29), ("n", "45351")),
        (datetime.datetime(2024, 2, 29, 12, tzinfo=datetime.UTC), ("n", "45351.5")),
    ],
)  # fmt: skip
def test_value_is_what_it_is(value, cell):
    (_, row) = cells_of(written([[value]]), 1)

    assert row["A"] == cell


def test_text_too_long_for_a_cell_is_never_cut():
    with pytest.raises(LongCellError):
        written([["x" * 32_768]])


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    written([["a"]])
    with pytest.raises(LongCellError):
        written([["x" * 32_768]])

    assert [*tmp_path.iterdir()] == []


WRITE = """
import os, sys, datetime
os.umask(int(sys.argv[1], 8))
from havering_safety.api.workbook import write_workbook
made = datetime.datetime(2024, 2, 29, 12, tzinfo=datetime.UTC)
sheets = {"Data": [("a", "b"), ("x", 1.5)], "About": [("c",)]}
sys.stdout.buffer.write(write_workbook("Title", made, sheets))
"""


def test_bytes_know_neither_clock_nor_process(tmp_path):
    def write(umask, **environment):
        command = [sys.executable, "-c", WRITE, umask]
        run = subprocess.run(command, env=os.environ | environment, capture_output=True, check=True)
        return run.stdout

    there = write("077", TZ="Pacific/Auckland", PYTHONHASHSEED="7", TMPDIR=str(tmp_path))
    assert write("022", TZ="UTC", PYTHONHASHSEED="0") == there
