"""Read postcodes from Code-Point Open, as published, or from a CSV file with a header. Pure.

Code-Point Open has no header: its ten columns are known by their order. A file with a header
names its columns; it gives degrees, or eastings and northings.
"""

import csv
import io
import re
from functools import partial
from typing import NamedTuple

from havering_safety.releases.faults import FileRefusedError
from havering_safety.releases.packed import UNREADABLE, HashingStream
from wards.importers.british_grid import MOST_EASTING, MOST_NORTHING
from wards.postcodes import NO_COORDINATES, QUALITIES, normal_postcode

CODE_POINT_OPEN = (
    "postcode", "pqi", "easting", "northing", "country_code", "nhs_region_code",
    "nhs_authority_code", "county_code", "district_code", "ward_code",
)  # fmt: skip
GRID = ("easting", "northing")
DEGREES = ("lon", "lat")
BOUNDS = {
    "easting": (0, MOST_EASTING), "northing": (0, MOST_NORTHING),
    "lon": (-180, 180), "lat": (-90, 90),
}  # fmt: skip
METRES = re.compile("[0-9]{1,7}")
DECIMAL = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,15})?")
GSS_CODE = re.compile("[A-Z][0-9]{8}")
# A published row has about 100 characters; a line without end would fill the memory.
LONGEST_LINE = 2_000


class PostcodeRow(NamedTuple):
    """A postcode as a file gives it. `x` and `y` are None where it has no coordinates."""

    line: int
    postcode: str
    quality: int
    x: float | None
    y: float | None
    ward_code: str | None


class PostcodeFile:
    """The postcodes of one file. Iterate `rows()` once, then ask `size`, `sha256` and `on_grid`."""

    def __init__(self, member):
        self.name = member.label
        try:
            opened = member.open()
        except UNREADABLE as error:
            raise FileRefusedError(self.name, f"cannot be unpacked: {error}.") from error
        self._stream = HashingStream(opened, self.name, member.size, lambda read: None)
        # Bytes that are no UTF-8 become lone surrogates, and are refused in the row they stand in.
        self._text = io.TextIOWrapper(
            io.BufferedReader(self._stream, 1 << 17), "utf-8-sig", "surrogateescape", newline=""
        )
        self._reader = csv.reader(self._lines(), strict=True)
        self.columns: list[str] = []
        self.on_grid = True

    @property
    def size(self):
        return self._stream.size

    @property
    def sha256(self):
        return self._stream.sha256

    def close(self):
        self._text.close()

    def rows(self):
        """Yield a PostcodeRow for each. Raises FileRefusedError naming line and column."""
        line = 0
        try:
            for cells in self._reader:
                line = self._reader.line_num
                if not cells:
                    continue
                if self.columns:
                    yield self._read(line, cells)
                elif cells[0].strip().casefold() == "postcode":
                    self._take_header(line, cells)
                else:
                    self.columns = list(CODE_POINT_OPEN)
                    yield self._read(line, cells)
        except csv.Error as error:
            raise FileRefusedError(self.name, f"is not CSV: {error}.", line=line + 1) from error
        if not self.columns:
            raise FileRefusedError(self.name, "is empty.", line=1)

    def _lines(self):
        for line in iter(partial(self._text.readline, LONGEST_LINE), ""):
            if len(line) == LONGEST_LINE:
                reason = f"has a line of {LONGEST_LINE:,} characters or more."
                raise FileRefusedError(self.name, reason, line=self._reader.line_num + 1)
            yield line

    def _take_header(self, line, cells):
        self.columns = [cell.strip().casefold() for cell in cells]
        self.on_grid = not {*DEGREES} <= {*self.columns}
        for name in ("postcode", "pqi", *(GRID if self.on_grid else DEGREES)):
            if self.columns.count(name) != 1:
                reason = f"the header has no single column {name} ({', '.join(cells)[:200]})."
                raise FileRefusedError(self.name, reason, line=line, column=name)

    def _read(self, line, cells):
        refuse = partial(self._refuse, line)
        if len(cells) != len(self.columns):
            column = self.columns[len(cells)] if len(cells) < len(self.columns) else None
            refuse(f"has {len(cells)} cells, not {len(self.columns)}.", column)
        row = dict(zip(self.columns, cells, strict=True))
        self._refuse_bytes(row, refuse)
        postcode = normal_postcode(row["postcode"])
        if postcode is None:
            refuse(f"{row['postcode'][:20]!r} is no postcode.", "postcode")
        quality = row["pqi"].strip()
        if not quality.isascii() or not quality.isdigit() or int(quality) not in QUALITIES:
            known = ", ".join(map(str, QUALITIES))
            refuse(f"{quality[:20]!r} is no positional quality indicator ({known}).", "pqi")
        ward_code = row.get("ward_code", "").strip() or None
        if ward_code and not GSS_CODE.fullmatch(ward_code):
            refuse(f"{ward_code[:20]!r} is no GSS code.", "ward_code")
        x, y = self._read_point(row, refuse) if int(quality) != NO_COORDINATES else (None, None)
        return PostcodeRow(line, postcode, int(quality), x, y, ward_code)

    def _refuse_bytes(self, row, refuse):
        for column, cell in row.items():
            try:
                cell.encode()
            except UnicodeEncodeError:
                refuse("is not UTF-8.", column)

    def _read_point(self, row, refuse):
        """Return the coordinates of a row; nought for both, or two blanks, are none."""
        names = GRID if self.on_grid else DEGREES
        texts = [row[name].strip() for name in names]
        if not any(texts) or (self.on_grid and texts == ["0", "0"]):
            return None, None
        if self.on_grid and "0" in texts:
            refuse("is 0, and the other coordinate is not.", names[texts.index("0")])
        shape = METRES if self.on_grid else DECIMAL
        for name, text in zip(names, texts, strict=True):
            least, most = BOUNDS[name]
            if not shape.fullmatch(text) or not least <= float(text) <= most:
                unit = "metres" if self.on_grid else "degrees"
                refuse(f"{text[:20]!r} is no {unit} from {least:,} to {most:,}.", name)
        x, y = map(float, texts)
        return x, y

    def _refuse(self, line, reason, column):
        raise FileRefusedError(self.name, reason, line=line, column=column)
