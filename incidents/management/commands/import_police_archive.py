"""Load the bulk archive of data.police.uk."""

import re
import sys

from django.conf import settings
from django.core.management.base import CommandError
from tqdm import tqdm

from havering_safety.releases.commands import ImportCommand
from incidents.codelists import CRIME_TYPES
from incidents.importers.archive import read_members
from incidents.importers.loading import READ_KINDS, ArchiveLoader, area_placer
from wards.gazetteer import Gazetteer


class Command(ImportCommand):
    help = "Load monthly files laid out as data.police.uk publishes them, from zips or folders."
    summary = "Police archive"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("paths", metavar="PATH", nargs="+", help="zip archives or folders")
        parser.add_argument(
            "--force", action="append", help="only this force, as in the file names; repeatable"
        )
        parser.add_argument("--month", action="append", help="only this month, YYYY-MM; repeatable")
        parser.add_argument(
            "--only", action="append", default=[], metavar="crime_type=SLUG",
            help="say that street and outcomes files hold these crime types and no other; "
            "repeatable",
        )  # fmt: skip
        parser.add_argument(
            "--replace", action="store_true",
            help="take over months of street crime that are held from the police API",
        )  # fmt: skip

    def load(self, writer, options):
        only = read_only(options["only"])
        with read_members(options["paths"], settings.IMPORT_MAX_UNPACKED_BYTES) as held:
            members = self.chosen(held, options)
            placer = area_placer(Gazetteer(writer.last_release))
            with self.progress_bar(members, options) as bar:
                loader = ArchiveLoader(writer, placer, only, bar.update, options["replace"])
                for member in members:
                    READ_KINDS[member.kind](loader, member)
        for label, reason in loader.left_out:
            self.stdout.write(f"{label}: left out: {reason}.")

    def chosen(self, members, options):
        """Return the members asked for."""
        asked = {name: options[name] for name in ("force", "month") if options[name]}
        for name, wanted in asked.items():
            self.refuse_absent(name, wanted, members)
        for name, wanted in asked.items():
            members = [member for member in members if getattr(member, name) in wanted]
        if not members:
            raise CommandError("The archives hold no file of that force and month.")
        return members

    def refuse_absent(self, name, wanted, members):
        held = {getattr(member, name) for member in members}
        for value in wanted:
            if value not in held:
                raise CommandError(
                    f"--{name} {value}: the archives hold {', '.join(sorted(held))}."
                )

    def progress_bar(self, members, options):
        return tqdm(
            total=sum(member.size for member in members), unit="B", unit_scale=True,
            disable=not sys.stderr.isatty() or options["verbosity"] == 0, leave=False,
        )  # fmt: skip


def read_only(texts):
    """Return the crime types of `--only crime_type=SLUG` options, or raise CommandError."""
    slugs = []
    for text in texts:
        found = re.fullmatch(r"crime_type=([a-z-]+)", text)
        if not found or found.group(1) not in CRIME_TYPES:
            raise CommandError(
                f"--only {text}: expected crime_type= and one of {', '.join(sorted(CRIME_TYPES.codes))}."
            )
        slugs.append(found.group(1))
    return tuple(sorted(set(slugs)))
