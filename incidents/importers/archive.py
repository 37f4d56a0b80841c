"""Find the monthly files in archives laid out as data.police.uk publishes them. Pure: no database.

`YYYY-MM/YYYY-MM-force-kind.csv`, in a zip or below a folder. Nothing is unpacked
to disk: a member is read as a stream.
"""

import re
import zipfile
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from havering_safety.releases.faults import FileRefusedError
from havering_safety.releases.packed import open_zip, refuse_bombs, refuse_member_name

MEMBER = re.compile(
    r"^(?P<month>\d{4}-(?:0[1-9]|1[0-2]))-(?P<force>[a-z][a-z-]{0,59}?)-"
    r"(?P<kind>street|outcomes|stop-and-search)\.csv$"
)


@dataclass(frozen=True)
class Member:
    """One monthly file. `size` is in bytes, unpacked; `open()` gives a new binary stream."""

    archive: str
    name: str
    month: str
    force: str
    kind: str
    size: int
    open: Callable[[], BinaryIO]

    @property
    def label(self):
        return f"{self.archive}/{self.name}" if self.archive else self.name


@contextmanager
def read_members(paths, max_unpacked):
    """Give the Members of zips and folders, by month, force and kind; they can be opened inside the block.

    Raises FileRefusedError for a path that holds none, a member whose path
    leaves the archive, and archives that unpack to more than `max_unpacked` bytes.
    """
    with ExitStack() as archives:
        members = [member for path in paths for member in _members_of(Path(path), archives)]
        refuse_bombs(members, max_unpacked)
        _refuse_repeats(members)
        yield sorted(members, key=lambda member: (member.month, member.force, member.kind))


def _members_of(path, archives):
    if path.is_dir():
        found = _members_of_folder(path)
    elif zipfile.is_zipfile(path):
        found = _members_of_zip(path, archives.enter_context(open_zip(path)))
    else:
        reason = "is neither a zip archive nor a folder." if path.exists() else "does not exist."
        raise FileRefusedError(str(path), reason)
    if not found:
        raise FileRefusedError(
            str(path), "holds no file named like 2024-01/2024-01-metropolitan-street.csv."
        )
    return found


def _members_of_folder(folder):
    files = sorted(path for path in folder.rglob("*.csv") if path.is_file())
    return [
        Member(
            "",
            str(path.relative_to(folder)),
            **match,
            size=path.stat().st_size,
            open=_file_opener(path),
        )
        for path in files
        if (match := _match(path.name))
    ]


def _file_opener(path):
    return lambda: path.open("rb")


def _members_of_zip(path, archive):
    members = []
    for info in archive.infolist():
        refuse_member_name(path.name, info.filename)
        if not info.is_dir() and (match := _match(Path(info.filename.replace("\\", "/")).name)):
            members.append(
                Member(
                    path.name,
                    info.filename,
                    **match,
                    size=info.file_size,
                    open=_zip_opener(archive, info),
                )
            )
    return members


def _zip_opener(archive, info):
    return lambda: archive.open(info)


def _match(name):
    found = MEMBER.match(name)
    return found.groupdict() if found else None


def _refuse_repeats(members):
    seen = {}
    for member in members:
        key = (member.month, member.force, member.kind)
        if key in seen:
            raise FileRefusedError(
                member.label, f"is the same month, force and kind as {seen[key].label}; import one."
            )
        seen[key] = member
