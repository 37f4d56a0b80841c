"""Prove what must hold of the data, whatever was imported."""

import time
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from havering_safety.releases.models import Release
from incidents.invariants import INVARIANTS

MOST_SHOWN = 10


class Command(BaseCommand):
    help = (
        "Prove the rules that all data here keep: ledgers add up, versions neither overlap nor "
        "leave gaps, counts are the rows, wards and codes are known. Writes nothing; exits 1 and "
        "names what fails."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--most", type=int, default=MOST_SHOWN, metavar="N",
            help=f"name at most N failures of a rule (default {MOST_SHOWN})",
        )  # fmt: skip

    def handle(self, *args, **options):
        if options["most"] < 1:
            raise CommandError("--most is at least 1.")
        begun, broken = time.monotonic(), 0
        with one_state():
            newest = Release.objects.newest()
            for invariant in INVARIANTS:
                broken += not self.holds(invariant, options["most"])
        state = f"release {newest.number}" if newest else "an empty database"
        seconds = time.monotonic() - begun
        if broken:
            raise CommandError(f"{broken} of {len(INVARIANTS)} rules are broken in {state}.")
        self.stdout.write(
            self.style.SUCCESS(
                f"All {len(INVARIANTS)} rules hold in {state} ({seconds:.1f} seconds)."
            )
        )

    def holds(self, invariant, most):
        """Write one line for a rule, and one for each failure; return whether it holds."""
        failures, more = invariant.failures(most)
        self.stdout.write(f"{'FAILS' if failures else 'ok   '} {invariant.sentence}")
        for failure in failures:
            self.stdout.write(f"      {failure}")
        if more:
            self.stdout.write("      … and more.")
        return not failures


@contextmanager
def one_state():
    """Read everything from one state of the database, whatever is imported meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
