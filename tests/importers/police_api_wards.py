"""Wards to ask about, as (latitude, longitude), and what a recorder has on disk."""

import json
from pathlib import Path

SQUARE = [(51.50, 0.10), (51.50, 0.20), (51.60, 0.20), (51.60, 0.10)]
STRIP = [(51.50, 0.20), (51.50, 0.60), (51.55, 0.60), (51.55, 0.20)]
NORTH = [(51.60, 0.10), (51.60, 0.20), (51.70, 0.20), (51.70, 0.10)]
ISLAND = [(51.40, 0.10), (51.40, 0.11), (51.41, 0.11)]
ONE_WARD = [("E05000306", [SQUARE])]
WARDS = [("E05000306", [SQUARE]), ("E05000307", [STRIP]), ("E05000308", [NORTH, ISLAND])]
STRIP_IN_HALVES = {"E05000307-0a", "E05000307-0b"}
PARTS = {"E05000306-0", "E05000308-0", "E05000308-1"} | STRIP_IN_HALVES


def answers_in(folder: Path) -> set[tuple[str, str]]:
    """Return the month and polygon text of every answer on disk."""
    files = [path for path in folder.glob("*/*.json") if path.name != "month.json"]
    return {(path.parent.name, json.loads(path.read_bytes())[0]["poly"]) for path in files}


def parts_in(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.json")} - {"month"}


def longitudes(poly: str) -> list[float]:
    return [float(pair.split(",")[1]) for pair in poly.split(":")]


def is_wide(month: str, poly: str) -> bool:
    """Say too many crimes of the strip but not of its halves."""
    return max(longitudes(poly)) - min(longitudes(poly)) > 0.3


def is_east_end_of_strip(poly: str) -> bool:
    return max(longitudes(poly)) == 0.6
