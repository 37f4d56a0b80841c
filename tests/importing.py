"""Run the import commands as an operator does, and read what they say and what they left."""

import io

import pytest
from django.core.management import CommandError, call_command

from havering_safety.releases.models import (
    CountDifference,
    Coverage,
    Quality,
    Reject,
    Release,
    SourceFile,
    Tombstone,
    UnlistedCode,
)
from incidents.models import Incident, Outcome, StopSearch
from wards.models import Population, Postcode, Ward

TABLES = (
    Release, SourceFile, Reject, Coverage, Quality, UnlistedCode, Tombstone, CountDifference,
    Incident, Outcome, StopSearch, Ward, Population, Postcode,
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


def import_postcodes(*arguments):
    return run("import_postcodes", *arguments)


def contents():
    """Return every row of every table that an import writes."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}


def refusal_of(command, *arguments):
    """Return the message of a command that fails with exit status 1 and leaves everything as it was."""
    before = contents()
    with pytest.raises(CommandError) as refused:
        command(*map(str, arguments))
    assert refused.value.returncode == 1
    assert contents() == before
    return str(refused.value)


def ids(release):
    """Return the public ids of the incidents of a release, by its number."""
    return set(Incident.objects.as_of(release).values_list("public_id", flat=True))
