"""Months of incidents and searches by their numbers, in the wards of `tests.borough`."""

import pytest

from tests.borough import ST_EDWARDS, at, make_borough
from tests.importing import import_archive, import_population
from tests.police_files import make_archive, make_row, make_street, street_name
from tests.stop_search_files import make_search_file, search_name
from tests.ward_files import make_population


@pytest.fixture
def borough(db, tmp_path):
    """Load three wards without an incident: release 1."""
    make_borough(tmp_path)


@pytest.fixture
def residents(borough, tmp_path):
    """Load populations of wards by code."""

    def load(date="2021-03-21", derived=True, **people):
        path = make_population(tmp_path / "population.csv", people)
        import_population(path, f"--date={date}", *(["--derived"] if derived else []))

    return load


@pytest.fixture
def publish_months(borough, tmp_path):
    """Import, as one release, months of the Met as {month: {(ward code, crime type): rows}}."""

    def load(months, force="metropolitan", options=()):
        members = {
            street_name(month, force): make_street(_rows(month, counts))
            for month, counts in months.items()
        }
        import_archive(make_archive(tmp_path / "street.zip", members), "--allow-removals", *options)

    return load


@pytest.fixture
def publish_searches(borough, tmp_path):
    """Import, as one release, searches of the Met as {month: rows}."""

    def load(months):
        members = {search_name(month): make_search_file(rows) for month, rows in months.items()}
        import_archive(make_archive(tmp_path / "searches.zip", members), "--allow-removals")

    return load


def _rows(month, counts):
    rows = [
        make_row(at(code), {"Crime type": crime_type}, month=month)
        for (code, crime_type), n in counts.items()
        for _ in range(n)
    ]
    # A file without a row is refused; this one lies outside the area.
    return [*rows, make_row(at(ST_EDWARDS, Longitude="0.9"), month=month)]


@pytest.fixture
def stats(client):
    """Ask for statistics, of incidents unless another data set is named; return the answer."""

    def ask(dataset="incidents", **query):
        response = client.get(f"/api/v1/stats/{dataset}", query)
        assert response.status_code == 200, response.content
        return response.json()

    return ask
