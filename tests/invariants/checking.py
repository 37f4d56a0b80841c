"""Run `check_data` as an operator does, and read its report."""

import io

import pytest
from django.core.management import CommandError, call_command


def report_of(*arguments):
    """Return what the check wrote, which must have passed."""
    output = io.StringIO()
    call_command("check_data", *arguments, stdout=output)
    return output.getvalue()


def breaches(*arguments):
    """Return {rule: its failures} of a check that must have failed with exit status 1."""
    output = io.StringIO()
    with pytest.raises(CommandError) as failed:
        call_command("check_data", *arguments, stdout=output)
    assert failed.value.returncode == 1
    found, rule = {}, None
    for line in output.getvalue().splitlines():
        if line.startswith("FAILS "):
            rule = found.setdefault(line.removeprefix("FAILS "), [])
        elif line.startswith("      "):
            rule.append(line.strip())
    assert str(failed.value).startswith(f"{len(found)} of ")
    return found
