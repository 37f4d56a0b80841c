"""Demo street files: the police's layout and oddities, the same bytes everywhere."""

import csv
import re
from collections import Counter
from datetime import date
from hashlib import sha256

import pytest

from incidents.demo.area import WARDS
from incidents.demo.crime_types import CRIME_TYPES
from incidents.demo.last_outcomes import UNDER_INVESTIGATION
from incidents.demo.map_points import NO_LOCATION, OUTSIDE_POINTS, map_points
from incidents.demo.months import DEMO_FIRST_MONTH, DEMO_LAST_MONTH, months_between
from incidents.demo.street import street_rows, write_street_file

MONTHS = months_between(DEMO_FIRST_MONTH, DEMO_LAST_MONTH)
WARD_OF_POINT = {
    (point.longitude, point.latitude): ward.name for ward in WARDS for point in map_points(ward)
}


@pytest.fixture(scope="module")
def rows_by_month():
    """Return the rows of every month of the demo."""
    return {month: street_rows(month) for month in MONTHS}


def ward_of(row):
    """Return the name of the ward a row's map point belongs to, or None."""
    return WARD_OF_POINT.get((row.longitude, row.latitude))


def test_file_has_the_archive_layout(tmp_path):
    month = date(2024, 1, 1)

    path = write_street_file(tmp_path, month, street_rows(month))

    assert path == tmp_path / "2024-01" / "2024-01-metropolitan-street.csv"
    with path.open(encoding="utf-8", newline="") as file:
        assert next(file) == (
            "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,"
            "LSOA name,Crime type,Last outcome category,Context\n"
        )
        assert list(csv.reader(file)) == [list(row) for row in street_rows(month)]


def test_bytes_are_the_same_everywhere(tmp_path):
    """A new digest here means that every demo database changes: intend it."""
    month = date(2024, 1, 1)

    path = write_street_file(tmp_path, month, street_rows(month))

    assert sha256(path.read_bytes()).hexdigest() == (
        "866a9ea2a1294d15f808fb115877cca968d725891f51fb3a39e340abe05beeab"
    )


def test_months_are_borough_sized(rows_by_month):
    assert all(1_700 <= len(rows) <= 2_100 for rows in rows_by_month.values())


def test_every_ward_and_crime_type_has_rows_in_every_month(rows_by_month):
    for rows in rows_by_month.values():
        assert {ward_of(row) for row in rows} == {None, *(ward.name for ward in WARDS)}
        assert {row.crime_type for row in rows} == {crime.name for crime in CRIME_TYPES}


def test_town_centre_has_several_robberies_in_every_month_of_2024(rows_by_month):
    for month, rows in rows_by_month.items():
        robberies = [r for r in rows if r.crime_type == "Robbery" and ward_of(r) == "St Edward's"]
        assert month.year != 2024 or len(robberies) >= 3


def test_town_centre_has_more_rows_than_any_other_ward(rows_by_month):
    for rows in rows_by_month.values():
        ((busiest, _),) = Counter(filter(None, map(ward_of, rows))).most_common(1)
        assert busiest == "St Edward's"


def test_every_row_says_that_it_is_synthetic(rows_by_month):
    for rows in rows_by_month.values():
        assert {row.reported_by for row in rows} == {"Metropolitan Police Service (synthetic demo)"}
        assert {row.falls_within for row in rows} == {row.reported_by for row in rows}
        assert all(re.match(r"On or near Demo |No Location$", row.location) for row in rows)


def test_anti_social_behaviour_has_no_crime_id_and_no_outcome(rows_by_month):
    for row in (row for rows in rows_by_month.values() for row in rows):
        if row.crime_type == "Anti-social behaviour":
            assert (row.crime_id, row.last_outcome_category) == ("", "")
        else:
            assert re.fullmatch(r"[0-9a-f]{64}", row.crime_id)
            assert row.last_outcome_category


def test_some_crime_ids_stand_on_several_rows_and_crime_types(rows_by_month):
    for rows in rows_by_month.values():
        pairs = {(row.crime_id, row.crime_type) for row in rows if row.crime_id}
        assert max(Counter(crime_id for crime_id, _ in pairs).values()) > 1


def test_no_crime_id_of_one_month_stands_in_another(rows_by_month):
    ids = [{r.crime_id for r in rows if r.crime_id} for rows in rows_by_month.values()]

    assert len(set().union(*ids)) == sum(map(len, ids))


def test_some_rows_of_anti_social_behaviour_are_exact_duplicates(rows_by_month):
    for rows in rows_by_month.values():
        repeated = {row.crime_type for row, count in Counter(rows).items() if count > 1}
        assert "Anti-social behaviour" in repeated


def test_some_rows_have_no_location_and_stand_last(rows_by_month):
    for rows in rows_by_month.values():
        without = [row for row in rows if row.location == "No Location"]
        assert 0.003 < len(without) / len(rows) < 0.02
        assert rows[-len(without) :] == without
        assert {tuple(row[4:9]) for row in without} == {NO_LOCATION}


def test_a_few_rows_lie_outside_the_borough(rows_by_month):
    outside = {point.location for point in OUTSIDE_POINTS}

    for rows in rows_by_month.values():
        assert 0 < sum(row.location in outside for row in rows) < 25


def test_small_areas_are_in_haverings_range(rows_by_month):
    codes = {r.lsoa_code for rows in rows_by_month.values() for r in rows if ward_of(r)}

    assert len(codes) == 140
    assert min(codes) == "E01002243"
    assert max(codes) == "E01002382"


def test_only_recent_months_are_under_investigation(rows_by_month):
    still = {
        month
        for month, rows in rows_by_month.items()
        if any(row.last_outcome_category == UNDER_INVESTIGATION for row in rows)
    }

    assert still == set(MONTHS[-6:])


def test_old_months_await_no_court(rows_by_month):
    for month, rows in rows_by_month.items():
        outcomes = {row.last_outcome_category for row in rows}
        assert ("Awaiting court outcome" in outcomes) == (month.year == 2024)
        assert ("Court result unavailable" in outcomes) == (month.year < 2024)
