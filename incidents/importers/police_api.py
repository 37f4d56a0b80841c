"""Read recorded answers of the police API's `crimes-street/all-crime`.

The same crimes as the archive's street files, under other spellings: categories are slugs of
their own, coordinates are text, `persistent_id` is empty for anti-social behaviour and for the
British Transport Police. A crime on the border of two polygons is in both answers; its numeric
`id` says so. That `id` serves nothing else: it is the API's own, not the police's.
"""

import dataclasses
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import orjson

from incidents.importers.police_api_crime import ApiCrime, MalformedFieldError, read_crime, read_id
from incidents.importers.police_api_layout import (
    MANIFEST,
    MonthManifest,
    RecordingRefusedError,
    is_answered,
    polygon_of,
    read_manifest,
)
from incidents.importers.police_api_members import Members, open_members


@dataclass(frozen=True, slots=True)
class RejectedCrime:
    """One element of an answer that is not a crime of its month; `field` is dotted, `row` JSON."""

    member: str
    index: int
    field: str
    reason: str
    row: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class RecordedAnswer:
    """One answer: its rows are the crimes, the rejects and the repeats together; size in bytes."""

    member: str
    size: int
    sha256: str
    crimes: list[ApiCrime]
    rejects: list[RejectedCrime]
    repeated: int

    @property
    def rows(self) -> int:
        return len(self.crimes) + len(self.rejects) + self.repeated


@dataclass(frozen=True)
class RecordedMonth:
    """One month of a recording; its answers are read only when asked for.

    `polygons` were answered, in one piece or in halves; `unanswered` were not, but stand in this
    month's manifest, in some other month of the recording, or in halves that do not make a whole.
    """

    month: str
    polygons: frozenset[str]
    unanswered: frozenset[str]
    manifest: MonthManifest | None
    members: Members

    @property
    def complete(self) -> bool:
        """Whether the month can count as covered: every polygon answered, none given up."""
        finished = self.manifest is None or self.manifest.state == "complete"
        return finished and bool(self.polygons) and not self.unanswered

    def answers(self) -> Iterator[RecordedAnswer]:
        """Yield the answers by name, holding one at a time; each crime is in the first only."""
        seen: dict[int, int] = {}
        for member, read in self.members.items():
            yield _read_answer(read(), member, self.month, seen)


@contextmanager
def read_recording(path: Path) -> Iterator[list[RecordedMonth]]:
    """Give the months of the recording in a folder or zip, oldest first, while the block lasts.

    A month without any answer or manifest is not listed. Raises RecordingRefusedError, from here
    or from `answers()`, for what is no recording.
    """
    with open_members(path) as members:
        months = sorted({name.split("/")[0] for name in members})
        manifests = {
            month: read_manifest(members.pop(name)(), name)
            for month in months
            if (name := f"{month}/{MANIFEST}") in members
        }
        asked = {polygon_of(_part_of(name)) for name in members}
        yield [_month(month, members, manifests.get(month), asked) for month in months]


def _part_of(member: str) -> str:
    return member.split("/")[1].removesuffix(".json")


def _month(
    month: str, members: Members, manifest: MonthManifest | None, asked: set[str]
) -> RecordedMonth:
    own = {name: read for name, read in members.items() if name.startswith(f"{month}/")}
    parts = {_part_of(name) for name in own}
    polygons = asked | set(manifest.polygons if manifest else ())
    answered = frozenset(polygon for polygon in polygons if is_answered(polygon, parts))
    return RecordedMonth(month, answered, frozenset(polygons) - answered, manifest, own)


def _read_answer(content: bytes, member: str, month: str, seen: dict[int, int]) -> RecordedAnswer:
    crimes: list[ApiCrime] = []
    rejects: list[RejectedCrime] = []
    repeated = 0
    for index, record in enumerate(_read_array(content, member)):
        try:
            crime, number = read_crime(record, month), read_id(record)
            if number not in seen:
                crimes.append(crime)
            elif seen[number] == hash(crime):
                repeated += 1
            else:
                raise MalformedFieldError("id", f"{number} is also another crime's")
        except MalformedFieldError as fault:
            row = orjson.dumps(record).decode()
            rejects.append(RejectedCrime(member, index, fault.field, fault.reason, row))
        else:
            seen[number] = hash(crime)
    digest = hashlib.sha256(content).hexdigest()
    return RecordedAnswer(member, len(content), digest, crimes, rejects, repeated)


def _read_array(content: bytes, member: str) -> list[object]:
    try:
        answer = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise RecordingRefusedError(f"{member}: not JSON: {error}") from None
    if not isinstance(answer, list):
        raise RecordingRefusedError(f"{member}: not a JSON array of crimes")
    return answer
