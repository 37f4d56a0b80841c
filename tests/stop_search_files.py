"""Stop-and-search files as data.police.uk publishes them, made small."""

import csv
import io

from tests.police_files import EAST, WEST, make_archive

HEADER = [
    "Type", "Date", "Part of a policing operation", "Policing operation", "Latitude", "Longitude",
    "Gender", "Age range", "Self-defined ethnicity", "Officer-defined ethnicity", "Legislation",
    "Object of search", "Outcome", "Outcome linked to object of search",
    "Removal of more than just outer clothing",
]  # fmt: skip

IN_EAST = {key: EAST[key] for key in ("Latitude", "Longitude")}
NO_PLACE = {"Latitude": "", "Longitude": ""}
FOR_WEAPONS = {"Object of search": "Offensive weapons"}
ARREST = {"Outcome": "Arrest"}
LINKED = {"Outcome linked to object of search": "True"}
NOT_LINKED = {"Outcome linked to object of search": "False"}


def make_search(*changes, day=15, month="2024-01"):
    """Return the cells of one row by column: a drugs search in the west ward, changed as asked."""
    row = dict.fromkeys(HEADER, "")
    row |= {
        "Type": "Person search",
        "Date": f"{month}-{day:02}T12:00:00+00:00",
        "Part of a policing operation": "False",
        "Latitude": WEST["Latitude"],
        "Longitude": WEST["Longitude"],
        "Gender": "Male",
        "Age range": "18-24",
        "Self-defined ethnicity": "White - Irish",
        "Officer-defined ethnicity": "White",
        "Legislation": "Misuse of Drugs Act 1971 (section 23)",
        "Object of search": "Controlled drugs",
        "Outcome": "A no further action disposal",
    }
    for change in changes:
        row |= change
    return row


def make_searches(count, *changes, month="2024-01", last_day=30):
    """Return so many searches that differ in their time, the last one on `last_day`."""
    days = [*range(1, last_day + 1)]
    times = [
        {"Date": f"{month}-{days[n % len(days)]:02}T12:{n // 60 % 60:02}:{n % 60:02}+00:00"}
        for n in range(count - 1)
    ]
    times.append({"Date": f"{month}-{last_day:02}T13:00:00+00:00"})
    return [make_search(time, *changes) for time in times]


def make_search_file(rows, header=HEADER):
    """Return the text of a stop-and-search file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(row.values() for row in rows)
    return text.getvalue()


def search_name(month="2024-01", force="metropolitan"):
    return f"{month}/{month}-{force}-stop-and-search.csv"


def make_search_month(path, rows, month="2024-01", force="metropolitan"):
    """Write a zip of one stop-and-search file, and return its path as text."""
    return make_archive(path, {search_name(month, force): make_search_file(rows)})
