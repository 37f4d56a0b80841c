"""Every rule holds of real files, imported over one another."""

import pytest

from tests.importing import run
from tests.invariants.checking import report_of

pytestmark = pytest.mark.xdist_group("real")


@pytest.mark.usefixtures("db", "real_database")
def test_all_rules_hold_of_the_real_files(real_data):
    run("import_police_archive", str(real_data / "police/2024-01-02-city-later-download.zip"))
    # Two downloads overlap, and the later one regroups the categories of the earlier.
    for name in ("(202112-202311)", "(202307-202506)"):
        path = real_data / f"met/MPS Ward Level Crime {name}.csv"
        run("import_recorded_crime", str(path), "--allow-removals")

    assert report_of().splitlines()[-1].startswith("All 24 rules hold in release 7 (")
