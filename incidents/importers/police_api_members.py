"""The files of a police API recording, out of a folder or a zip, never unpacked to disk.

Sizes are checked before the first byte is read, so a zip bomb costs nothing, and every name
must have the layout of a recording, so that a misnamed answer is not quietly left out.
"""

import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath

from incidents.importers.police_api_layout import MANIFEST, MONTH, PART, RecordingRefusedError

# The API ends an answer at 10,000 crimes, about 5 MB; all London is about 35 MB a month.
MOST_BYTES_IN_A_MEMBER = 64 * 2**20
MOST_BYTES_IN_ALL = 4 * 2**30

UNPACKING_FAULTS = (
    OSError,
    EOFError,
    RuntimeError,
    lzma.LZMAError,
    zipfile.BadZipFile,
    zlib.error,
)

Members = dict[str, Callable[[], bytes]]


@contextmanager
def open_members(
    path: Path, most_in_member: int = MOST_BYTES_IN_A_MEMBER, most_in_all: int = MOST_BYTES_IN_ALL
) -> Iterator[Members]:
    """Give each member's name with the function that reads it, sorted, while the block lasts."""
    if path.is_dir():
        files = {found.relative_to(path).as_posix(): found for found in path.rglob("*")}
        sizes = [(name, found.stat().st_size) for name, found in files.items() if found.is_file()]
        names = _checked(sizes, path, most_in_member, most_in_all)
        yield {name: files[name].read_bytes for name in names}
        return
    try:
        archive = zipfile.ZipFile(path)
    except UNPACKING_FAULTS as error:
        raise RecordingRefusedError(f"{path.name}: neither a folder nor a zip: {error}") from None
    with archive:
        sizes = [(entry.filename, entry.file_size) for entry in archive.infolist()]
        names = _checked(sizes, path, most_in_member, most_in_all)
        yield {name: partial(_read_zipped, archive, name) for name in names}


def _checked(
    sizes: Iterable[tuple[str, int]], path: Path, most_in_member: int, most_in_all: int
) -> list[str]:
    names: set[str] = set()
    total = 0
    for name, size in sizes:
        _check_path(name)
        total += size
        if size > most_in_member or total > most_in_all:
            raise RecordingRefusedError(f"{path.name}: too large when unpacked, at {name}")
        if not _is_part_of_recording(name):
            continue
        if name in names:
            raise RecordingRefusedError(f"{name}: stands twice in {path.name}")
        names.add(name)
    if not names:
        raise RecordingRefusedError(f"{path.name}: holds no answers named YYYY-MM/<ward>-0.json")
    return sorted(names)


def _check_path(name: str) -> None:
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or "\\" in name or ":" in name:
        raise RecordingRefusedError(f"{name!r}: the path leads out of the recording")


def _is_part_of_recording(name: str) -> bool:
    parts = PurePosixPath(name).parts
    # Left behind by file managers, and by a recorder that was killed while writing.
    if not name.endswith(".json") or any(part.startswith((".", "__MACOSX")) for part in parts):
        return False
    if len(parts) != 2 or not MONTH.fullmatch(parts[0]):
        raise RecordingRefusedError(f"{name}: not laid out as YYYY-MM/<ward>-<part>.json")
    if parts[1] != MANIFEST and not PART.fullmatch(parts[1].removesuffix(".json")):
        raise RecordingRefusedError(f"{name}: not laid out as YYYY-MM/<ward>-<part>.json")
    return True


def _read_zipped(archive: zipfile.ZipFile, name: str) -> bytes:
    # zipfile never gives more than the size it declares, which was checked above. RuntimeError
    # is what it raises for an encrypted member and for a compression it does not know.
    try:
        return archive.read(name)
    except UNPACKING_FAULTS as error:
        raise RecordingRefusedError(f"{name}: cannot be unpacked: {error}") from None
