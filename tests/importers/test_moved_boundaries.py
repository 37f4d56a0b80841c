"""New boundaries place searches, outcomes and crimes of the API anew, in their release."""

import pytest

from havering_safety.releases.models import CountDifference
from incidents.models import Arrest, Incident, Outcome, StopSearch
from tests.importers.api_crimes import EAST as AT_EAST
from tests.importers.api_crimes import make_located_crimes
from tests.importers.api_crimes import make_month as make_answers
from tests.importing import import_api, import_archive, import_boundaries
from tests.outcome_files import make_outcome_file, make_outcomes, outcome_name
from tests.police_files import EAST, make_archive
from tests.stop_search_files import (
    ARREST,
    IN_EAST,
    make_search_file,
    make_searches,
    search_name,
)
from tests.ward_files import EAST_WARD, WEST_WARD, make_boundaries, two_wards

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_kinds")]


@pytest.fixture
def all_kinds(two_wards_loaded, tmp_path):
    """Import 20 rows of each kind, one of them in East (releases 2 and 3)."""
    archive = make_archive(
        tmp_path / "january.zip",
        {
            search_name(): make_search_file(
                make_searches(19, ARREST) + make_searches(1, ARREST, IN_EAST)
            ),
            outcome_name(): make_outcome_file(make_outcomes(19) + make_outcomes(1, EAST)),
        },
    )
    import_archive(archive)
    crimes = make_located_crimes(19) + make_located_crimes(1, 100, place=AT_EAST)
    import_api(make_answers(tmp_path / "answers", crimes))


def in_wards(model, release):
    codes = model.objects.as_of(release).values_list("ward_code", flat=True)
    return sum(code == WEST_WARD for code in codes), sum(code == EAST_WARD for code in codes)


@pytest.mark.parametrize("model", [StopSearch, Arrest, Outcome, Incident])
def test_rows_move_into_the_ward_that_now_holds_them(tmp_path, model):
    import_boundaries(make_boundaries(tmp_path / "moved.geojson", two_wards(border=0.16)))

    assert in_wards(model, 3) == (19, 1)
    assert in_wards(model, 4) == (20, 0)


def test_counts_kept_move_along(tmp_path):
    import_boundaries(make_boundaries(tmp_path / "moved.geojson", two_wards(border=0.16)))

    arrests = CountDifference.objects.filter(dataset="arrests", ward_code=EAST_WARD)
    assert list(arrests.order_by("release").values_list("release", "n")) == [(2, 1), (4, -1)]


@pytest.mark.parametrize("model", [StopSearch, Arrest, Outcome, Incident])
def test_rows_outside_the_new_area_are_withdrawn(tmp_path, model):
    west_alone = make_boundaries(tmp_path / "west.geojson", two_wards()[:1])

    import_boundaries(west_alone, "--allow-removals")

    assert in_wards(model, 3) == (19, 1)
    assert in_wards(model, 4) == (19, 0)
