"""The benchmark's street files share the demo's rows, at any size."""

import csv
import json

import shapely
from shapely.geometry import Point, shape

from bench.make_street import map_points, ward_grid, write_benchmark


def test_files_have_the_rows_asked_for(tmp_path):
    paths = write_benchmark(tmp_path, rows=300, months=2, boundaries=tmp_path / "wards.geojson")

    assert [path.name for path in paths] == [
        "2020-01-metropolitan-street.csv",
        "2020-02-metropolitan-street.csv",
    ]
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == 300
        assert {len(row["Crime ID"]) for row in rows} == {0, 64}
        assert sum(row["Location"] == "No Location" for row in rows) == 3
    assert json.loads((tmp_path / "wards.geojson").read_text(encoding="utf-8")) == ward_grid()


def test_same_arguments_give_the_same_bytes(tmp_path):
    first, second = (
        write_benchmark(tmp_path / name, rows=200, months=1, boundaries=tmp_path / "wards.geojson")
        for name in ("first", "second")
    )

    assert first[0].read_bytes() == second[0].read_bytes()


def test_wards_part_the_grid_and_hold_nearly_every_point():
    wards = [shape(feature["geometry"]) for feature in ward_grid()["features"]]
    points = [Point(float(p.longitude), float(p.latitude)) for p in map_points(2_000)]

    assert shapely.coverage_is_valid(wards)
    assert all(shapely.LinearRing(ward.exterior).is_ccw for ward in wards)
    held = sum(any(ward.contains(point) for ward in wards) for point in points)
    assert held == 0.98 * len(points)
