"""A postcode in each of the demo's wards, so that the look-up of wards can be tried.

Postcodes are reference data: these 20 are real, of the best quality, and each stands near its
ward's centre, in the ward that Ordnance Survey gives it and in its schematic cell.
"""

import csv
from pathlib import Path
from typing import NamedTuple

POSTCODE_FILE = "postcodes-demo.csv"
QUALITY = 10


class DemoPostcode(NamedTuple):
    """A postcode with its point and the code of its ward."""

    postcode: str
    longitude: float
    latitude: float
    ward_code: str


POSTCODES = (
    DemoPostcode("RM13 8RS", 0.17810, 51.52315, "E05013967"),  # Beam Park
    DemoPostcode("RM14 1RU", 0.26720, 51.56836, "E05013968"),  # Cranham
    DemoPostcode("RM12 5DL", 0.19552, 51.54732, "E05013969"),  # Elm Park
    DemoPostcode("RM11 3PH", 0.22898, 51.57301, "E05013970"),  # Emerson Park
    DemoPostcode("RM3 9AP", 0.22712, 51.61607, "E05013971"),  # Gooshays
    DemoPostcode("RM12 6FP", 0.21808, 51.54813, "E05013972"),  # Hacton
    DemoPostcode("RM3 0NH", 0.24257, 51.59077, "E05013973"),  # Harold Wood
    DemoPostcode("RM4 1PE", 0.17614, 51.60967, "E05013974"),  # Havering-atte-Bower
    DemoPostcode("RM3 8FY", 0.21151, 51.60209, "E05013975"),  # Heaton
    DemoPostcode("RM12 4AT", 0.19790, 51.56344, "E05013976"),  # Hylands & Harrow Lodge
    DemoPostcode("RM2 5PH", 0.19263, 51.59211, "E05013977"),  # Marshalls & Rise Park
    DemoPostcode("RM7 8QJ", 0.16268, 51.58988, "E05013978"),  # Mawneys
    DemoPostcode("RM13 9HZ", 0.19989, 51.51255, "E05013979"),  # Rainham & Wennington
    DemoPostcode("RM7 9ED", 0.16498, 51.57215, "E05013980"),  # Rush Green & Crowlands
    DemoPostcode("RM1 2EH", 0.19032, 51.57230, "E05013981"),  # St Alban's
    DemoPostcode("RM12 6EX", 0.22227, 51.56050, "E05013982"),  # St Andrew's
    DemoPostcode("RM1 3DQ", 0.18174, 51.58034, "E05013983"),  # St Edward's
    DemoPostcode("RM13 7RH", 0.18805, 51.53057, "E05013984"),  # South Hornchurch
    DemoPostcode("RM2 6JP", 0.21275, 51.58344, "E05013985"),  # Squirrels Heath
    DemoPostcode("RM14 2TZ", 0.27646, 51.54113, "E05013986"),  # Upminster
)


def write_postcode_file(folder: Path) -> Path:
    """Write the postcodes as a CSV file with degrees in the folder; return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / POSTCODE_FILE
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("postcode", "pqi", "lon", "lat", "ward_code"))
        for postcode, longitude, latitude, ward_code in POSTCODES:
            degrees = (f"{longitude:.5f}", f"{latitude:.5f}")
            writer.writerow((postcode, QUALITY, *degrees, ward_code))
    return path
