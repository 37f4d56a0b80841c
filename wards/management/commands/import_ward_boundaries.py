"""Load ward boundaries: the area served, or the former wards that explain old names."""

from pathlib import Path

from havering_safety.releases.commands import ImportCommand, read_small_file, whole_file
from wards.importers.boundaries import read_boundaries
from wards.importers.storing import placer_of, replace_rows, store_boundaries
from wards.models import Ward


class Command(ImportCommand):
    help = "Load ward boundaries from GeoJSON (WGS84). New boundaries re-place all stored rows."
    summary = "Ward boundaries"
    synthetic = None

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("path", metavar="PATH", help="a GeoJSON FeatureCollection of wards")
        parser.add_argument(
            "--former", action="store_true", help="wards that are no longer in force"
        )
        parser.add_argument("--vintage", help="the boundaries' year, where the file does not say")

    def load(self, writer, options):
        path, content = options["path"], read_small_file(options["path"])
        boundaries = read_boundaries(content, Path(path).name, options["vintage"])
        status = Ward.FORMER_WARD if options["former"] else Ward.CURRENT_WARD
        changes = store_boundaries(writer, boundaries, status)
        writer.record_file(
            whole_file(
                path, content, source="boundaries", kind=f"{status}-wards",
                rows=len(boundaries), changes=changes,
            )
        )  # fmt: skip
        if status == Ward.CURRENT_WARD and any(changes):
            replace_rows(writer, placer_of(boundaries))
