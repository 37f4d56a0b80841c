"""Load the residents of each ward on a reference date."""

import datetime
from pathlib import Path

from havering_safety.releases.commands import ImportCommand, read_small_file, whole_file
from wards.importers.population import read_population
from wards.importers.storing import store_populations


class Command(ImportCommand):
    help = "Load populations of wards from CSV (a column of ward codes, a column of totals)."
    summary = "Populations"
    synthetic = None

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("path", metavar="PATH", help="a CSV file, one row a ward")
        parser.add_argument(
            "--date", required=True, type=datetime.date.fromisoformat,
            help="the reference date of the counts, YYYY-MM-DD; the files do not say it",
        )  # fmt: skip
        parser.add_argument(
            "--derived",
            action="store_true",
            help="estimated from smaller areas, not published for wards",
        )

    def load(self, writer, options):
        path, content = options["path"], read_small_file(options["path"])
        residents = read_population(content, Path(path).name)
        changes = store_populations(
            writer, residents, options["date"], options["derived"], Path(path).name
        )
        writer.record_file(
            whole_file(
                path, content, source="populations", kind="population",
                rows=len(residents), changes=changes,
            )
        )  # fmt: skip
