"""Load street crime from the police API: recorded answers, or live."""

import re
import sys
from pathlib import Path

from django.core.management.base import CommandError
from tqdm import tqdm

from havering_safety.releases.commands import ImportCommand
from havering_safety.releases.faults import FileRefusedError
from incidents.importers.one_source import months_held, refuse_second_source
from incidents.importers.police_api_client import PoliceApi
from incidents.importers.police_api_layout import MONTH, RecordingRefusedError
from incidents.importers.police_api_live import RECORDING_FAULTS, default_folder, wards_to_ask
from incidents.importers.police_api_loading import SOURCE, load_recording
from incidents.importers.police_api_recorder import record_answers

ADDRESS = re.compile(r"https?://")


class Command(ImportCommand):
    help = (
        "Load street crime of all kinds from the police API: recorded answers from a folder or "
        "zip, or live from its address, where answers are recorded in a folder first and the same "
        "command goes on after a break. A month is loaded only when every polygon was answered."
    )
    summary = "Police API"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "source", metavar="PATH_OR_URL",
            help="a recording, or an address such as https://data.police.uk/api",
        )  # fmt: skip
        parser.add_argument("--month", action="append", help="only this month, YYYY-MM; repeatable")
        parser.add_argument(
            "--folder", type=Path, help="where live answers are recorded (default: below var/)"
        )
        parser.add_argument(
            "--replace", action="store_true",
            help="take over months that are held from the archive",
        )  # fmt: skip

    def handle(self, *args, **options):
        for month in options["month"] or ():
            if not MONTH.fullmatch(month):
                raise CommandError(f"--month {month}: expected YYYY-MM.")
        self.unfinished, self.is_live = {}, bool(ADDRESS.match(options["source"]))
        if self.is_live:
            try:
                self.record(options)
            except (*RECORDING_FAULTS, FileRefusedError) as error:
                raise CommandError(str(error)) from error
        super().handle(*args, **options)
        if self.unfinished:
            raise CommandError(
                "; ".join(f"{month}: {why}" for month, why in self.unfinished.items())
            )

    def record(self, options):
        """Record the months asked for; what is then loaded is the folder."""
        wards, api = wards_to_ask(), PoliceApi(options["source"])
        for month in options["month"] or ():
            if not options["replace"]:
                refuse_second_source(SOURCE, month, options["source"])
        folder = options["folder"] or default_folder(wards)
        months = options["month"] or self.months_free(api.months(), options["replace"])
        with tqdm(unit=" answers", disable=not sys.stderr.isatty(), leave=False) as bar:
            report = record_answers(folder, wards, api, months, lambda month, part: bar.update())
        self.stdout.write(f"Recorded in {folder}: {', '.join(report.complete) or 'nothing'}.")
        self.unfinished = report.unfinished
        options["source"], options["month"] = str(folder), report.complete

    def months_free(self, published, replace):
        """Return the published months that the archive does not hold, and name those it does."""
        held = set() if replace else months_held(SOURCE) & set(published)
        if held:
            self.stdout.write(f"Held from the archive and left alone: {', '.join(sorted(held))}.")
        return [month for month in published if month not in held]

    def load(self, writer, options):
        if options["month"] == []:
            return
        try:
            left_out = load_recording(
                writer, Path(options["source"]), options["month"], options["replace"]
            )
        except RecordingRefusedError as error:
            raise CommandError(str(error)) from error
        for month, why in left_out.items():
            self.stdout.write(f"{month}: left out, and not covered: {why}.")
        if self.is_live:
            self.unfinished |= left_out
