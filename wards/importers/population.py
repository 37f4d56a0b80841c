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
    lines = csv.reader(io.StringIO(_text_of(content, name), newline=""), strict=True)
    header, line, residents = [], 0, {}
    try:
        for row in lines:
            if not header:
                header = row
                code = _column(header, CODE_COLUMN, "ward codes", name)
                total = _column(header, TOTAL_COLUMN, "totals", name)
            elif row:
                _read_row(row, lines.line_num, header, code, total, residents, name)
            line = lines.line_num
    except csv.Error as error:
        raise FileRefusedError(name, f"is not CSV: {error}.", line=line + 1) from error
    if not residents:
        reason = "holds a header and no rows." if header else "is empty."
        raise FileRefusedError(name, reason, line=line + 1)
    return residents


def _text_of(content, name):
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileRefusedError(name, f"is not UTF-8 ({error.reason}).", line=line) from error


def _column(header, pattern, what, name):
    found = [place for place, title in enumerate(header) if pattern.match(title.strip())]
    if len(found) != 1:
        reason = f"has no single column of {what} ({', '.join(header)})."
        raise FileRefusedError(name, reason, line=1)
    return found[0]


def _read_row(row, line, header, code, total, residents, name):
    if len(row) != len(header):
        raise FileRefusedError(name, f"has {len(row)} cells, the header {len(header)}.", line=line)
    ward, count = row[code].strip(), row[total].strip()
    if ward in residents:
        raise FileRefusedError(name, f"has {ward} twice.", line=line, column=header[code])
    if not count.isascii() or not count.isdigit() or len(count) > MOST_DIGITS:
        raise FileRefusedError(
            name, f"{count!r} is no whole number.", line=line, column=header[total]
        )
    residents[ward] = int(count)
