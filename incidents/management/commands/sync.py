"""Fetch what the police API has newly published. Made for cron: one line, and a telling status."""

import argparse
import io
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, DjangoHelpFormatter

from havering_safety.bulk.shelf import Shelf
from havering_safety.operations.warming import WarmingError, warm
from havering_safety.releases.commands import one_clear_line
from havering_safety.releases.faults import FileRefusedError
from havering_safety.releases.models import Release
from havering_safety.releases.writer import writing
from incidents.importers.one_source import months_held
from incidents.importers.police_api_client import DEFAULT_URL, PoliceApi, PoliceApiError
from incidents.importers.police_api_layout import RecordingRefusedError
from incidents.importers.police_api_live import RECORDING_FAULTS, default_folder, wards_to_ask
from incidents.importers.police_api_loading import load_recording
from incidents.importers.police_api_recorder import record_answers

NOT_ANSWERED, UNFINISHED, REFUSED, AFTERWARDS = 3, 4, 5, 6

HELP = """\
Load the months of street crime that the police API publishes and this database does not hold,
from any source; then build the bulk files of the newest release where it has none, and have web processes
answer what many ask. Writes one line. Exit status:
  0  nothing is new, or all that is new was loaded
  3  the police API cannot be asked, or gave up; what was recorded stays, and the next run goes on
  4  a month could not be finished and is not covered; the others, if any, were loaded
  5  the import was refused (another one is running, no boundaries are loaded, …)
  6  what is new was loaded, but the bulk files were not built or a server was not warmed
"""


class PlainHelp(DjangoHelpFormatter):
    """Keeps the lines of the help as they are."""

    def _fill_text(self, text, width, indent):
        return text


class Command(BaseCommand):
    help = HELP

    def create_parser(self, prog_name, subcommand, **options):
        return super().create_parser(prog_name, subcommand, **options, formatter_class=PlainHelp)

    def add_arguments(self, parser):
        parser.add_argument("--url", default=DEFAULT_URL, help=f"the API's address ({DEFAULT_URL})")
        parser.add_argument(
            "--folder", type=Path, help="where answers are recorded (default: below var/)"
        )
        parser.add_argument(
            "--bulk", action=argparse.BooleanOptionalAction, default=True,
            help="build the bulk files of a newest release that has none (the default), or do not",
        )  # fmt: skip
        parser.add_argument(
            "--warm", action="append", default=[], metavar="URL",
            help="a web process to ask afterwards, http://127.0.0.1:8001 say; may be repeated",
        )  # fmt: skip

    def handle(self, *args, **options):
        report, folder = self.record(options)
        made, left_out = self.load(folder, report.complete)
        unfinished = report.unfinished | left_out
        loaded = sorted({*report.complete} - left_out.keys())
        said = (
            f"Release {made.release.number}: {', '.join(loaded)}: {made.added:,} rows added."
            if made and made.release
            else "Nothing new."
        )
        done, failed = self.follow_up(options)
        said = " ".join([said, *done])
        if unfinished:
            why = "; ".join(f"{month}: {reason}" for month, reason in sorted(unfinished.items()))
            said = " ".join([f"{said} Not finished: {why}", *failed])
            raise CommandError(said, returncode=UNFINISHED)
        if failed:
            raise CommandError(" ".join([said, *failed]), returncode=AFTERWARDS)
        self.stdout.write(said)

    def follow_up(self, options):
        """Build the bulk files and warm the servers; return two lists of sentences: done, and failed."""
        done, failed, newest = [], [], Release.objects.newest()
        if options["bulk"] and newest:
            try:
                if newest.number not in Shelf().releases():
                    call_command("build_bulk_files", verbosity=0, stdout=io.StringIO())
                    done.append(f"Bulk files of release {newest.number} built.")
            except (CommandError, OSError) as error:
                failed.append(f"Bulk files not built: {error}")
        for server in options["warm"]:
            try:
                done.append(f"{server} warmed by {warm(server)} answers.")
            except WarmingError as error:
                failed.append(f"Not warmed: {error}")
        return done, failed

    def record(self, options):
        """Record the months that are new; return how it went, and the folder."""
        try:
            wards, api = wards_to_ask(), PoliceApi(options["url"])
            folder = options["folder"] or default_folder(wards)
            held = months_held()
            new = [month for month in api.months() if month not in held]
            return record_answers(folder, wards, api, new), folder
        except PoliceApiError as error:
            raise CommandError(str(error), returncode=NOT_ANSWERED) from error
        except (FileRefusedError, *RECORDING_FAULTS) as error:
            raise CommandError(str(error), returncode=REFUSED) from error

    def load(self, folder, months):
        """Load the months recorded; return the import's Report, if any, and the months left out."""
        if not months:
            return None, {}
        try:
            with one_clear_line(REFUSED), writing("Police API") as writer:
                left_out = load_recording(writer, folder, months)
        except RecordingRefusedError as error:
            raise CommandError(str(error), returncode=REFUSED) from error
        return writer.report, left_out
