"""Read populations of wards from CSV: one row a ward, a column of GSS codes, a column of totals."""

import csv
import io
import re

from havering_safety.releases.faults import FileRefusedError

CODE_COLUMN = re.compile(r"^(ward_code|gss_code|code|WD\d\dCD)$", re.IGNORECASE)
TOTAL_COLUMN = re.compile(r"^(total|total_population|population|all ages)$", re.IGNORECASE)

# More people than there are; the database keeps no larger number.
MOST_DIGITS = 9


def read_population(content, name):
    """Return {GSS code: residents} from CSV bytes; raise FileRefusedError naming line and column."""
    try:
        lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        header = next(lines, [])
        code, total = _column(header, CODE_COLUMN, name), _column(header, TOTAL_COLUMN, name)
        residents = {}
        for row in lines:
            if row:
                _read_row(row, lines.line_num, header, code, total, residents, name)
    except (UnicodeDecodeError, csv.Error) as error:
        raise FileRefusedError(name, f"is not UTF-8 CSV: {error}") from error
    if not residents:
        raise FileRefusedError(name, "holds no rows.")
    return residents


def _column(header, pattern, name):
    found = [place for place, title in enumerate(header) if pattern.match(title.strip())]
    if len(found) != 1:
        raise FileRefusedError(name, f"has no single column like {pattern.pattern} in {header}.", line=1)
    return found[0]


def _read_row(row, line, header, code, total, residents, name):
    if len(row) != len(header):
        raise FileRefusedError(name, f"has {len(row)} cells, the header {len(header)}.", line=line)
    ward, count = row[code].strip(), row[total].strip()
    if ward in residents:
        raise FileRefusedError(name, f"has {ward} twice.", line=line, column=header[code])
    if not count.isascii() or not count.isdigit() or len(count) > MOST_DIGITS:
        raise FileRefusedError(name, f"{count!r} is no whole number.", line=line, column=header[total])
    residents[ward] = int(count)
