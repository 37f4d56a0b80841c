"""Write street files of any size, with the boundaries to place them in.

    python -m bench.make_street --rows 100000 --months 5 --out DIR

Beside the monthly files it writes the boundaries of 20 schematic wards, a grid of
London's size. The same arguments give the same bytes.
"""

import argparse
import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from incidents.demo.chance import BENCHMARK, Weighted, seeded
from incidents.demo.crime_types import ANTI_SOCIAL_BEHAVIOUR, CRIME_TYPES
from incidents.demo.map_points import NO_LOCATION, MapPoint
from incidents.demo.months import following
from incidents.demo.street import StreetRow, new_crime_id, street_row, write_street_file

WEST, SOUTH = -0.5, 51.3
CELL_WIDTH, CELL_HEIGHT = 0.16, 0.1
COLUMNS, ROWS = 5, 4
WARDS = COLUMNS * ROWS
POINTS = 30_000
FIRST_MONTH = date(2020, 1, 1)
# A point keeps this share of the cell's side away from the border.
MARGIN = 0.02
# Of a hundred points, so many lie in a column of cells that has no ward.
OUTSIDE_PERCENT = 2
SHARE_WITHOUT_LOCATION = 0.01


def ward_grid() -> dict[str, Any]:
    """Return the wards as a GeoJSON FeatureCollection (RFC 7946), row by row from the south."""
    return {"type": "FeatureCollection", "features": [_ward(number) for number in range(WARDS)]}


def map_points(count: int = POINTS) -> list[MapPoint]:
    """Return points spread evenly over the wards, a few of them east of all wards."""
    rng = seeded(BENCHMARK)
    points = []
    for number in range(count):
        outside = number % 100 < OUTSIDE_PERCENT
        ward = number * WARDS // count
        column, row = (COLUMNS if outside else ward % COLUMNS), ward // COLUMNS
        points.append(_map_point(rng, number, column, row))
    return points


def street_rows(month: date, points: list[MapPoint], count: int) -> Iterator[StreetRow]:
    """Yield so many rows by small area, as the police sort them; those without location last."""
    rng = seeded(BENCHMARK, month.year * 100 + month.month)
    crime_types = Weighted((crime_type, crime_type.monthly) for crime_type in CRIME_TYPES)
    located = count - int(count * SHARE_WITHOUT_LOCATION)
    at = sorted(int(rng.random() * len(points)) for _ in range(located))
    for serial in range(count):
        crime_type = crime_types.draw(rng)
        place = points[at[serial]] if serial < located else NO_LOCATION
        anonymous = crime_type is ANTI_SOCIAL_BEHAVIOUR
        crime_id = "" if anonymous else new_crime_id(month, serial)
        yield street_row(rng, month, crime_type, place, crime_id)


def write_benchmark(folder: Path, rows: int, months: int, boundaries: Path) -> list[Path]:
    """Write the boundaries and a street file of so many rows a month; return the street files."""
    boundaries.parent.mkdir(parents=True, exist_ok=True)
    boundaries.write_text(json.dumps(ward_grid()) + "\n", encoding="utf-8")
    points = map_points()
    paths, month = [], FIRST_MONTH
    for _ in range(months):
        paths.append(write_street_file(folder, month, street_rows(month, points, rows)))
        month = following(month)
    return paths


def _ward(number: int) -> dict[str, Any]:
    row, column = divmod(number, COLUMNS)
    west, east = _edge(WEST, CELL_WIDTH, column), _edge(WEST, CELL_WIDTH, column + 1)
    south, north = _edge(SOUTH, CELL_HEIGHT, row), _edge(SOUTH, CELL_HEIGHT, row + 1)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "type": "Feature",
        "properties": {"code": f"E05{990_001 + number}", "name": f"Grid {number + 1:02d}"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def _edge(start: float, size: float, number: int) -> float:
    return round(start + size * number, 6)


def _map_point(rng: Random, number: int, column: int, row: int) -> MapPoint:
    across, up = (MARGIN + (1 - 2 * MARGIN) * rng.random() for _ in range(2))
    area = number // 6
    return MapPoint(
        f"{WEST + CELL_WIDTH * (column + across):.6f}",
        f"{SOUTH + CELL_HEIGHT * (row + up):.6f}",
        f"On or near Benchmark Road {number + 1}",
        f"E01{900_000 + area}",
        f"Benchmark {area // 5:04d}{'ABCDE'[area % 5]}",
    )


def main() -> None:
    """Read the command line, write the files, say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000, help="rows in each month's file")
    parser.add_argument("--months", type=int, default=5, help="number of monthly files")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--boundaries", type=Path, help="default: boundaries.geojson in OUT")
    given = parser.parse_args()
    boundaries = given.boundaries or given.out / "boundaries.geojson"
    start = time.perf_counter()
    paths = write_benchmark(given.out, given.rows, given.months, boundaries)
    seconds = time.perf_counter() - start
    print(f"{given.rows * len(paths):,} rows in {len(paths)} files, {seconds:.1f} s; {boundaries}")


if __name__ == "__main__":
    main()
