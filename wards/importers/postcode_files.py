"""Find the postcode files in a zip as Ordnance Survey publishes it, or take a file of its own."""

import zipfile
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from havering_safety.releases.faults import FileRefusedError
from havering_safety.releases.packed import open_zip, refuse_bombs, refuse_member_name

# The folder of a Code-Point Open zip that explains columns and codes, as CSV too.
EXPLANATIONS = "doc"


@dataclass(frozen=True)
class Member:
    """One file. `size` is in bytes, unpacked; `open()` gives a new binary stream."""

    archive: str
    name: str
    size: int
    open: Callable[[], BinaryIO]

    @property
    def label(self):
        return f"{self.archive}/{self.name}" if self.archive else self.name


@contextmanager
def postcode_files(path, max_unpacked):
    """Give the Members of a path, in the order of their names; they can be opened inside the block."""
    path = Path(path)
    if not path.is_file():
        raise FileRefusedError(str(path), "is no file: give a zip archive or a CSV file.")
    if not zipfile.is_zipfile(path):
        yield [Member("", path.name, path.stat().st_size, lambda: path.open("rb"))]
        return
    with open_zip(path) as archive:
        members = sorted(_members_of(path, archive), key=lambda member: member.name)
        if not members:
            raise FileRefusedError(path.name, "holds no CSV file.")
        refuse_bombs(members, max_unpacked)
        yield members


def _members_of(path, archive):
    for info in archive.infolist():
        refuse_member_name(path.name, info.filename)
        place = PurePosixPath(info.filename.replace("\\", "/"))
        folders = {folder.casefold() for folder in place.parts[:-1]}
        if place.suffix.casefold() == ".csv" and EXPLANATIONS not in folders:
            yield Member(path.name, info.filename, info.file_size, _opener(archive, info))


def _opener(archive, info):
    return lambda: archive.open(info)
