"""Files of recorded crime as the London Datastore publishes them, made small."""

import csv

from incidents.importers.counts_file import Area
from tests.ward_files import EAST_WARD, WEST_WARD

BOROUGH_CODE = "E09000016"
AREA = Area(frozenset({WEST_WARD, EAST_WARD}), {BOROUGH_CODE: "Havering"})
FAR_WARD = "E05000001"
NAMES = {WEST_WARD: "West", EAST_WARD: "East"}

WARD_HEADER = ["MajorText", "MinorText", "WardName", "WardCode", "LookUp_BoroughName"]
OLD_BOROUGH_HEADER = ["MajorText", "MinorText", "BoroughName"]
NEW_BOROUGH_HEADER = ["Group", "SubGroup", "BOCU"]
DASHBOARD_HEADER = [
    "month_year", "area_type", "borough_snt", "area_name", "area_code", "crime_type",
    "crime_subtype", "measure", "financial_year", "fy_fyindex", "count", "refresh_date", "sheet",
]  # fmt: skip

ROBBERY = ("ROBBERY", "ROBBERY OF PERSONAL PROPERTY")
OLD_ROBBERY = ("Robbery", "Robbery of Personal Property")
ARSON = ("ARSON AND CRIMINAL DAMAGE", "ARSON")
OLD_WEAPONS = ("Possession of Weapons", "Possession of Other Weapon")
WEAPONS = ("POSSESSION OF WEAPONS", "POSSESSION OF WEAPONS")


def make_ward_row(category, code, *counts, borough="Havering"):
    return [*category, NAMES.get(code, "Far"), code, borough, *counts]


def make_counts(path, header, months, rows):
    """Write a wide file; months are `YYYYMM`. Returns its path as text."""
    return write_csv(path, [[*header, *months], *rows])


def make_wards(path, months, rows, header=WARD_HEADER):
    return make_counts(path, header, months, [make_ward_row(*row) for row in rows])


def make_figure(month="2024-01", code=BOROUGH_CODE, count=3, **cells):
    """Return the cells of one row of the dashboard, changed as asked."""
    is_ward = code.strip().startswith("E05")
    row = {
        "month_year": f"{month}-01",
        "area_type": "Safer Neighbourhood Teams" if is_ward else "Borough",
        "borough_snt": "Havering",
        "area_name": "Havering",
        "area_code": code,
        "crime_type": "Knife Crime",
        "crime_subtype": "Knife Crime",
        "measure": "Offences",
        "financial_year": "fy23-24",
        "fy_fyindex": "23-24_10",
        "count": count,
        "refresh_date": "2024-03-18",
        "sheet": "MPS_MonthlyCrimeDashboard_Other",
    }
    return list((row | cells).values())


def make_dashboard(path, rows):
    return write_csv(path, [DASHBOARD_HEADER, *rows])


def write_csv(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return str(path)
