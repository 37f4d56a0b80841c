"""Load postcodes with their points, so that a ward can be found by one."""

import sys

from django.conf import settings
from tqdm import tqdm

from havering_safety.releases.commands import ImportCommand
from wards.gazetteer import Gazetteer, refuse_empty_area
from wards.importers.british_grid import ACCURACY
from wards.importers.postcode_files import postcode_files
from wards.importers.postcode_loading import PostcodeLoader


class Command(ImportCommand):
    help = (
        "Load postcodes from OS Code-Point Open: the zip as published, one of its CSV files, or a "
        "CSV file with a header (postcode, pqi, lon and lat or easting and northing, ward_code). "
        f"Postcodes outside the wards loaded are counted and left out. {ACCURACY}"
    )
    summary = "Postcodes"
    synthetic = None

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("path", metavar="PATH", help="a zip archive or a CSV file")

    def load(self, writer, options):
        gazetteer = refuse_empty_area(Gazetteer(writer.last_release))
        loader = PostcodeLoader(writer, gazetteer)
        quiet = not sys.stderr.isatty() or options["verbosity"] == 0
        with postcode_files(options["path"], settings.IMPORT_MAX_UNPACKED_BYTES) as members:
            for member in tqdm(members, unit="file", disable=quiet, leave=False):
                loader.read(member)
        loader.store()
        self.stdout.write(ACCURACY)
