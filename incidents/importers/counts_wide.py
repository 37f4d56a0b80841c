"""Read wide files of counts: a row an area and category, a column a month. Pure.

Ward files name a ward by code, borough files a borough by name. Column titles changed over the
years (`MajorText`, `Group`; `LookUp_BoroughName`, `BoroughName`, `BOCU`); any mixture is read.
"""

import re
from statistics import median

from havering_safety.releases.faults import FileRefusedError
from incidents.codelists_offences import BOROUGH, GEOGRAPHIC, OFFENCES, WARD
from incidents.importers.counts_file import CountsFile, categories, read_count
from incidents.importers.monthly import wrong_width

TITLES = {
    "majortext": "group",
    "group": "group",
    "minortext": "subgroup",
    "subgroup": "subgroup",
    "wardname": "ward name",
    "wardcode": "ward code",
    "lookup_boroughname": "borough",
    "boroughname": "borough",
    "bocu": "borough",
}
MONTH = re.compile(r"^((?:19|20)\d\d)(0[1-9]|1[0-2])$")

# Units that police no borough stand among the boroughs of some files.
NO_BOROUGHS = {"aviation security (so18)", "london heathrow and london city airports", "unknown"}

# Some downloads begin with a column of the few crimes that were dated before the first whole month.
NEARLY_EMPTY = 0.1


def is_wide(header):
    """Tell whether a header is that of a wide file."""
    return bool(header) and header[0].strip().casefold() in TITLES


class WideReader:
    """Reads the rows of one wide file; `finish` tells which months it speaks for."""

    def __init__(self, name, header, area):
        self.file, self.header, self.area = CountsFile(name), header, area
        self.columns, self.months = _columns_of(name, header)
        self.level = WARD if "ward code" in self.columns else BOROUGH
        self.totals = dict.fromkeys(self.months, 0)
        self.own, self.unreadable, self.others = [], [], 0

    def read(self, chunk):
        """Sort a chunk of (line, cells) into rows of the area and rows of others."""
        for line, row in chunk:
            if len(row) != len(self.header):
                column, _, detail = wrong_width(row, self.header)
                raise FileRefusedError(self.file.name, f"has {detail}.", line=line, column=column)
            counts = {month: read_count(row[place]) for month, place in self.months.items()}
            code = self._area_of(row)
            for month, count in counts.items():
                if count is None:
                    self.unreadable.append((line, row, month, code))
                else:
                    self.totals[month] += count
            if code:
                self.own.append((line, row, code, counts))
            else:
                self.others += 1

    def _area_of(self, row):
        """Return the code of the area's ward or borough that a row is about, None for any other."""
        borough = row[self.columns["borough"]] if "borough" in self.columns else ""
        if borough.strip().casefold() in NO_BOROUGHS:
            return None
        if self.level == BOROUGH:
            return self.area.borough_called(borough)
        code = row[self.columns["ward code"]].strip()
        return code if code in self.area.wards else None

    def finish(self):
        """Keep the figures of the months in scope. Raises FileRefusedError."""
        months = self._months_in_scope()
        ledger = self.file.ledger
        ledger.rows_read = (len(self.own) + self.others) * len(months)
        ledger.outside_area = self.others * len(months)
        self._reject_unreadable(months)
        seen = {}
        for line, row, code, counts in self.own:
            self._keep(line, row, code, {month: counts[month] for month in months}, seen)
        if ledger.rows_read and not self.own:
            raise FileRefusedError(self.file.name, self._of_another_area())
        self._remark_on_absent_wards()

    def _keep(self, line, row, code, counts, seen):
        titles = [self.header[self.columns[name]] for name in ("group", "subgroup")]
        texts = [row[self.columns[name]] for name in ("group", "subgroup")]
        (group, subgroup), names = categories(self.file, line, titles, texts)
        key = (GEOGRAPHIC, self.level, OFFENCES, code, group, subgroup)
        if key in seen:
            raise FileRefusedError(
                self.file.name, f"{code} and {texts[1]!r} stand in line {seen[key]} too.",
                line=line, column=titles[1],
            )  # fmt: skip
        seen[key] = line
        for month, count in counts.items():
            self.file.keep(key, month, count, names)

    def _months_in_scope(self):
        """Return the months, without a nearly empty first one."""
        first, *rest = sorted(self.months)
        usual = median(self.totals[month] for month in rest) if rest else 0
        if self.totals[first] >= NEARLY_EMPTY * usual:
            return [first, *rest]
        self.file.remarks.append(
            f"{first} is left out: {self.totals[first]:,} in all areas, "
            f"where a month has about {usual:,.0f}"
        )
        return rest

    def _reject_unreadable(self, months):
        for line, row, month, code in self.unreadable:
            title, cell = self.header[self.months[month]], row[self.months[month]]
            detail = f"{cell[:20]!r} is no whole number"
            # In a column that is left out nothing is expected, but nothing else may stand there.
            if code and (cell.strip() or month in months):
                raise FileRefusedError(self.file.name, f"{detail}.", line=line, column=title)
            if month in months:
                self.file.reject(line, row, title, "count", detail)
                self.file.ledger.outside_area -= 1

    def _of_another_area(self):
        if self.level == BOROUGH:
            return f"has no row of {', '.join(self.area.boroughs.values())} (AREA_BOROUGHS)."
        return "names no ward in force; older downloads have the codes of former wards."

    def _remark_on_absent_wards(self):
        absent = self.area.wards - {code for _, _, code, _ in self.own}
        if self.level == WARD and absent:
            self.file.remarks.append(f"no row of {', '.join(sorted(absent))}: counted as 0")


def _columns_of(name, header):
    """Return places of the columns by meaning, and of the months. Raises FileRefusedError."""
    columns, months = {}, {}
    for place, title in enumerate(header):
        found = MONTH.match(title.strip())
        meaning = TITLES.get(title.strip().casefold())
        known, key = (months, "-".join(found.groups())) if found else (columns, meaning)
        if key is None:
            reason = "is neither a month (YYYYMM) nor a column of counts by area."
            raise FileRefusedError(name, reason, line=1, column=title[:60] or str(place + 1))
        if key in known:
            raise FileRefusedError(name, f"has two columns for {key}.", line=1, column=title)
        known[key] = place
    needed = {"group", "subgroup", "ward code" if "ward name" in columns else "borough"}
    if missing := sorted(needed - columns.keys()):
        raise FileRefusedError(name, f"has no column for {', '.join(missing)}.", line=1)
    if not months:
        raise FileRefusedError(name, "has no column of a month (YYYYMM).", line=1)
    return columns, months
