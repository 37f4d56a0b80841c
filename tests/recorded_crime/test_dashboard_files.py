"""The monthly dashboard: a row a figure, levels and counted things mixed, codes with blanks."""

from dataclasses import asdict

import pytest

from havering_safety.releases.faults import FileRefusedError
from incidents.importers.recorded_crime import read_recorded_crime
from tests.counts_files import AREA, BOROUGH_CODE, FAR_WARD, make_dashboard, make_figure
from tests.ward_files import WEST_WARD

INJURY = "Knife Crime with Injury (Personal Robbery)"


def refusal_of(path):
    with pytest.raises(FileRefusedError) as refused:
        read_recorded_crime(path, AREA)
    return str(refused.value)


def test_levels_and_counted_things_are_series_of_their_own(tmp_path):
    rows = [
        make_figure(count=9),
        make_figure(count=2, measure="Positive Outcomes"),
        make_figure(code=f"{WEST_WARD} ", count=4, crime_subtype=INJURY),
        make_figure(code=FAR_WARD),
    ]

    file = read_recorded_crime(make_dashboard(tmp_path / "d.csv", rows), AREA)

    assert {
        (series, key[3], key[5]): count
        for (series, _), figures in file.figures.items()
        for key, (count, *_) in figures.items()
    } == {
        ("monthly-dashboard/borough/offences", BOROUGH_CODE, "knife-crime"): 9,
        ("monthly-dashboard/borough/positive-outcomes", BOROUGH_CODE, "knife-crime"): 2,
        (
            "monthly-dashboard/ward/offences",
            WEST_WARD,
            "knife-crime-with-injury-personal-robbery",
        ): 4,
    }
    assert asdict(file.ledger) == {
        "rows_read": 4,
        "stored": 3,
        "outside_area": 1,
        "without_location": 0,
        "rejected": 0,
        "repeated": 0,
    }


def test_a_month_without_a_figure_of_a_series_is_claimed_all_the_same(tmp_path):
    rows = [make_figure("2024-01", measure="Positive Outcomes"), make_figure("2024-02")]

    file = read_recorded_crime(make_dashboard(tmp_path / "d.csv", rows), AREA)

    assert file.figures["monthly-dashboard/borough/positive-outcomes", "2024-02"] == {}
    assert len(file.figures) == 4


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            make_figure("2024-13"),
            "line 2, column month_year: '2024-13-01' is no first day of a month.",
        ),
        (make_figure(area_type="Region"), "column area_type: 'Region' is no area type known."),
        (make_figure(area_type="Safer Neighbourhood Teams"), "is not what E09000016 is."),
        (
            make_figure(measure="Arrests"),
            "column measure: 'Arrests' is not one of Offences, Positive",
        ),
        (make_figure(count="3.0"), "column count: '3.0' is no whole number."),
        (make_figure(crime_subtype=""), "column crime_subtype: '' is no category."),
        (make_figure()[:-1], "column refresh_date: 12 cells, not 13."),
        (make_figure(code="E09000003"), "d.csv: has no row of the area."),
    ],
)
def test_a_faulty_row_of_the_area_refuses_the_file(tmp_path, row, message):
    assert message in refusal_of(make_dashboard(tmp_path / "d.csv", [row]))


def test_a_figure_given_twice_refuses_the_file(tmp_path):
    path = make_dashboard(tmp_path / "d.csv", [make_figure(), make_figure(count=4)])

    assert refusal_of(path) == (
        "d.csv, line 3, column crime_subtype: E09000016, 2024-01 and 'Knife Crime' stand in the "
        "file twice."
    )


def test_a_faulty_row_of_another_area_is_rejected_and_kept(tmp_path):
    others = [make_figure(code=FAR_WARD)] * 100
    bad = make_figure(code=FAR_WARD, count="")
    path = make_dashboard(tmp_path / "d.csv", [make_figure(), *others, bad])

    file = read_recorded_crime(path, AREA)

    assert (file.ledger.rejected, file.rejects[0].line) == (1, 103)
