"""Record the police API's answers in a folder, one file each, before anything is imported.

A run that is killed asks again only for what has no file yet. Each file appears whole or not at
all, and a month says in its manifest, from the start, which polygons it takes to be complete.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from incidents.importers.police_api_client import PoliceApi, Ring, TooManyCrimesError, poly_text
from incidents.importers.police_api_layout import (
    MANIFEST,
    MOST_HALVINGS,
    PART,
    MonthManifest,
    is_answered,
    polygon_of,
    read_manifest,
)
from incidents.importers.police_api_polygons import halve, name_rings

Progress = Callable[[str, str], None]


class MonthNotPublishedError(ValueError):
    """A month was asked for that the API does not list; its answers would be empty, not true."""


class OtherPolygonsError(ValueError):
    """A month of the folder was begun with other polygons, so its answers do not add up."""


class _UnfinishedMonthError(Exception):
    pass


@dataclass
class RecordingReport:
    """What a run leaves in the folder: months complete, and months given up with the reason."""

    complete: list[str] = field(default_factory=list)
    unfinished: dict[str, str] = field(default_factory=dict)


def record_answers(
    folder: Path,
    wards: Iterable[tuple[str, Sequence[Ring]]],
    api: PoliceApi,
    months: Iterable[str] | None = None,
    progress: Progress = lambda month, part: None,
) -> RecordingReport:
    """Ask for every ring of every ward in every month that `folder` lacks, and say how it went.

    `wards` are codes with outer rings of (latitude, longitude); `months` are all published ones
    unless given. `progress` is called after each answer. Raises PoliceApiError when the API gives
    out: what was recorded stays, and the same call goes on from there.
    """
    rings = name_rings(wards)
    published = api.months()
    report = RecordingReport()
    for month in published if months is None else _published_among(set(months), published):
        manifest = _MonthRecorder(folder / month, rings, api, published[-1], progress).record()
        if manifest.state == "complete":
            report.complete.append(month)
        else:
            report.unfinished[month] = manifest.reason
    return report


def _published_among(asked: set[str], published: list[str]) -> list[str]:
    if missing := sorted(asked.difference(published)):
        raise MonthNotPublishedError(f"the API does not hold {', '.join(missing)}")
    return sorted(asked)


class _MonthRecorder:
    def __init__(
        self, folder: Path, rings: dict[str, Ring], api: PoliceApi, newest: str, progress: Progress
    ) -> None:
        self.folder, self.rings, self.api, self.progress = folder, rings, api, progress
        self.month = folder.name
        digests = {name: _digest(ring) for name, ring in rings.items()}
        self.manifest = MonthManifest("recording", newest, digests)
        folder.mkdir(parents=True, exist_ok=True)
        self.answered = {path.stem for path in folder.glob("*.json") if PART.fullmatch(path.stem)}

    def record(self) -> MonthManifest:
        if self._resume():
            return replace(self.manifest, state="complete")
        self._write(MANIFEST, self.manifest.to_json())
        try:
            for polygon, ring in self.rings.items():
                self._record_part(polygon, ring)
            ended = replace(self.manifest, state="complete")
        except _UnfinishedMonthError as error:
            ended = replace(self.manifest, state="unfinished", reason=str(error))
        self._write(MANIFEST, ended.to_json())
        return ended

    def _resume(self) -> bool:
        """Return whether the month is complete already, having dropped what cannot be kept."""
        path = self.folder / MANIFEST
        found = (
            read_manifest(path.read_bytes(), f"{self.month}/{MANIFEST}") if path.exists() else None
        )
        if found is None and not self.answered:
            return False
        if found is None or found.polygons != self.manifest.polygons:
            raise OtherPolygonsError(
                f"{self.month} was recorded with other polygons: use a new folder"
            )
        if found.state == "complete" and all(
            is_answered(name, self.answered) for name in self.rings
        ):
            return True
        if found.newest_month != self.manifest.newest_month:
            # Crimes are revised and may be renumbered from one monthly edition to the next: in a
            # mixture, a crime on a border might no longer be recognised as a repeat.
            for part in self.answered:
                (self.folder / f"{part}.json").unlink()
            self.answered.clear()
        return False

    def _record_part(self, part: str, ring: Ring) -> None:
        if part in self.answered:
            return
        if not self._was_halved(part):
            try:
                self._write(f"{part}.json", self.api.crimes(ring, self.month, part))
            except TooManyCrimesError:
                if len(part) - len(polygon_of(part)) == MOST_HALVINGS:
                    raise _UnfinishedMonthError(
                        f"{part}: too many crimes after {MOST_HALVINGS} halvings"
                    ) from None
            else:
                self.answered.add(part)
                self.progress(self.month, part)
                return
        for half, side in zip("ab", halve(ring), strict=True):
            self._record_part(part + half, side)

    def _was_halved(self, part: str) -> bool:
        return any(name.startswith((f"{part}a", f"{part}b")) for name in self.answered)

    def _write(self, name: str, content: bytes) -> None:
        # Written beside and then moved: a reader sees the whole file or none. The process number
        # keeps two recorders in one folder from writing into each other's file.
        beside = self.folder / f".{name}.{os.getpid()}.tmp"
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.folder / name)


def _digest(ring: Ring) -> str:
    return hashlib.sha256(poly_text(ring).encode()).hexdigest()
