"""The demo's boundaries and populations as files that the ward importers read."""

import csv
import json
from pathlib import Path

from incidents.demo.area import WARDS, ward_boundaries

BOUNDARY_FILE = "wards-schematic-demo.geojson"
POPULATION_FILE = "population-census-2021-derived.csv"


def write_boundary_file(folder: Path) -> Path:
    """Write the schematic boundaries as GeoJSON in the folder; return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / BOUNDARY_FILE
    path.write_text(json.dumps(ward_boundaries()) + "\n", encoding="utf-8")
    return path


def write_population_file(folder: Path) -> Path:
    """Write each ward's census-derived population in the folder; return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / POPULATION_FILE
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("ward_code", "ward_name", "total"))
        writer.writerows((ward.code, ward.name, ward.population) for ward in WARDS)
    return path
