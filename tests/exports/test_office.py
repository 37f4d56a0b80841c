"""What LibreOffice makes of our files: no text is ever a formula, and numbers are numbers."""

import pytest

from havering_safety.api.exports import csv_column, csv_lines
from havering_safety.api.workbook import write_workbook
from tests.api.test_workbook import MADE
from tests.exports.office import needs_office, shown_by_office

pytestmark = [needs_office, pytest.mark.xdist_group("office")]

TRAPS = ["=1+1", "+1+1", "-1+1", "@SUM(1;1)", "\t=1+1", "\r=1+1", '=HYPERLINK("x")', "-12"]


def rows_with(texts):
    return [(text, -0.0001, -12) for text in texts]


def test_csv_of_traps_is_text_and_numbers(tmp_path):
    document = tmp_path / "traps.csv"
    cells = zip(*map(csv_column, zip(*rows_with(TRAPS), strict=True)), strict=True)
    document.write_bytes(b"".join(csv_lines(("text", "longitude", "change"), [cells])))

    ((_, *rows),) = shown_by_office(document, tmp_path).values()

    # A formula would show its result, and no apostrophe.
    assert [(text[:2], *numbers) for text, *numbers in rows] == [
        (f"'{text[0]}".replace("\r", "\n"), -0.0001, -12) for text in TRAPS
    ]


def test_office_would_run_what_is_not_neutralised(tmp_path):
    document = tmp_path / "bare.csv"
    document.write_text("text\r\n=1+1\r\n")

    ((_, *rows),) = shown_by_office(document, tmp_path).values()

    assert rows == [[2]]


def test_workbook_of_traps_is_text_and_numbers(tmp_path):
    document = tmp_path / "traps.xlsx"
    texts = [text for text in TRAPS if not {"\t", "\r"} & {*text}]
    sheets = {"Data": [("a", "b", "c"), *rows_with(texts)]}
    document.write_bytes(write_workbook("Traps", MADE, sheets))

    ((_, *rows),) = shown_by_office(document, tmp_path).values()

    assert rows == [list(row) for row in rows_with(texts)]
