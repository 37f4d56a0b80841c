"""Read files and members of zip archives as streams: hashed, bounded, never leading out.

Nothing is unpacked to disk.
"""

import hashlib
import io
import re
import zipfile
import zlib

from havering_safety.releases.faults import FileRefusedError

# What a zip member can raise when opened or read: broken, cut off, encrypted or packed in a way
# that Python does not know (both a RuntimeError).
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError)

# As long as the database keeps; nothing published comes near it.
LONGEST_NAME = 300


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
        except UNREADABLE as error:
            raise FileRefusedError(self._name, f"cannot be unpacked: {error}.") from error
        self.size += len(read)
        if self.size > self._limit:
            raise FileRefusedError(
                self._name, f"unpacks to more than the {self._limit:,} bytes it says."
            )
        self._digest.update(read)
        self._advance(len(read))
        self.last_byte = read[-1:] or self.last_byte
        buffer[: len(read)] = read
        return len(read)

    def read_through(self):
        """Read all that is left, for its digest alone."""
        buffer = bytearray(1 << 17)
        while self.readinto(buffer):
            pass

    def close(self):
        self._stream.close()
        super().close()

    @property
    def sha256(self):
        return self._digest.hexdigest()


def open_zip(path):
    """Return the ZipFile at a Path; raise FileRefusedError where it is broken."""
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise FileRefusedError(path.name, f"is a broken zip archive: {error}.") from error


def refuse_member_name(archive, name):
    """Raise FileRefusedError for the name of a member that leads out of its archive, or is endless."""
    parts = re.split(r"[/\\]", name)
    if ".." in parts or parts[0] == "" or ":" in parts[0]:
        raise FileRefusedError(archive, f"member {name!r} leads out of the archive.")
    if len(name) > LONGEST_NAME:
        raise FileRefusedError(archive, f"member {name[:60]!r}… has too long a name.")


def refuse_bombs(members, max_unpacked):
    """Raise FileRefusedError for members (with label and size in bytes) too large together."""
    total = sum(member.size for member in members)
    if total > max_unpacked:
        largest = max(members, key=lambda member: member.size)
        raise FileRefusedError(
            largest.label,
            f"the archives unpack to {total:,} bytes, more than the {max_unpacked:,} allowed "
            "(IMPORT_MAX_UNPACKED_BYTES).",
        )
