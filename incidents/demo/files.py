"""Write every demo file, each kind in a folder of its own.

The police folder is laid out as an archive of data.police.uk, and holds nothing
else, so that it can be handed to the archive's importer whole.
"""

from pathlib import Path

from incidents.demo.geography import write_boundary_file, write_population_file
from incidents.demo.months import DEMO_FIRST_MONTH, DEMO_LAST_MONTH, months_between
from incidents.demo.postcodes import write_postcode_file
from incidents.demo.recorded_crime import write_recorded_crime_file
from incidents.demo.stop_search import write_stop_search_file
from incidents.demo.street import street_rows, write_street_file

GEOGRAPHY_FOLDER = "geography"
POSTCODE_FOLDER = "postcodes"
POLICE_FOLDER = "police"
RECORDED_CRIME_FOLDER = "met"


def write_demo_files(folder: Path) -> list[Path]:
    """Write the demo's files below the folder; return their paths, boundaries first."""
    geography = folder / GEOGRAPHY_FOLDER
    return [
        write_boundary_file(geography),
        write_population_file(geography),
        write_postcode_file(folder / POSTCODE_FOLDER),
        *write_police_files(folder / POLICE_FOLDER),
        write_recorded_crime_file(folder / RECORDED_CRIME_FOLDER),
    ]


def write_police_files(folder: Path) -> list[Path]:
    """Write a street and a stop-and-search file for every month; return their paths."""
    paths: list[Path] = []
    for month in months_between(DEMO_FIRST_MONTH, DEMO_LAST_MONTH):
        paths.append(write_street_file(folder, month, street_rows(month)))
        paths.append(write_stop_search_file(folder, month))
    return paths
