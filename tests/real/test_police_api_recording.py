"""The recorded answers of 2016-01 to 2017-06, one per month and former ward."""

from collections import Counter

import pytest

from incidents.codelists import CRIME_TYPES, OUTCOMES
from incidents.importers.police_api import read_recording

RECORDING = "police/api-crimes-street-2016-01-to-2017-06.zip"
FORMER_WARDS = {f"E05000{number}-0" for number in range(306, 324)}
# Before placement: crimes just outside the borough are still among them.
CRIMES_AND_ROBBERIES = {
    "2016-01": (1642, 25),
    "2016-02": (1661, 42),
    "2016-04": (1812, 27),
    "2016-05": (1906, 25),
    "2016-06": (1868, 26),
    "2016-07": (1952, 24),
    "2016-08": (1861, 21),
    "2016-09": (1827, 18),
    "2016-10": (1833, 27),
    "2016-11": (1695, 23),
    "2016-12": (1825, 25),
    "2017-01": (1846, 43),
    "2017-02": (1642, 27),
    "2017-03": (1965, 38),
    "2017-04": (1886, 60),
    "2017-05": (2045, 45),
    "2017-06": (1930, 65),
}


@pytest.fixture(scope="module")
def answers(real_data):
    """Return the answers of each month, all of them: 31,196 crimes."""
    with read_recording(real_data / RECORDING) as months:
        return {month.month: list(month.answers()) for month in months}


def test_every_month_but_march_2016_is_complete(real_data):
    with read_recording(real_data / RECORDING) as months:
        assert [month.month for month in months] == list(CRIMES_AND_ROBBERIES)
        assert all(month.complete and month.polygons == FORMER_WARDS for month in months)
        assert all(month.manifest is None for month in months)


def test_rows_are_crimes_and_repeats_across_borders(answers):
    every = [answer for month in answers.values() for answer in month]

    assert len(every) == 17 * 18
    assert sum(answer.rows for answer in every) == 31_991
    assert sum(len(answer.crimes) for answer in every) == 31_196
    assert sum(answer.repeated for answer in every) == 795
    assert [answer.rejects for answer in every if answer.rejects] == []


def test_crimes_and_robberies_by_month(answers):
    counts = {}
    for month, read in answers.items():
        categories = Counter(crime.category for answer in read for crime in answer.crimes)
        counts[month] = (categories.total(), categories["robbery"])

    assert counts == CRIMES_AND_ROBBERIES


def test_every_category_and_outcome_is_known(answers):
    crimes = [crime for month in answers.values() for answer in month for crime in answer.crimes]

    # The two of before May 2013 are not among them.
    older = {"violent-crime", "public-disorder-and-weapons"}
    assert {CRIME_TYPES.slug_of(crime.category) for crime in crimes} == {*CRIME_TYPES.codes} - older
    outcomes = {crime.outcome_category for crime in crimes} - {None}
    assert {OUTCOMES.slug_of(text) for text in outcomes} <= set(OUTCOMES.codes)
    assert {crime.category for crime in crimes if crime.outcome_category is None} == {
        "anti-social-behaviour"
    }


def test_blank_persistent_ids_are_anti_social_behaviour_and_transport_police(answers):
    crimes = [crime for month in answers.values() for answer in month for crime in answer.crimes]

    blank = Counter(
        "BTP" if crime.location_type == "BTP" else crime.category
        for crime in crimes
        if not crime.persistent_id
    )

    assert sum(blank.values()) == 7208
    assert set(blank) == {"anti-social-behaviour", "BTP"}
