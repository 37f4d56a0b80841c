"""Read the rows of one monthly CSV file as a stream, and refuse what is no such file. Pure."""

import csv
import io
from functools import partial
from itertools import zip_longest

from havering_safety.releases.faults import FileRefusedError
from havering_safety.releases.packed import UNREADABLE, HashingStream

# A published row has about 250 characters; a line without end would fill the memory.
LONGEST_LINE = 10_000

# What stands for bytes that are no text.
BAD = "\N{REPLACEMENT CHARACTER}"


def hashing_stream(member, advance=lambda read: None):
    """Open an archive member as a HashingStream. Raises FileRefusedError."""
    try:
        opened = member.open()
    except UNREADABLE as error:
        raise FileRefusedError(member.label, f"cannot be unpacked: {error}.") from error
    return HashingStream(opened, member.label, member.size, advance)


class CsvFile:
    """The rows of one member, with its header checked. Iterate `rows()` once, then ask `sha256`."""

    def __init__(self, member, header, advance=lambda read: None):
        self.name = member.label
        self.header = header
        self._member = member
        self._stream = hashing_stream(member, advance)
        buffered = io.BufferedReader(self._stream, 1 << 17)
        self._text = io.TextIOWrapper(buffered, "utf-8-sig", newline="")
        self._reader = csv.reader(self._lines(), strict=True)

    @property
    def size(self):
        return self._stream.size

    @property
    def sha256(self):
        return self._stream.sha256

    def close(self):
        self._text.close()

    def rows(self):
        """Yield line number and cells of each row. Raises FileRefusedError, naming the line."""
        row, line = self.header, 0
        try:
            self._refuse_other_header(next(self._reader, None))
            line = self._reader.line_num
            for row in self._reader:
                line = self._reader.line_num
                if row:
                    yield line, row
        except UnicodeDecodeError as error:
            place = _first_undecodable(self._member, self.header)
            raise FileRefusedError(self.name, f"is not UTF-8 ({error.reason}).", **place) from error
        except csv.Error as error:
            raise FileRefusedError(self.name, f"is not CSV: {error}.", line=line + 1) from error
        if len(row) < len(self.header) and self._stream.last_byte not in (b"\n", b"\r"):
            raise FileRefusedError(
                self.name,
                f"ends in the middle of a row ({len(row)} of {len(self.header)} cells).",
                line=line,
                column=self.header[len(row) - 1],
            )

    def _lines(self):
        for line in iter(partial(self._text.readline, LONGEST_LINE), ""):
            if len(line) == LONGEST_LINE:
                raise FileRefusedError(
                    self.name,
                    f"has a line of {LONGEST_LINE:,} characters or more.",
                    line=self._reader.line_num + 1,
                )
            yield line

    def _refuse_other_header(self, found):
        if not found:
            raise FileRefusedError(self.name, "is empty.", line=1)
        if found != self.header:
            pairs = zip_longest(found, self.header)
            wrong = next(title or wanted for title, wanted in pairs if title != wanted)
            raise FileRefusedError(
                self.name,
                f"the header is not the one expected ({', '.join(self.header)}).",
                line=1,
                column=wrong[:60],
            )


def _first_undecodable(member, header):
    """Return the line, and where it can be told the column, of the first cell that is not UTF-8.

    The decoder works ahead of the rows, so the file is read again, line by line.
    """
    with member.open() as stream:
        for number, line in enumerate(stream, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                cells = next(csv.reader([line[:LONGEST_LINE].decode(errors="replace")]))
                pairs = zip(header, cells, strict=False)
                return {
                    "line": number,
                    "column": next((title for title, cell in pairs if BAD in cell), None),
                }
    return {}
