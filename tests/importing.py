"""Run the import commands as an operator does, and read what they say and what they left."""

import io

from django.core.management import call_command

from havering_safety.releases.models import (
    CountDifference,
    Coverage,
    Quality,
    Reject,
    Release,
    SourceFile,
    UnlistedCode,
)
from incidents.models import Incident, Outcome, StopSearch
from wards.models import Population, Ward

TABLES = (
    Release, SourceFile, Reject, Coverage, Quality, UnlistedCode, CountDifference,
    Incident, Outcome, StopSearch, Ward, Population,
)  # fmt: skip


def run(command, *arguments):
    """Run an import command and return what it wrote. Raises CommandError."""
    output = io.StringIO()
    call_command(command, *arguments, stdout=output)
    return output.getvalue()


def import_archive(*arguments):
    return run("import_police_archive", *arguments)


def import_api(*arguments):
    return run("import_police_api", *arguments)


def import_boundaries(*arguments):
    return run("import_ward_boundaries", *arguments)


def import_population(*arguments):
    return run("import_population", *arguments)


def contents():
    """Return every row of every table that an import writes."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}
