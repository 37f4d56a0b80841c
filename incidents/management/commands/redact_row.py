"""Withdraw one row from every release, to protect somebody's privacy."""

import getpass

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from havering_safety.bulk.build import outdated
from havering_safety.bulk.shelf import Shelf
from havering_safety.releases.models import Release, Tombstone
from havering_safety.releases.transaction import ImportRunningError
from havering_safety.releases.writer import writing
from incidents.redaction import redact_called

AFTERWARDS = (
    "Not reached from here: answers in the caches of proxies and readers (pinned ones are fresh for a "
    "day), backups, and the file that was imported."
)


class Command(BaseCommand):
    # It may have to be quick, and reads no view.
    requires_system_checks = ()
    help = (
        "Withdraw an incident, a stop search or a statement from every release, to protect somebody's privacy. "
        "It leaves lists, counts and exports, its own address answers 410, later imports withhold it, "
        "and bulk files that hold it are built anew. This cannot be undone."
    )

    def add_arguments(self, parser):
        parser.add_argument("id", help="the id of the row, or the slug of the statement")
        parser.add_argument(
            "--reason", required=True, help="why; kept for staff (500 characters), never published"
        )
        parser.add_argument("--by", default="", help="who decided; whoever runs this, if left out")

    def handle(self, *args, **options):
        reason, by = options["reason"].strip(), (options["by"] or getpass.getuser()).strip()
        if not reason or len(reason) > 500 or len(by) > 150:
            raise CommandError("--reason takes 1 to 500 characters, --by at most 150.")
        self.stdout.write(self.withdraw(options["id"].strip(), reason, by))
        self.renew_bulk_files()

    def withdraw(self, public_id, reason, by):
        """Withdraw a row, unless that is done already; return what became of it, in words."""
        try:
            with writing("Withdrawn for privacy from every release", synthetic=None) as writer:
                rows = redact_called(writer, public_id, reason=reason, by=by)
                if not rows:
                    return _already(public_id)
        except ImportRunningError as error:
            raise CommandError(str(error)) from error
        outcomes = f" and {rows - 1:,} of its outcomes" if rows > 1 else ""
        done = (
            f"Release {writer.release.number}: {public_id}{outcomes} withdrawn from every release."
        )
        return f"{self.style.SUCCESS(done)}\n{AFTERWARDS}"

    def renew_bulk_files(self):
        """Build the files anew that hold what is published no more: they are served no more."""
        anew, _ = outdated(Shelf(), lambda number: Release.objects.filter(number=number).first())
        if not anew:
            return
        numbers = ", ".join(str(release.number) for release in anew)
        self.stdout.write(
            f"Building the bulk files of release {numbers} anew; until then they are not served."
        )
        call_command("build_bulk_files", release=anew[0].number, stdout=self.stdout)


def _already(public_id):
    """Return in which release a row was withdrawn; raise CommandError for one that never was."""
    gone = Tombstone.objects.filter(public_id=public_id).first()
    if gone is None:
        raise CommandError(f"No incident, stop search or statement has the id {public_id!r}.")
    return f"{public_id} was withdrawn in release {gone.release_id} already. Nothing changed."
