"""Every rule broken once by hand: the check names it, the row or month, what is expected and found."""

import pytest
from django.db import connection, transaction

from incidents.invariants import INVARIANTS
from incidents.models import Incident
from tests.invariants import broken_releases, broken_rows
from tests.invariants.checking import breaches, report_of

BREAKS = broken_releases.BREAKS + broken_rows.BREAKS


@pytest.fixture(autouse=True)
def constraints_back():
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def test_all_rules_hold_of_the_history():
    *lines, last = report_of().splitlines()

    assert lines == [f"ok    {invariant.sentence}" for invariant in INVARIANTS]
    assert last.startswith(f"All {len(INVARIANTS)} rules hold in release 10 (")


@pytest.mark.parametrize("break_it", BREAKS, ids=lambda function: function.__name__)
def test_a_broken_rule_is_named(break_it):
    expected = break_it()

    found = breaches()

    assert {
        rule: found[rule] if lines is ... else lines for rule, lines in expected.items()
    } == found


def test_no_more_failures_are_named_than_asked_for():
    Incident.objects.update(crime_type="piracy")

    default, one = breaches(), breaches("--most=1")

    rule = "Kept counts changed in each release as its rows did."
    assert len(default[rule]) == 11
    assert default[rule][-1] == "… and more."
    assert one[rule] == [default[rule][0], "… and more."]


def test_every_rule_is_broken_by_a_test():
    assert {rule for break_it in BREAKS for rule in _rules_of(break_it)} == {
        invariant.sentence for invariant in INVARIANTS
    }


def _rules_of(break_it):
    with transaction.atomic():
        expected = break_it()
        transaction.set_rollback(True)
    return [rule for rule, lines in expected.items() if lines is not ...]
