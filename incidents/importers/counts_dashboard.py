"""Read the Met's monthly dashboard: a row a figure, for boroughs and for wards. Pure.

Its subgroups overlap. It names wards as the police do (`St Albans`) and some codes end in a blank,
so areas are known by their trimmed code alone.
"""

import re

from havering_safety.releases.faults import FileRefusedError
from incidents.codelists_offences import (
    BOROUGH,
    DASHBOARD,
    OFFENCES,
    POSITIVE_OUTCOMES,
    WARD,
    series_of,
)
from incidents.importers.counts_file import CountsFile, categories, read_count
from incidents.importers.monthly import wrong_width

HEADER = [
    "month_year", "area_type", "borough_snt", "area_name", "area_code", "crime_type",
    "crime_subtype", "measure", "financial_year", "fy_fyindex", "count", "refresh_date", "sheet",
]  # fmt: skip
LEVELS = {"Borough": BOROUGH, "Safer Neighbourhood Teams": WARD}
COUNTED = {"Offences": OFFENCES, "Positive Outcomes": POSITIVE_OUTCOMES}
MONTH = re.compile(r"^((?:19|20)\d\d-(?:0[1-9]|1[0-2]))-01$")


def is_dashboard(header):
    """Tell whether a header is that of the dashboard."""
    return header == HEADER


class DashboardReader:
    """Reads the rows of one dashboard file."""

    def __init__(self, name, header, area):
        self.file, self.area = CountsFile(name), area
        self.months, self.series = set(), set()

    def read(self, chunk):
        """Keep the figures of the area in a chunk of (line, cells), and count the others."""
        for line, row in chunk:
            self.file.ledger.rows_read += 1
            cells = dict(zip(HEADER, row, strict=False))
            code = cells.get("area_code", "").strip()
            fault = _fault_of(row, cells)
            if code in self.area.wards or code in self.area.boroughs:
                self._keep(line, cells, code, fault)
            elif fault:
                self.file.reject(line, row, *fault)
            else:
                self.file.ledger.outside_area += 1

    def _keep(self, line, cells, code, fault):
        level = LEVELS.get(cells.get("area_type", ""))
        if not fault and (level == WARD) != (code in self.area.wards):
            fault = "area_type", "area", f"{cells['area_type']!r} is not what {code} is"
        if fault:
            column, _, detail = fault
            raise FileRefusedError(self.file.name, f"{detail}.", line=line, column=column)
        columns = ("crime_type", "crime_subtype")
        slugs, names = categories(self.file, line, columns, [cells[column] for column in columns])
        month, counted = cells["month_year"][:7], COUNTED[cells["measure"]]
        key = (DASHBOARD, level, counted, code, *slugs)
        if not self.file.keep(key, month, read_count(cells["count"]), names):
            reason = f"{code}, {month} and {names[1]!r} stand in the file twice."
            raise FileRefusedError(self.file.name, reason, line=line, column="crime_subtype")
        self.months.add(month)
        self.series.add(series_of(DASHBOARD, level, counted))

    def finish(self):
        """Claim every month that the file has for every series that it has: what is absent is 0."""
        if not self.series and self.file.ledger.rows_read:
            raise FileRefusedError(self.file.name, "has no row of the area.")
        for series in self.series:
            for month in self.months:
                self.file.figures[series, month]


def _fault_of(row, cells):
    """Return column, reason and detail of a row that cannot be read, None for a good one."""
    if len(row) != len(HEADER):
        return wrong_width(row, HEADER)
    if not MONTH.match(cells["month_year"]):
        return "month_year", "month", f"{cells['month_year'][:20]!r} is no first day of a month"
    if cells["area_type"] not in LEVELS:
        return "area_type", "area", f"{cells['area_type'][:40]!r} is no area type known"
    if cells["measure"] not in COUNTED:
        return "measure", "measure", f"{cells['measure'][:40]!r} is not one of {', '.join(COUNTED)}"
    if read_count(cells["count"]) is None:
        return "count", "count", f"{cells['count'][:20]!r} is no whole number"
    return None
