"""Names and completeness of a police API recording.

A recording holds `YYYY-MM/<polygon>.json`, one answer each; a polygon is a ward code and the
number of the ring, `E05000306-0`. A polygon with too many crimes for one answer is asked in two
halves, `E05000306-0a` and `E05000306-0b`, and so on down. Names alone say whether a polygon is
whole: it was answered itself, or both its halves were. `YYYY-MM/month.json`, which recordings
made elsewhere may lack, says which polygons were to be asked and whether the month was finished.
"""

import re
from collections.abc import Set
from dataclasses import asdict, dataclass
from typing import Literal

import orjson

MANIFEST = "month.json"
MOST_HALVINGS = 6
MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII)
POLYGON = re.compile(r"[A-Za-z0-9]+-(?:0|[1-9]\d*)", re.ASCII)
PART = re.compile(rf"{POLYGON.pattern}[ab]{{0,{MOST_HALVINGS}}}", re.ASCII)


class RecordingRefusedError(ValueError):
    """A recording cannot be read as a whole; the message names the file at fault."""


@dataclass(frozen=True, slots=True)
class MonthManifest:
    """What one month of a recording was to hold, and how far it came.

    `polygons` gives each polygon's SHA-256 as it was asked. `newest_month` is the newest month
    published when recording began: it tells one monthly edition of the police data from the next.
    """

    state: Literal["recording", "complete", "unfinished"]
    newest_month: str
    polygons: dict[str, str]
    reason: str = ""

    def to_json(self) -> bytes:
        return orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2)


def read_manifest(content: bytes, member: str) -> MonthManifest:
    """Return the manifest in `content`; refuse, naming `member`, what is not one."""
    try:
        manifest = MonthManifest(**orjson.loads(content))
    except (TypeError, orjson.JSONDecodeError) as error:
        raise RecordingRefusedError(f"{member}: not a month's manifest: {error}") from None
    if manifest.state not in ("recording", "complete", "unfinished"):
        raise RecordingRefusedError(f"{member}: unknown state {manifest.state!r}")
    if not isinstance(manifest.polygons, dict) or not all(
        map(POLYGON.fullmatch, manifest.polygons)
    ):
        raise RecordingRefusedError(f"{member}: polygons is not an object of polygon names")
    return manifest


def polygon_of(part: str) -> str:
    """Return the polygon that a part, whole or half, belongs to."""
    return part.rstrip("ab")


def is_answered(part: str, answered: Set[str]) -> bool:
    """Return whether a part was answered itself or in halves, down to the last of them."""
    if part in answered:
        return True
    if len(part) - len(polygon_of(part)) >= MOST_HALVINGS:
        return False
    return all(is_answered(part + half, answered) for half in "ab")
