"""Load the demo: invented data, made as police files and read by the real importers."""

import tempfile
from pathlib import Path

from django.conf import settings

from havering_safety.releases.commands import ImportCommand, read_small_file, whole_file
from havering_safety.releases.models import Release
from incidents.demo.area import POPULATION_DATE, VINTAGE
from incidents.demo.files import (
    GEOGRAPHY_FOLDER,
    POLICE_FOLDER,
    POSTCODE_FOLDER,
    RECORDED_CRIME_FOLDER,
    write_demo_files,
)
from incidents.importers.archive import read_members
from incidents.importers.counts_loading import area_of, store_counts
from incidents.importers.loading import READ_KINDS, ArchiveLoader
from incidents.importers.recorded_crime import read_recorded_crime
from incidents.importers.statement_storing import SHIPPED_STATEMENTS, load_statements
from wards.gazetteer import Gazetteer
from wards.importers.boundaries import read_boundaries
from wards.importers.population import read_population
from wards.importers.postcode_files import postcode_files
from wards.importers.postcode_loading import PostcodeLoader
from wards.importers.storing import placer_of, store_boundaries, store_populations
from wards.models import Ward


class Command(ImportCommand):
    help = "Load invented data for trying the service out; every answer then says it is synthetic."
    summary = "Synthetic demo data"
    synthetic = True

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when the database holds a release"
        )

    def handle(self, *args, **options):
        if options["if_empty"] and Release.objects.newest():
            self.stdout.write("The database holds a release already; no demo data loaded.")
            return
        super().handle(*args, **options)

    def load(self, writer, options):
        with tempfile.TemporaryDirectory() as folder:
            write_demo_files(Path(folder))
            placer = self.load_geography(writer, Path(folder, GEOGRAPHY_FOLDER))
            self.load_postcodes(writer, Path(folder, POSTCODE_FOLDER))
            loader = ArchiveLoader(writer, placer)
            paths = [Path(folder, POLICE_FOLDER)]
            with read_members(paths, settings.IMPORT_MAX_UNPACKED_BYTES) as members:
                for member in members:
                    if member.kind in READ_KINDS:
                        READ_KINDS[member.kind](loader, member)
            self.load_counts(writer, Path(folder, RECORDED_CRIME_FOLDER))
        load_statements(writer, SHIPPED_STATEMENTS)

    def load_counts(self, writer, folder):
        area = area_of(Ward.objects.current().values_list("gss_code", flat=True))
        store_counts(writer, [read_recorded_crime(path, area) for path in folder.iterdir()])

    def load_geography(self, writer, folder):
        """Store the schematic wards and their populations; return the Placer of the wards."""
        path = next(folder.glob("*.geojson"))
        content = read_small_file(path)
        boundaries = read_boundaries(content, path.name, VINTAGE)
        changes = store_boundaries(writer, boundaries, Ward.CURRENT_WARD)
        writer.record_file(
            whole_file(
                path, content, source="demo", kind="wards", rows=len(boundaries), changes=changes
            )
        )
        path = next(folder.glob("*.csv"))
        content = read_small_file(path)
        residents = read_population(content, path.name)
        changes = store_populations(writer, residents, POPULATION_DATE, True, path.name)
        writer.record_file(
            whole_file(
                path,
                content,
                source="demo",
                kind="population",
                rows=len(residents),
                changes=changes,
            )
        )
        return placer_of(boundaries)

    def load_postcodes(self, writer, folder):
        loader = PostcodeLoader(writer, Gazetteer(writer.release.number))
        for path in folder.iterdir():
            with postcode_files(path, settings.IMPORT_MAX_UNPACKED_BYTES) as members:
                for member in members:
                    loader.read(member)
        loader.store()

    def tell(self, report, dry_run):
        report.files = report.files[:2] + report.files[-1:]
        super().tell(report, dry_run)
