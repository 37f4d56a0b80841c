"""Street files as data.police.uk publishes them, made small: rows, files, archives."""

import csv
import io
import zipfile

HEADER = [
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location",
    "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context",
]  # fmt: skip

# Map points in the two wards of `ward_files`, and one in neither.
WEST = {"Longitude": "0.050000", "Latitude": "51.550000", "Location": "On or near West Road"}
EAST = {"Longitude": "0.150000", "Latitude": "51.550000", "Location": "On or near East Road"}
ELSEWHERE = {"Longitude": "0.500000", "Latitude": "51.550000", "Location": "On or near Far Road"}
NOWHERE = {
    "Longitude": "", "Latitude": "", "Location": "No Location", "LSOA code": "", "LSOA name": "",
}  # fmt: skip

BURGLARY = {"Crime type": "Burglary"}
ROBBERY = {"Crime type": "Robbery"}
CHARGED = {"Last outcome category": "Suspect charged"}
ANONYMOUS = {
    "Crime ID": "", "Crime type": "Anti-social behaviour", "Last outcome category": "",
}  # fmt: skip


def make_row(*changes, month="2024-01", **cells):
    """Return the cells of one row by column: a burglary in the west ward, changed as asked."""
    row = dict.fromkeys(HEADER, "")
    row |= {
        "Crime ID": "a" * 64,
        "Month": month,
        "Reported by": "Metropolitan Police Service",
        "Falls within": "Metropolitan Police Service",
        "LSOA code": "E01002345",
        "LSOA name": "Havering 001A",
        "Crime type": "Burglary",
        "Last outcome category": "Under investigation",
    }
    row |= WEST
    for change in changes:
        row |= change
    return row | {key.replace("_", " "): value for key, value in cells.items()}


def make_rows(count, *changes, month="2024-01"):
    """Return so many rows that differ in Crime ID, burglaries and robberies in turn."""
    return [
        make_row(
            {"Crime ID": f"{serial:064x}"}, (BURGLARY, ROBBERY)[serial % 2], *changes, month=month
        )
        for serial in range(count)
    ]


def make_street(rows, header=HEADER):
    """Return the text of a street file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(row.values() for row in rows)
    return text.getvalue()


def street_name(month="2024-01", force="metropolitan"):
    return f"{month}/{month}-{force}-street.csv"


def make_archive(path, members):
    """Write a zip of members, given as text or bytes by name, and return its path as text."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return str(path)


def make_month(path, rows, month="2024-01", force="metropolitan"):
    """Write a zip of one street file, and return its path as text."""
    return make_archive(path, {street_name(month, force): make_street(rows)})
