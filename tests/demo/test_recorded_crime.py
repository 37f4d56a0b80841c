"""The demo's file of counts: the Datastore's layout, one column a month."""

import csv

from incidents.demo.area import WARDS
from incidents.demo.recorded_crime import (
    OFFENCES,
    recorded_crime_rows,
    write_recorded_crime_file,
)


def test_file_is_wide_and_named_synthetic(tmp_path):
    path = write_recorded_crime_file(tmp_path)

    assert path.name == "MPS Ward Level Crime (202201-202412) synthetic demo.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header[:7] == [
        "MajorText",
        "MinorText",
        "WardName",
        "WardCode",
        "LookUp_BoroughName",
        "202201",
        "202202",
    ]
    assert (len(header), header[-1]) == (5 + 36, "202412")
    assert {len(row) for row in rows} == {len(header)}
    assert {row[4] for row in rows} == {"Havering"}
    assert {(row[3], row[2]) for row in rows} == {(ward.code, ward.name) for ward in WARDS}


def test_bytes_are_the_same_twice(tmp_path):
    first = write_recorded_crime_file(tmp_path / "first")
    second = write_recorded_crime_file(tmp_path / "second")

    assert first.read_bytes() == second.read_bytes()


def test_each_ward_and_offence_has_at_most_one_row():
    pairs = [(row.ward.code, row.offence[:2]) for row in recorded_crime_rows()]

    assert len(pairs) == len(set(pairs))


def test_a_pair_that_counts_nothing_is_left_out():
    rows = recorded_crime_rows()

    assert all(any(row.counts) for row in rows)
    assert len(rows) < len(OFFENCES) * len(WARDS)


def test_no_month_is_nearly_empty():
    """A nearly empty column would be left out of the file's scope."""
    months = zip(*(row.counts for row in recorded_crime_rows()), strict=True)

    assert all(1_400 < sum(counts) < 1_900 for counts in months)
