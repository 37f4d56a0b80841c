"""Read the rows of one monthly CSV file as a stream, and refuse what is no such file. Pure."""

import csv
import hashlib
import io
import zipfile
import zlib

from havering_safety.releases.faults import FileRefusedError


class HashingStream(io.RawIOBase):
    """A binary stream that hashes what is read through it, and reports how much.

    A zip member can hold more than its directory says: beyond `limit` bytes it is refused.
    """

    def __init__(self, stream, name, limit, advance):
        self._stream, self._name, self._limit, self._advance = stream, name, limit, advance
        self._digest = hashlib.sha256()
        self.size = 0
        self.last_byte = b""

    def readable(self):
        return True

    def readinto(self, buffer):
        try:
            read = self._stream.read(len(buffer))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise FileRefusedError(self._name, f"cannot be unpacked: {error}") from error
        self.size += len(read)
        if self.size > self._limit:
            raise FileRefusedError(self._name, f"unpacks to more than the {self._limit:,} bytes it says.")
        self._digest.update(read)
        self._advance(len(read))
        self.last_byte = read[-1:] or self.last_byte
        buffer[: len(read)] = read
        return len(read)

    def close(self):
        self._stream.close()
        super().close()

    @property
    def sha256(self):
        return self._digest.hexdigest()


class CsvFile:
    """The rows of one member, with its header checked. Iterate `rows()` once, then ask `sha256`."""

    def __init__(self, member, header, advance=lambda read: None):
        self.name = member.label
        self.header = header
        self._stream = HashingStream(member.open(), self.name, member.size, advance)
        buffered = io.BufferedReader(self._stream, 1 << 17)
        self._text = io.TextIOWrapper(buffered, "utf-8-sig", newline="")
        self._reader = csv.reader(self._text, strict=True)

    @property
    def line(self):
        return self._reader.line_num

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
        row = self.header
        try:
            self._refuse_other_header(next(self._reader, None))
            for row in self._reader:
                if row:
                    yield self._reader.line_num, row
        except UnicodeDecodeError as error:
            reason = f"is not UTF-8 ({error.reason} at byte {error.start} after the last row read)."
            raise FileRefusedError(self.name, reason, line=self.line + 1) from error
        except csv.Error as error:
            raise FileRefusedError(self.name, f"is not CSV: {error}.", line=self.line) from error
        if len(row) < len(self.header) and self._stream.last_byte not in (b"\n", b"\r"):
            raise FileRefusedError(
                self.name,
                f"ends in the middle of a row ({len(row)} of {len(self.header)} cells).",
                line=self.line,
                column=self.header[len(row) - 1],
            )

    def _refuse_other_header(self, found):
        if not found:
            raise FileRefusedError(self.name, "is empty.", line=1)
        if found != self.header:
            wrong = next(
                (title for title, wanted in zip(found, self.header, strict=False) if title != wanted),
                found[-1],
            )
            raise FileRefusedError(
                self.name,
                f"the header is not the one expected ({', '.join(self.header)}).",
                line=1,
                column=wrong,
            )
