"""Wide files of counts: every header, both schemes of categories, one defect a file."""

from dataclasses import asdict

import pytest

from havering_safety.releases.faults import FileRefusedError
from incidents.importers.recorded_crime import read_recorded_crime
from tests.counts_files import (
    AREA,
    ARSON,
    FAR_WARD,
    NEW_BOROUGH_HEADER,
    OLD_BOROUGH_HEADER,
    OLD_ROBBERY,
    ROBBERY,
    WARD_HEADER,
    make_counts,
    make_ward_row,
    make_wards,
    write_csv,
)
from tests.ward_files import EAST_WARD, WEST_WARD

WARDS = "geographic-breakdown/ward/offences"
BOROUGHS = "geographic-breakdown/borough/offences"
MONTHS = ("202401", "202402")


def counts_of(file):
    """Return {(series, month): {(area code, subgroup): count}}."""
    return {
        claim: {(key[3], key[5]): count for key, (count, *_) in figures.items()}
        for claim, figures in file.figures.items()
    }


def refusal_of(path):
    with pytest.raises(FileRefusedError) as refused:
        read_recorded_crime(path, AREA)
    return str(refused.value)


def test_a_ward_file_gives_a_figure_a_ward_category_and_month(tmp_path):
    rows = [(ROBBERY, WEST_WARD, 1, 2), (ROBBERY, EAST_WARD, 0, 4), (ARSON, FAR_WARD, 9, 9)]
    path = make_wards(tmp_path / "wards.csv", MONTHS, rows)

    file = read_recorded_crime(path, AREA)

    personal = "robbery-of-personal-property"
    assert counts_of(file) == {
        (WARDS, "2024-01"): {(WEST_WARD, personal): 1, (EAST_WARD, personal): 0},
        (WARDS, "2024-02"): {(WEST_WARD, personal): 2, (EAST_WARD, personal): 4},
    }
    assert asdict(file.ledger) == {
        "rows_read": 6,
        "stored": 4,
        "outside_area": 2,
        "without_location": 0,
        "rejected": 0,
        "repeated": 0,
    }
    assert file.remarks == []


@pytest.mark.parametrize(
    "header", [WARD_HEADER, [*WARD_HEADER[:4], "BoroughName"]], ids=["look-up", "plain"]
)
def test_a_ward_file_is_read_under_both_headers(tmp_path, header):
    path = make_wards(tmp_path / "wards.csv", MONTHS, [(ROBBERY, WEST_WARD, 1, 2)], header)

    assert set(read_recorded_crime(path, AREA).figures) == {
        (WARDS, "2024-01"),
        (WARDS, "2024-02"),
    }


@pytest.mark.parametrize(
    "header", [OLD_BOROUGH_HEADER, NEW_BOROUGH_HEADER], ids=["historical", "2026"]
)
def test_a_borough_file_is_read_under_both_headers(tmp_path, header):
    rows = [[*ROBBERY, "Havering", 5, 6], [*ROBBERY, "Barnet", 7, 8], [*ROBBERY, "Unknown", 1, 1]]
    path = make_counts(tmp_path / "boroughs.csv", header, MONTHS, rows)

    file = read_recorded_crime(path, AREA)

    assert counts_of(file)[BOROUGHS, "2024-02"] == {
        ("E09000016", "robbery-of-personal-property"): 6
    }
    assert (file.ledger.stored, file.ledger.outside_area) == (2, 4)


def test_both_schemes_give_a_category_one_slug_and_keep_its_words(tmp_path):
    old = make_wards(tmp_path / "old.csv", ["202306"], [(OLD_ROBBERY, WEST_WARD, 1)])
    new = make_wards(tmp_path / "new.csv", ["202401"], [(ROBBERY, WEST_WARD, 2)])

    (old_figure,) = read_recorded_crime(old, AREA).figures[WARDS, "2023-06"].items()
    (new_figure,) = read_recorded_crime(new, AREA).figures[WARDS, "2024-01"].items()

    assert old_figure == (new_figure[0], (1, *OLD_ROBBERY))
    assert new_figure[1] == (2, *ROBBERY)


def test_a_code_with_blanks_around_it_is_the_ward(tmp_path):
    path = make_wards(tmp_path / "wards.csv", ["202401"], [(ROBBERY, f"{WEST_WARD} ", 1)])

    assert read_recorded_crime(path, AREA).ledger.stored == 1


def test_units_that_are_no_borough_are_outside_even_in_a_ward_of_the_area(tmp_path):
    rows = [
        make_ward_row(ROBBERY, WEST_WARD, 1),
        make_ward_row(ROBBERY, WEST_WARD, 9, borough="Aviation Security (SO18)"),
    ]
    path = make_counts(tmp_path / "wards.csv", WARD_HEADER, ["202401"], rows)

    file = read_recorded_crime(path, AREA)

    assert (file.ledger.stored, file.ledger.outside_area) == (1, 1)


def test_a_nearly_empty_first_column_is_left_out_and_said(tmp_path):
    rows = [(ROBBERY, WEST_WARD, 1, 20, 22), (ROBBERY, FAR_WARD, 3, 30, 31)]
    path = make_wards(tmp_path / "wards.csv", ["202312", "202401", "202402"], rows)

    file = read_recorded_crime(path, AREA)

    assert sorted(month for _, month in file.figures) == ["2024-01", "2024-02"]
    assert file.ledger.rows_read == 4
    assert "2023-12 is left out: 4 in all areas, where a month has about 52" in file.remarks


def test_a_first_column_with_a_tenth_of_the_usual_is_kept(tmp_path):
    path = make_wards(tmp_path / "w.csv", ["202312", "202401"], [(ROBBERY, WEST_WARD, 2, 20)])

    assert (WARDS, "2023-12") in read_recorded_crime(path, AREA).figures


def test_a_ward_without_any_row_is_named(tmp_path):
    path = make_wards(tmp_path / "wards.csv", ["202401"], [(ROBBERY, WEST_WARD, 1)])

    assert read_recorded_crime(path, AREA).remarks == [f"no row of {EAST_WARD}: counted as 0"]


def test_a_category_that_no_codelist_knows_is_kept_and_noted(tmp_path):
    path = make_wards(tmp_path / "w.csv", ["202401"], [(("ROBBERY", "NEW KIND"), WEST_WARD, 1)])

    assert read_recorded_crime(path, AREA).unlisted == {
        ("offence-subgroups", "new-kind", "NEW KIND")
    }


def test_an_unreadable_figure_of_another_area_is_rejected_and_kept(tmp_path):
    rows = [
        (ROBBERY, WEST_WARD, 1, 2),
        *[(ROBBERY, FAR_WARD, 1, 2)] * 100,
        (ARSON, FAR_WARD, "x", 2),
    ]
    path = make_wards(tmp_path / "wards.csv", MONTHS, rows)

    file = read_recorded_crime(path, AREA)

    assert (file.ledger.rejected, file.ledger.outside_area) == (1, 201)
    (reject,) = file.rejects
    assert (reject.line, reject.column, reject.reason) == (103, "202401", "count")


GOOD = make_ward_row(ROBBERY, WEST_WARD, 1, 2)
HEADER = [*WARD_HEADER, *MONTHS]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "f.csv, line 1: is empty."),
        ([HEADER], "f.csv, line 2: holds a header and no rows."),
        ([["a", "b"], GOOD], "f.csv, line 1, column a: the header is that of no file"),
        ([[*WARD_HEADER, "202401", "202413"], GOOD], "line 1, column 202413: is neither a month"),
        ([[*WARD_HEADER, "202401", "202401"], GOOD], "line 1, column 202401: has two columns for 2024-01"),
        ([[*WARD_HEADER, "WardCode", "202401"], GOOD], "column WardCode: has two columns for ward code"),
        ([WARD_HEADER, GOOD[:5]], "line 1: has no column of a month (YYYYMM)."),
        ([["MajorText", "BoroughName", "202401"], ["A", "B", 1]], "has no column for subgroup."),
        ([["MajorText", "MinorText", "202401"], ["A", "B", 1]], "has no column for borough."),
        ([[*WARD_HEADER[:3], "202401"], [*ROBBERY, "West", 1]], "has no column for ward code."),
        ([HEADER, GOOD[:-1]], "line 2, column 202401: has 6 cells, not 7."),
        ([HEADER, make_ward_row(ROBBERY, WEST_WARD, 1, "")], "line 2, column 202402: '' is no whole number."),
        ([HEADER, make_ward_row(ROBBERY, WEST_WARD, "-1", 2)], "column 202401: '-1' is no whole number."),
        ([HEADER, make_ward_row(ROBBERY, WEST_WARD, "1.5", 2)], "column 202401: '1.5' is no whole number."),
        ([HEADER, make_ward_row(ROBBERY, WEST_WARD, "1" * 10, 2)], "is no whole number."),
        ([HEADER, make_ward_row(("ROBBERY", " "), WEST_WARD, 1, 2)], "line 2, column MinorText: '' is no category."),
        ([HEADER, GOOD, GOOD], f"line 3, column MinorText: {WEST_WARD} and {ROBBERY[1]!r} stand in line 2 too."),
        ([HEADER, make_ward_row(ROBBERY, FAR_WARD, 1, 2)], "f.csv: names no ward in force"),
        ([[*OLD_BOROUGH_HEADER, "202401"], [*ROBBERY, "Barnet", 1]], "f.csv: has no row of Havering (AREA_BOROUGHS)."),
        ([HEADER, GOOD, make_ward_row(ROBBERY, FAR_WARD, "x", 2)], "more than 1%"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_trusted_is_refused(tmp_path, rows, message):
    assert message in refusal_of(write_csv(tmp_path / "f.csv", rows))


def test_a_file_cut_in_the_middle_of_a_row_is_refused(tmp_path):
    path = tmp_path / "f.csv"
    path.write_text(f"{','.join(HEADER)}\nROBBERY,ROBBERY OF", encoding="utf-8")

    assert (
        "f.csv, line 2, column MinorText: ends in the middle of a row (2 of 7 cells)."
        in refusal_of(str(path))
    )


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    path = tmp_path / "f.csv"
    path.write_bytes(",".join(HEADER).encode() + b"\nROBBERY,\xff,a,b,c,1,2\n")

    assert "f.csv, line 2" in refusal_of(str(path))
    assert "is not UTF-8" in refusal_of(str(path))


def test_a_path_that_is_no_file_is_refused(tmp_path):
    assert refusal_of(str(tmp_path)).endswith("is a folder.")
    assert refusal_of(str(tmp_path / "none.csv")).endswith("does not exist.")
