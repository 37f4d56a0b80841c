"""All demo files together: complete, and the same on every run."""

import csv
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from shapely.geometry import Point, shape

from incidents.demo.area import TOTAL_POPULATION, ward_boundaries
from incidents.demo.files import DEMO_FIRST_MONTH, DEMO_LAST_MONTH, write_demo_files
from incidents.demo.geography import write_boundary_file, write_population_file
from incidents.demo.months import months_between
from incidents.demo.postcodes import POSTCODES

ROOT = Path(__file__).resolve().parents[2]


def digests(folder):
    """Return the SHA-256 of every file below a folder by its path there."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): sha256(p.read_bytes()).hexdigest() for p in files}


def test_every_kind_and_month_is_written(tmp_path):
    paths = write_demo_files(tmp_path)

    months = [f"{month:%Y-%m}" for month in months_between(DEMO_FIRST_MONTH, DEMO_LAST_MONTH)]
    assert (len(months), months[0], months[-1]) == (36, "2022-01", "2024-12")
    assert [str(path.relative_to(tmp_path)) for path in paths] == [
        "geography/wards-schematic-demo.geojson",
        "geography/population-census-2021-derived.csv",
        "postcodes/postcodes-demo.csv",
        *(
            f"police/{month}/{month}-metropolitan-{kind}.csv"
            for month in months
            for kind in ("street", "stop-and-search")
        ),
        "met/MPS Ward Level Crime (202201-202412) synthetic demo.csv",
    ]
    assert digests(tmp_path).keys() == {str(path.relative_to(tmp_path)) for path in paths}


def test_bytes_are_the_same_in_another_process(tmp_path):
    """Another process has another hash seed, so no order of a set can be at work."""
    write_demo_files(tmp_path / "here")

    script = (
        "from pathlib import Path; from incidents.demo.files import write_demo_files;"
        f"write_demo_files(Path({str(tmp_path / 'there')!r}))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", script], check=True, env=environment)

    assert digests(tmp_path / "here") == digests(tmp_path / "there")


def test_geography_files_hold_the_boundaries_and_populations(tmp_path):
    boundaries, population = write_boundary_file(tmp_path), write_population_file(tmp_path)

    assert json.loads(boundaries.read_text(encoding="utf-8")) == ward_boundaries()
    with population.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0].items()) == [
        ("ward_code", "E05013967"),
        ("ward_name", "Beam Park"),
        ("total", "7002"),
    ]
    assert sum(int(row["total"]) for row in rows) == TOTAL_POPULATION


def test_each_ward_has_a_postcode_in_its_cell():
    cells = {
        feature["properties"]["code"]: shape(feature["geometry"])
        for feature in ward_boundaries()["features"]
    }

    assert {postcode.ward_code for postcode in POSTCODES} == cells.keys()
    for postcode in POSTCODES:
        assert cells[postcode.ward_code].contains(Point(postcode.longitude, postcode.latitude))
