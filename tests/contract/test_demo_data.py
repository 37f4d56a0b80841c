"""Every rule holds of the demo."""

import pytest

from tests.invariants.checking import report_of

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]


def test_all_rules_hold_of_the_demo():
    assert report_of().splitlines()[-1].startswith("All 24 rules hold in release 1 (")
