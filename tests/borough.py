"""A small borough: three wards side by side, and months of incidents, loaded by the importers."""

from tests.importing import import_archive, import_boundaries
from tests.police_files import make_month, make_row
from tests.ward_files import make_boundaries, make_square, make_ward

ST_EDWARDS, UPMINSTER, RAINHAM = "E05013983", "E05013986", "E05013979"

# Wards by code and name, and their squares of a tenth of a degree, from west to east. The names of
# the last two are those of former wards too.
WARDS = {ST_EDWARDS: "St Edward's", UPMINSTER: "Upminster", RAINHAM: "Rainham & Wennington"}


def borough_features():
    """Return the three wards as GeoJSON features."""
    return [
        make_ward(code, name, make_square(place / 10, 51.5, (place + 1) / 10, 51.6))
        for place, (code, name) in enumerate(WARDS.items())
    ]


def make_borough(folder):
    """Load the three wards: release 1."""
    import_boundaries(make_boundaries(folder / "wards_2025.geojson", borough_features()))


def at(code, **cells):
    """Return the cells of a map point in a ward, and others beside it."""
    longitude = [*WARDS].index(code) / 10 + 0.05
    return {"Longitude": f"{longitude:.2f}", "Latitude": "51.55"} | cells


def publish(folder, rows, *arguments, month="2024-01", force="metropolitan"):
    """Import a month of one force as the current state: a release more where it changes anything.

    A row is a ward's code with changed cells, as `make_incident` takes them.
    """
    path = make_month(folder / f"{month}-{force}.zip", rows, month, force)
    import_archive(path, "--allow-removals", *arguments)


def make_incident(code=ST_EDWARDS, month="2024-01", serial=1, **cells):
    """Return the published row of an incident in a ward: a burglary under investigation."""
    crime_id = {"Crime ID": f"{serial:064x}"} if serial else {"Crime ID": ""}
    return make_row(at(code), crime_id, month=month, **cells)


def make_incidents(count):
    """Return so many rows of St Edward's, burglaries and robberies in turn."""
    return [
        make_incident(serial=serial, Crime_type=("Burglary", "Robbery")[serial % 2])
        for serial in range(1, count + 1)
    ]
