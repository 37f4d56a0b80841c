"""Read a workbook as its XML has it: (kind of cell, text) for every cell that is there."""

import io
import zipfile
from xml.etree import ElementTree

SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def cells_of(workbook, sheet):
    """Return the rows of a sheet, counted from 1, as dictionaries of column letters."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as members:
        tree = ElementTree.fromstring(members.read(f"xl/worksheets/sheet{sheet}.xml"))
    return [
        {cell.get("r").rstrip("0123456789"): _read(cell) for cell in row.iterfind("m:c", SPACE)}
        for row in tree.iterfind("m:sheetData/m:row", SPACE)
    ]


def _read(cell):
    assert cell.find("m:f", SPACE) is None, "a formula"
    text = cell.find("m:is/m:t", SPACE)
    value = cell.find("m:v", SPACE) if text is None else text
    return cell.get("t", "n"), value.text


def members_of(workbook):
    """Return the bytes of every file in a workbook, by name."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as members:
        return {name: members.read(name) for name in members.namelist()}
