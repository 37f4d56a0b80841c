"""What all import commands share: options, one release, errors as one clear line, the report."""

import hashlib
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from havering_safety.releases.faults import FileRefusedError
from havering_safety.releases.models import SourceFile
from havering_safety.releases.removals import RemovalsRefusedError
from havering_safety.releases.transaction import ImportRunningError
from havering_safety.releases.writer import MixedDataError, writing

REFUSALS = (FileRefusedError, ImportRunningError, MixedDataError, RemovalsRefusedError)


@contextmanager
def one_clear_line(returncode=1):
    """Turn what stops an import, the files' fault or the database's, into a CommandError."""
    try:
        yield
    except REFUSALS as error:
        raise CommandError(str(error), returncode=returncode) from error
    except OperationalError as error:
        # A full disk, a server that went away: whether the last commit was kept, nobody can say from here.
        raise CommandError(
            f"The database failed: {' '.join(str(error).split())}. An import is saved whole or not at all: "
            "mend this and run the command again.",
            returncode=returncode,
        ) from error


class ImportCommand(BaseCommand):
    """A command that is one transaction and at most one release. Subclasses give `load(writer, options)`."""

    # They read every view and are those of the server's start and of `check`; an import needs none.
    requires_system_checks = ()
    summary = "Import"
    # None for reference data, which stand beside real and synthetic data alike.
    synthetic: bool | None = False

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="read and compare everything, save nothing"
        )
        parser.add_argument(
            "--allow-removals",
            action="store_true",
            help="let the import withdraw, or its files lack, more than 5 %% of the rows held before",
        )

    def handle(self, *args, **options):
        with (
            one_clear_line(),
            writing(
                self.summary,
                synthetic=self.synthetic,
                allow_removals=options["allow_removals"],
                dry_run=options["dry_run"],
            ) as writer,
        ):
            self.load(writer, options)
        self.tell(writer.report, options["dry_run"])

    def load(self, writer, options):
        """Read what the options name and hand it to the writer."""
        raise CommandError(f"{type(self).__name__} loads nothing.")

    def tell(self, report, dry_run):
        """Write one line a file with its ledger, and one that says what became of it all."""
        for source in report.files:
            self.stdout.write(f"{source.name}: {ledger_line(source)}")
        for codelist, slug, label in sorted(report.unlisted):
            self.stdout.write(f"{label!r} is not in the codelist {codelist}; kept as {slug}.")
        counts = (
            f"{report.added:,} added, {report.revised:,} revised, {report.withdrawn:,} withdrawn"
        )
        if dry_run:
            self.stdout.write(f"Dry run, nothing saved: {counts}.")
        elif report.release:
            self.stdout.write(self.style.SUCCESS(f"Release {report.release.number}: {counts}."))
        else:
            self.stdout.write("Nothing changed, no release made.")


def ledger_line(source):
    """Return the ledger of a source file in words."""
    return (
        f"{source.rows_read:,} rows read = {source.stored:,} stored + {source.outside_area:,} outside "
        f"the area + {source.without_location:,} without location + {source.rejected:,} rejected "
        f"+ {source.repeated:,} repeated; {source.added:,} added, {source.revised:,} revised, "
        f"{source.withdrawn:,} withdrawn"
    )


def read_small_file(path):
    """Return the bytes of a file that is read whole; raise CommandError where it cannot be."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error


def whole_file(path, content, *, source, kind, rows, changes):
    """Return the SourceFile of a file read whole, all of whose `rows` were stored."""
    added, revised, withdrawn = changes
    return SourceFile(
        source=source,
        kind=kind,
        name=Path(path).name,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        rows_read=rows,
        stored=rows,
        added=added,
        revised=revised,
        withdrawn=withdrawn,
    )
