"""Load the Met's monthly counts of recorded crime."""

from havering_safety.releases.commands import ImportCommand
from incidents.importers.counts_loading import area_of, store_counts
from incidents.importers.recorded_crime import read_recorded_crime
from wards.gazetteer import Gazetteer


class Command(ImportCommand):
    help = (
        "Load CSV files of recorded crime as the London Datastore publishes them: ward and borough "
        "counts of any layout, and the monthly dashboard. Where files overlap, the one named last "
        "stands; name older downloads first."
    )
    summary = "Recorded crime"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("paths", metavar="PATH", nargs="+", help="CSV files, older ones first")

    def load(self, writer, options):
        area = area_of(Gazetteer(writer.last_release).by_code)
        files = [read_recorded_crime(path, area) for path in options["paths"]]
        store_counts(writer, files)
        for file in files:
            for remark in file.remarks:
                self.stdout.write(f"{file.name}: {remark}.")
