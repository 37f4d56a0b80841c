"""The wards of 2002 to 2022 and the present wards that hold their land, against a published overlay."""

import csv
from collections import defaultdict

import pytest

from tests.importing import import_boundaries
from tests.problems import read_problem
from tests.real.transactions import taken_back
from wards.former import FORMER_WARDS

pytestmark = [
    pytest.mark.usefixtures("former_wards", "db"),
    pytest.mark.xdist_group("real"),
]

LEAST_SHARE = 0.01


@pytest.fixture(scope="module")
def former_wards(real_database, real_data, django_db_blocker):
    """Load the former boundaries beside the present ones."""
    with taken_back(django_db_blocker):
        with django_db_blocker.unblock():
            import_boundaries(str(real_data / "geography/wards_2002_2022.geojson"), "--former")
        yield


@pytest.fixture(scope="module")
def overlay(real_data):
    """Return {former code: {present code: share}}, shares of at least 1 %."""
    shares = defaultdict(dict)
    path = real_data / "geography/overlap_ward2002_ward2022.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if float(row["share_of_old"]) >= LEAST_SHARE:
                shares[row["old_code"]][row["new_code"]] = float(row["share_of_old"])
    return shares


def successors_of(client, code):
    return client.get(f"/api/v1/wards/{code}").json()["successors"]


def test_shares_are_those_of_the_overlay(client, overlay):
    assert len(overlay) == 18
    for code, shares in overlay.items():
        found = {ward["gss_code"]: ward["share"] for ward in successors_of(client, code)}

        assert found == pytest.approx(shares, abs=0.01)


def test_largest_share_comes_first(client, overlay):
    for code in overlay:
        shares = [ward["share"] for ward in successors_of(client, code)]

        assert shares == sorted(shares, reverse=True)


def test_wards_known_without_boundaries_have_the_same_successors(overlay):
    known = {ward.gss_code: [*ward.successors] for ward in FORMER_WARDS}

    assert known == {
        code: sorted(shares, key=lambda new: -shares[new]) for code, shares in overlay.items()
    }


def test_filter_by_a_former_ward_names_its_successors_with_shares(client, overlay):
    problem = read_problem(client.get("/api/v1/incidents?ward=romford-town"), "invalid-query")

    (fault,) = problem["errors"]
    assert {ward["gss_code"]: ward["share"] for ward in fault["successors"]} == pytest.approx(
        overlay["E05000319"], abs=0.01
    )


def test_point_has_its_former_ward(client):
    body = client.get("/api/v1/wards/lookup?lat=51.5776&lon=0.178261").json()

    assert (body["ward"]["slug"], body["former_ward"]["name"]) == ("st-edwards", "Romford Town")
