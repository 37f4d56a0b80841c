"""A made history of ten releases: revisions, withdrawals, gaps, a partial month, moved borders.

Small and fixed: the same rows each time, so that a property that fails fails again.
"""

from random import Random

from tests.borough import RAINHAM, ST_EDWARDS, UPMINSTER, WARDS, borough_features
from tests.counts_files import (
    NEW_BOROUGH_HEADER,
    WARD_HEADER,
    make_counts,
    make_dashboard,
    make_figure,
)
from tests.importers.police_api_recordings import make_crime, make_recording
from tests.importing import import_archive, import_boundaries, import_population, run
from tests.police_files import make_archive, make_row, make_street, street_name
from tests.stop_search_files import make_search, make_search_file, search_name
from tests.ward_files import make_boundaries, make_population, make_square

LAST_RELEASE = 10
# Street crime of the Met; of June the British Transport Police alone is held, of July nothing,
# of September burglary alone.
MET = ["2022-12", "2023-01", "2023-02", "2023-03", "2023-04", "2023-05", "2023-08", "2023-10",
       "2023-11", "2023-12", "2024-01", "2024-02"]  # fmt: skip
BTP = ["2023-01", "2023-02", "2023-06", "2023-08"]
BURGLARY_ALONE = "2023-09"
FROM_THE_API = "2022-10"
SEARCHES = ["2017-11", "2023-01", "2023-02", "2023-03", "2023-05", "2023-06"]
RECORDED = ["2023-11", "2023-12", "2024-01", "2024-02"]

TYPES = ["Burglary", "Robbery", "Drugs", "Anti-social behaviour", "Barratry"]
OUTCOMES = ["Under investigation", "Suspect charged", "Offender fined", ""]
OBJECTS = ["Controlled drugs", "Offensive weapons", "Firearms", ""]
SEARCH_OUTCOMES = ["Arrest", "A no further action disposal", "Local resolution", ""]
# Two points a ward; the western one of Upminster is St Edward's when the border moves.
LONGITUDES = [0.03, 0.08, 0.12, 0.17, 0.23, 0.28]


def load_history(folder):
    """Make the ten releases, by the commands that operators use."""
    import_boundaries(make_boundaries(folder / "wards_2025.geojson", borough_features()))
    residents = {ST_EDWARDS: 10_000, UPMINSTER: 20_000, RAINHAM: 30_000}
    path = make_population(folder / "population.csv", residents)
    import_population(path, "--date=2021-03-21", "--derived")
    import_archive(_first_edition(folder))
    burglaries = [
        row for row in _street("2023-09", "metropolitan") if row["Crime type"] == "Burglary"
    ]
    alone = make_archive(
        folder / "only.zip", {street_name(BURGLARY_ALONE): make_street(burglaries)}
    )
    import_archive(alone, "--only=crime_type=burglary")
    import_archive(_second_edition(folder), "--allow-removals")
    run("import_police_api", _recording(folder))
    run("import_recorded_crime", *_counts(folder, 1))
    run("import_recorded_crime", *_counts(folder, 2)[:1], "--allow-removals")
    import_boundaries(make_boundaries(folder / "moved.geojson", _moved_wards()))
    import_archive(_first_edition(folder), "--allow-removals")


def _first_edition(folder):
    members = {street_name(month): make_street(_street(month, "metropolitan")) for month in MET}
    for month in BTP:
        members[street_name(month, "btp")] = make_street(_street(month, "btp"))
    for month in SEARCHES:
        members[search_name(month)] = make_search_file(_searches(month))
    return make_archive(folder / "first.zip", members)


def _second_edition(folder):
    """Rows get other outcomes, some are withdrawn, some are new."""
    january = _street("2023-01", "metropolitan")
    changed = [row | {"Last outcome category": "Offender fined"} for row in january[::2]]
    searches = [row | {"Outcome": "Arrest"} for row in _searches("2023-03")[3:]]
    members = {
        street_name("2023-01"): make_street(changed + _street("2023-01", "later")),
        street_name("2023-02"): make_street(_street("2023-02", "metropolitan")[4:]),
        search_name("2023-03"): make_search_file(searches),
    }
    return make_archive(folder / "second.zip", members)


def _street(month, force):
    """Return the rows of a month, always the same for the same month and force."""
    rng = Random(f"{month} {force}")
    return [
        make_row(
            {
                "Crime ID": f"{rng.getrandbits(200):064x}",
                "Longitude": str(rng.choice(LONGITUDES)),
                "Latitude": "51.55",
                "Location": rng.choice(["On or near High Road", "On or near Station Road"]),
                "LSOA code": rng.choice(["E01002345", "E01002346"]),
                "Crime type": rng.choice(TYPES),
                "Last outcome category": rng.choice(OUTCOMES),
            },
            month=month,
        )
        for _ in range(rng.randint(12, 24))
    ]


def _searches(month):
    rng = Random(f"{month} searches")
    # The last two are in June and July of London, and in the month before of UTC.
    days = {"2023-06": ["2023-05-31T23:30:00+00:00"]}.get(month, [])
    return [
        make_search(
            {
                "Longitude": str(rng.choice(LONGITUDES)),
                "Object of search": rng.choice(OBJECTS),
                "Outcome": rng.choice(SEARCH_OUTCOMES),
                "Gender": rng.choice(["Male", "Female", ""]),
            },
            {"Date": days.pop()} if days else {},
            day=rng.randint(1, 28),
            month=month,
        )
        for _ in range(rng.randint(15, 25))
    ] + [make_search(day=28, month=month)]


def _recording(folder):
    places = [{"latitude": "51.55", "longitude": str(place)} for place in LONGITUDES]
    street = {"street": {"id": 1, "name": "On or near High Road"}}
    crimes = [
        make_crime(number, month=FROM_THE_API, persistent_id="", location=street | place)
        for number, place in enumerate(places)
    ]
    return str(make_recording(folder / "api", {f"{FROM_THE_API}/{ST_EDWARDS}-0": crimes}))


def _counts(folder, edition):
    """Return the paths of a ward file, a borough file and a dashboard."""
    rng = Random(edition)
    months = [month.replace("-", "") for month in RECORDED]
    categories = [("ROBBERY", "ROBBERY OF PERSONAL PROPERTY"), ("BURGLARY", "BURGLARY - RESIDENTIAL"),
                  ("ARSON AND CRIMINAL DAMAGE", "ARSON")]  # fmt: skip
    rows = [
        [*category, name, code, "Havering", *(rng.randint(0, 30) for _ in months)]
        for category in categories
        for code, name in WARDS.items()
    ]
    borough = [
        [*category, "Havering", *(rng.randint(20, 60) for _ in months)] for category in categories
    ]
    knives = [make_figure(month, count=rng.randint(5, 20)) for month in RECORDED]
    return [
        make_counts(folder / f"wards{edition}.csv", WARD_HEADER, months, rows),
        make_counts(folder / f"borough{edition}.csv", NEW_BOROUGH_HEADER, months, borough),
        make_dashboard(folder / f"dashboard{edition}.csv", knives),
    ]


def _moved_wards():
    west, middle, east = borough_features()
    west["geometry"] = make_square(0.0, 51.5, 0.15, 51.6)
    middle["geometry"] = make_square(0.15, 51.5, 0.2, 51.6)
    return [west, middle, east]
