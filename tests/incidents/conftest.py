"""The borough that most tests of incidents ask about."""

import pytest

from tests.borough import RAINHAM, ST_EDWARDS, UPMINSTER, make_borough, make_incident, publish


@pytest.fixture
def borough(db, tmp_path):
    """Load three wards without an incident: release 1."""
    make_borough(tmp_path)


@pytest.fixture
def january(borough, tmp_path):
    """Load five incidents of January 2024, told apart by their Crime IDs: release 2."""
    publish(tmp_path, JANUARY)


@pytest.fixture
def february(january, tmp_path):
    """Load two incidents of February, and revise January: release 4.

    Incident 1 gets another outcome, incident 5 is withdrawn, incident 6 is new.
    """
    february = [
        make_incident(month="2024-02", serial=11),
        make_incident(RAINHAM, month="2024-02", serial=12),
    ]
    publish(tmp_path, february, month="2024-02")
    revised = [
        JANUARY[0] | {"Last outcome category": "Suspect charged"},
        *JANUARY[1:4],
        make_incident(serial=6),
    ]
    publish(tmp_path, revised)


JANUARY = [
    make_incident(serial=1, Location="On or near High Street"),
    make_incident(serial=2, Crime_type="Robbery", Last_outcome_category="Offender fined"),
    make_incident(UPMINSTER, serial=3, Crime_type="Robbery", Location="On or near Station Road"),
    make_incident(RAINHAM, serial=4, Crime_type="Drugs", LSOA_code="E01002346"),
    make_incident(
        ST_EDWARDS, serial=None, Crime_type="Anti-social behaviour", Last_outcome_category="",
        Location="On or near High Road",
    ),
]  # fmt: skip
