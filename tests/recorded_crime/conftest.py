"""A small area with recorded crime under both schemes, for boroughs, and on the dashboard."""

import pytest

from tests.counts_files import (
    ARSON,
    NEW_BOROUGH_HEADER,
    OLD_ROBBERY,
    OLD_WEAPONS,
    ROBBERY,
    WEAPONS,
    make_counts,
    make_dashboard,
    make_figure,
    make_wards,
)
from tests.importing import run
from tests.ward_files import EAST_WARD, WEST_WARD

INJURY = "Knife Crime with Injury"


@pytest.fixture
def recorded(two_wards_loaded, tmp_path):
    """Load, as release 2, wards for 2023-12 to 2024-02 (regrouped after December), and the rest."""
    old = [(OLD_ROBBERY, WEST_WARD, 3), (OLD_ROBBERY, EAST_WARD, 4), (OLD_WEAPONS, WEST_WARD, 2)]
    new = [(ROBBERY, WEST_WARD, 5, 6), (ROBBERY, EAST_WARD, 0, 8), (WEAPONS, WEST_WARD, 9, 1)]
    knives = [
        make_figure(count=7),
        make_figure(count=2, crime_subtype=INJURY),
        make_figure(count=1, measure="Positive Outcomes"),
        make_figure(code=f"{WEST_WARD} ", count=4),
    ]
    run(
        "import_recorded_crime",
        make_wards(tmp_path / "old.csv", ["202312"], old),
        make_wards(tmp_path / "new.csv", ["202401", "202402"], new),
        make_counts(
            tmp_path / "boroughs.csv", NEW_BOROUGH_HEADER, ["202401"], [[*ARSON, "Havering", 20]]
        ),
        make_dashboard(tmp_path / "dashboard.csv", knives),
    )
