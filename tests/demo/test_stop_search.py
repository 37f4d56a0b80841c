"""Demo stop-and-search files: the police's layout, London months, plainly synthetic."""

import csv
import re
from collections import Counter
from datetime import date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest

from incidents.demo.area import WARDS
from incidents.demo.map_points import map_points
from incidents.demo.months import DEMO_FIRST_MONTH, DEMO_LAST_MONTH, months_between
from incidents.demo.stop_search import stop_search_rows, write_stop_search_file

LONDON = ZoneInfo("Europe/London")


@pytest.fixture(scope="module")
def rows_by_month():
    """Return the rows of every month of the demo."""
    months = months_between(DEMO_FIRST_MONTH, DEMO_LAST_MONTH)
    return {month: stop_search_rows(month) for month in months}


@pytest.fixture(scope="module")
def all_rows(rows_by_month):
    """Return the rows of all months together."""
    return [row for rows in rows_by_month.values() for row in rows]


def test_file_has_the_archive_layout(tmp_path):
    month = date(2024, 6, 1)

    path = write_stop_search_file(tmp_path, month)

    assert path == tmp_path / "2024-06" / "2024-06-metropolitan-stop-and-search.csv"
    with path.open(encoding="utf-8", newline="") as file:
        assert next(file) == (
            "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,"
            "Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,"
            "Object of search,Outcome,Outcome linked to object of search,"
            "Removal of more than just outer clothing\n"
        )
        assert list(csv.reader(file)) == [list(row) for row in stop_search_rows(month)]


def test_bytes_are_the_same_everywhere(tmp_path):
    """A new digest here means that every demo database changes: intend it."""
    path = write_stop_search_file(tmp_path, date(2024, 6, 1))

    assert (
        sha256(path.read_bytes()).hexdigest()
        == "535d4873ac3fa0d9d2a596716a779945d16f784b546f2267f58e8028b16288f2"
    )


def test_months_are_borough_sized(rows_by_month):
    assert all(250 <= len(rows) <= 450 for rows in rows_by_month.values())


def test_every_ward_has_searches(all_rows):
    wards = {(p.longitude, p.latitude): ward.code for ward in WARDS for p in map_points(ward)}

    found = {wards.get((row.longitude, row.latitude)) for row in all_rows}
    assert found == {None, *(ward.code for ward in WARDS)}


def test_dates_are_utc_and_ordered_within_the_london_month(rows_by_month):
    for month, rows in rows_by_month.items():
        assert all(row.date.endswith(":00+00:00") for row in rows)
        moments = [datetime.fromisoformat(row.date) for row in rows]
        assert moments == sorted(moments)
        london = {m.astimezone(LONDON).date().replace(day=1) for m in moments}
        assert london == {month}


def test_a_summer_month_begins_in_the_month_before_by_utc(rows_by_month):
    assert rows_by_month[date(2023, 6, 1)][0].date < "2023-05-31T23:30"
    assert rows_by_month[date(2023, 1, 1)][0].date >= "2023-01-01T00:00"


def test_a_month_has_searches_up_to_its_last_hour(rows_by_month):
    assert rows_by_month[date(2024, 2, 1)][-1].date >= "2024-02-29T23:40"


def test_every_row_says_that_it_is_synthetic_and_no_operation(all_rows):
    assert {(row.part_of_a_policing_operation, row.policing_operation) for row in all_rows} == {
        ("False", "Synthetic demo data (no operation)")
    }


def test_links_and_removals_are_recorded_nowhere(all_rows):
    assert {tuple(row[13:]) for row in all_rows} == {("", "")}


def test_vehicle_searches_have_no_person(all_rows):
    people = {row[6:10] for row in all_rows if row.type == "Vehicle search"}
    assert people == {("", "", "", "")}
    assert all(row.gender for row in all_rows if row.type != "Vehicle search")


def test_some_rows_lack_coordinates_but_never_one_of_them(all_rows):
    blank = [row for row in all_rows if not row.latitude]

    assert 0.03 < len(blank) / len(all_rows) < 0.12
    assert all(bool(row.latitude) == bool(row.longitude) for row in all_rows)


def test_section_60_searches_have_blank_objects_too(all_rows):
    objects = {row.object_of_search for row in all_rows if "section 60" in row.legislation}

    assert objects == {"", "Anything to threaten or harm anyone"}


def test_outcomes_are_in_the_words_in_use(all_rows):
    assert {row.outcome for row in all_rows} == {
        "A no further action disposal",
        "Arrest",
        "Caution (simple or conditional)",
        "Community resolution",
        "Penalty Notice for Disorder",
        "Summons / charged by post",
    }


def test_every_month_has_arrests_and_weapon_searches_with_a_positive_outcome(rows_by_month):
    for rows in rows_by_month.values():
        positive = [row for row in rows if row.outcome != "A no further action disposal"]
        assert any(row.outcome == "Arrest" for row in rows)
        assert any(re.search("weapons", row.object_of_search) for row in positive)


def test_few_rows_repeat(rows_by_month):
    """Above 5 % a file would be taken for a faulty one."""
    for rows in rows_by_month.values():
        assert sum(n - 1 for n in Counter(rows).values()) < 0.01 * len(rows)
