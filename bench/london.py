"""Take all of London as the area: archives of police files into 676 made wards, and what the answers cost then.

    python -m bench.london 2023-stop-and-search.zip 2023-burglary-only.zip

The wards are squares over London, as many as it has wards, and say so by their names; the rows are those of the files.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from bench.page_speed import ROOT
from bench.servers import KEPT, serving

WEST, SOUTH, EAST, NORTH, SIDE = -0.52, 51.28, 0.34, 51.70, 26
LONDON = {"AREA_NAME": "London", "AREA_FORCES": "metropolitan,city-of-london"}
ADDRESSES = [
    "/", "/explore", "/wards", "/wards/square-14-14", "/api/v1/wards.geojson",
    "/api/v1/stats/stop-searches?group_by=ward,month", "/api/v1/stats/incidents?group_by=ward,month",
    "/api/v1/stats/stop-searches.svg?group_by=ward&chart=map", "/api/v1/incidents?ward=square-14-14",
]  # fmt: skip


def squares():
    """Return the made wards as a GeoJSON FeatureCollection."""
    wide, high = (EAST - WEST) / SIDE, (NORTH - SOUTH) / SIDE
    features = []
    for column in range(SIDE):
        for row in range(SIDE):
            west, south = WEST + wide * column, SOUTH + high * row
            east, north = west + wide, south + high
            ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
            code = f"E0501{column * SIDE + row + 1:04d}"
            names = {"WD25CD": code, "WD25NM": f"Square {column + 1} {row + 1}"}
            shape = {"type": "Polygon", "coordinates": [ring]}
            features.append({"type": "Feature", "properties": names, "geometry": shape})
    return {"type": "FeatureCollection", "name": "squares over London", "features": features}


def manage(database, *arguments):
    """Run a command; return its last line and the seconds it took."""
    environment = os.environ | LONDON | {"DATABASE_URL": f"sqlite:///{database}"}
    command, start = [sys.executable, "manage.py", *map(str, arguments)], time.monotonic()
    run = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    said = (run.stdout if run.returncode == 0 else run.stderr).strip().splitlines()
    return said[-1] if said else "", time.monotonic() - start


def main():
    """Read the command line, import, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--only", help="passed on, where an archive was filtered")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database, boundaries = Path(folder, "london.sqlite3"), Path(folder, "squares.geojson")
        boundaries.write_text(json.dumps(squares()), encoding="utf-8")
        manage(database, "migrate", "--verbosity=0")
        print(*manage(database, "import_ward_boundaries", boundaries), sep=", seconds: ")
        for archive in given.archives:
            only = ["--only", given.only] if given.only and "only" in archive.name else []
            command = ["import_police_archive", archive.resolve(), *only]
            print(archive.name, *manage(database, *command), sep=", ")
        print(f"most memory of a command: {_largest():.0f} MB")
        print(*manage(database, "check_data"), sep=", seconds: ")
        with serving(KEPT, database, **LONDON) as address:
            for path in ADDRESSES:
                print(*_ask(address.removesuffix("/api/v1/incidents") + path), path, sep=", ")


def _largest():
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _ask(address):
    start = time.monotonic()
    try:
        with urllib.request.urlopen(address, timeout=60) as response:
            status, body = response.status, response.read()
    except urllib.error.HTTPError as refused:
        status, body = refused.code, refused.read()
    return status, f"{(time.monotonic() - start) * 1000:.0f} ms", f"{len(body) / 1000:,.0f} kB"


if __name__ == "__main__":
    main()
