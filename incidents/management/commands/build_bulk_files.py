"""Build the files of a whole release: SQLite, zipped CSV, Parquet, with their manifest."""

import argparse
import sys
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from havering_safety.bulk.build import Builder, BuildError, contents_of, outdated, parquet_wanted
from havering_safety.bulk.shelf import BuildRunningError, Shelf
from havering_safety.releases.models import Release
from incidents.bulk import RECIPES


class Command(BaseCommand):
    help = (
        "Build the files of a whole release, served under /bulk: SQLite, zipped CSV, Parquet where "
        "pyarrow is installed. They replace those of before at one stroke. Files of before a "
        "redaction are built anew."
    )

    def add_arguments(self, parser):
        parser.add_argument("--release", type=int, metavar="N", help="this release, not the newest")
        parser.add_argument(
            "--parquet", action=argparse.BooleanOptionalAction, default=None,
            help="write Parquet too, or not; without a word: where pyarrow is installed",
        )  # fmt: skip

    def handle(self, *args, **options):
        release = self.chosen(options["release"])
        shelf = Shelf()
        try:
            parquet = parquet_wanted(options["parquet"])
            with shelf.locked():
                self.build_all(shelf, release, parquet, options)
        except (BuildError, BuildRunningError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename or shelf.root}: {error.strerror}.") from error
        if not parquet and options["parquet"] is None:
            self.stdout.write(
                "No Parquet: pyarrow is not installed (pip install -r requirements-bulk.txt)."
            )

    def chosen(self, number):
        newest = Release.objects.newest()
        if newest is None:
            raise CommandError("There is no release yet: import something first.")
        release = newest if number is None else release_of(number)
        if release is None:
            raise CommandError(f"There is no release {number}; the newest is {newest.number}.")
        return release

    def build_all(self, shelf, release, parquet, options):
        anew, gone = outdated(shelf, release_of)
        for number in gone:
            shelf.withdraw(number)
            self.stdout.write(f"Release {number} is not in this database: its files are gone.")
        others = [other for other in anew if other.number != release.number]
        for wanted in (release, *others):
            with self.progress_bar(wanted, parquet, options) as advance:
                manifest = Builder(shelf, RECIPES, parquet, advance).build(wanted)
            for file in manifest["files"]:
                self.stdout.write(f"{file['name']}: {file['rows']:,} rows, {file['size']:,} bytes")
            folder = shelf.root / str(wanted.number)
            self.stdout.write(self.style.SUCCESS(f"Release {wanted.number}: {folder}"))

    @contextmanager
    def progress_bar(self, release, parquet, options):
        """Give the function that is told of rows written; on a terminal they are shown."""
        hidden = not sys.stderr.isatty() or options["verbosity"] == 0
        tables = () if hidden else contents_of(release, RECIPES).tables
        total = sum(table.rows for table in tables) * (3 if parquet else 2)
        with tqdm(total=total, unit=" rows", unit_scale=True, disable=hidden, leave=False) as bar:

            def advance(name, rows):
                bar.set_description(name, refresh=False)
                bar.update(rows)

            yield advance


def release_of(number):
    return Release.objects.filter(number=number).first()
