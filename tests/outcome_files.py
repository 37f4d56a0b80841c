"""Outcomes files as data.police.uk publishes them, made small."""

import csv
import io

from tests.police_files import WEST, make_archive

HEADER = [
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location",
    "LSOA code", "LSOA name", "Outcome type",
]  # fmt: skip


def make_outcome(*changes, month="2024-01"):
    """Return the cells of one row by column: a charge in the west ward, changed as asked."""
    row = dict.fromkeys(HEADER, "")
    row |= {
        "Crime ID": "a" * 64,
        "Month": month,
        "Reported by": "Metropolitan Police Service",
        "Falls within": "Metropolitan Police Service",
        "LSOA code": "E01002345",
        "LSOA name": "Havering 001A",
        "Outcome type": "Suspect charged",
    }
    row |= WEST
    for change in changes:
        row |= change
    return row


def make_outcomes(count, *changes, month="2024-01"):
    """Return so many rows that differ in Crime ID, as the rows of `make_rows` do."""
    return [
        make_outcome({"Crime ID": f"{serial:064x}"}, *changes, month=month)
        for serial in range(count)
    ]


def make_outcome_file(rows, header=HEADER):
    """Return the text of an outcomes file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(row.values() for row in rows)
    return text.getvalue()


def outcome_name(month="2024-01", force="metropolitan"):
    return f"{month}/{month}-{force}-outcomes.csv"


def make_outcome_month(path, rows, month="2024-01", force="metropolitan"):
    """Write a zip of one outcomes file, and return its path as text."""
    return make_archive(path, {outcome_name(month, force): make_outcome_file(rows)})
