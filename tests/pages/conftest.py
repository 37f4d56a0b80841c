"""A borough with a gap: incidents of December and February, nothing held of January."""

import pytest

from tests.borough import RAINHAM, ST_EDWARDS, UPMINSTER, make_borough, make_incident, publish
from tests.importing import import_population
from tests.ward_files import make_population


@pytest.fixture
def winter(db, tmp_path):
    """Load three wards, their residents, and two months of burglaries and robberies."""
    make_borough(tmp_path)
    people = make_population(
        tmp_path / "population.csv", {ST_EDWARDS: 10_000, UPMINSTER: 5_000, RAINHAM: 1_000}
    )
    import_population(people, "--date=2021-03-21")
    december = [make_incident(month="2023-12", serial=n) for n in range(1, 13)]
    publish(tmp_path, december, month="2023-12")
    february = [
        make_incident(month="2024-02", serial=21),
        make_incident(month="2024-02", serial=22, Crime_type="Robbery"),
        make_incident(UPMINSTER, month="2024-02", serial=23, Crime_type="Robbery"),
    ]
    publish(tmp_path, february, month="2024-02")
