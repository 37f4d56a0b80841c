"""Write rows as an XLSX workbook with a sheet that says what they are, row by row into temporary files.

A cell is written as what its value is, never guessed from its text: no text becomes a formula, a
link or a number. The same rows give the same bytes: nothing of the clock or the process is in them.
"""

import datetime
import io
import tempfile

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException

WIDTHS = (8, 40)
NO_GUESSES = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
}


class LongCellError(XlsxWriterException):
    """A text is longer than a cell of a spreadsheet takes (32,767 characters)."""


def write_workbook(title, made_at, sheets):
    """Return the bytes of a workbook; what is written on the way stands in files that are gone then.

    `made_at` is the date the workbook bears. `sheets` maps a name to rows, the first its header.
    """
    packed = io.BytesIO()
    with (
        tempfile.TemporaryDirectory() as folder,
        Workbook(packed, {**NO_GUESSES, "tmpdir": folder}) as book,
    ):
        book.set_properties({"title": title, "created": _utc(made_at)})
        for name, rows in sheets.items():
            _write_sheet(book, book.add_worksheet(name), rows)
    return packed.getvalue()


def _write_sheet(book, sheet, rows):
    bold = book.add_format({"bold": True})
    writers = {
        str: sheet.write_string,
        int: sheet.write_number,
        float: sheet.write_number,
        bool: sheet.write_boolean,
        datetime.date: _dated(sheet, book.add_format({"num_format": "yyyy-mm-dd"})),
        datetime.datetime: _dated(sheet, book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})),
    }
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(rows):
        if not line:
            sheet.set_row(0, None, bold)
            for place, name in enumerate(row):
                sheet.set_column(place, place, min(max(WIDTHS[0], len(name) + 2), WIDTHS[1]))
        for place, value in enumerate(row):
            if value is not None and writers[type(value)](line, place, value):
                raise LongCellError(f"line {line + 1}, cell {place + 1}")


def _dated(sheet, look):
    return lambda line, place, value: sheet.write_datetime(line, place, _utc(value), look)


def _utc(value):
    """Return an instant as spreadsheets have it: in UTC, without saying so; a day as it is."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).replace(tzinfo=None)
    return value
