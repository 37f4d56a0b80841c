"""The import of recorded crime: releases, overlaps, removals, ledgers."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.management import CommandError
from django.db.models import Sum
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from havering_safety.releases.models import Coverage, Release, SourceFile, UnlistedCode
from havering_safety.releases.writer import writing
from incidents.importers.counts_loading import store_counts
from incidents.importers.recorded_crime import read_recorded_crime
from incidents.models import RecordedCrime
from tests.counts_files import (
    AREA,
    ARSON,
    FAR_WARD,
    NEW_BOROUGH_HEADER,
    OLD_ROBBERY,
    OLD_WEAPONS,
    ROBBERY,
    WEAPONS,
    make_counts,
    make_dashboard,
    make_figure,
    make_wards,
    write_csv,
)
from tests.importing import import_boundaries, run
from tests.ward_files import (
    EAST_WARD,
    WEST_WARD,
    make_boundaries,
    make_square,
    make_ward,
    two_wards,
)

WARDS = "geographic-breakdown/ward/offences"
TWO = ("202401", "202402")


def load(*arguments):
    return run("import_recorded_crime", *map(str, arguments))


def sums(release, series=WARDS):
    """Return {month: sum} of a series as of a release."""
    rows = RecordedCrime.objects.as_of(release).in_series(series).values_list("month")
    return dict(rows.annotate(total=Sum("count")).order_by("month"))


def figures(release):
    rows = RecordedCrime.objects.as_of(release)
    return sorted(rows.values_list("ward_code", "offence_subgroup", "month", "count"))


@pytest.fixture
def loaded(two_wards_loaded, tmp_path):
    """Load two months of two wards as release 2; return the path of the file."""
    rows = [(ROBBERY, WEST_WARD, 40, 41), (ROBBERY, EAST_WARD, 20, 21), (ARSON, FAR_WARD, 1, 1)]
    path = make_wards(tmp_path / "wards.csv", TWO, rows)
    load(path)
    return path


def test_an_import_makes_one_release_with_its_ledger(loaded):
    source = SourceFile.objects.get(kind="recorded-crime")

    assert sums(2) == {"2024-01": 60, "2024-02": 62}
    assert (source.rows_read, source.stored, source.outside_area, source.added) == (6, 4, 2, 4)
    assert source.codes == [WARDS]


def test_months_are_covered_by_series(loaded):
    covered = Coverage.objects.current().filter(kind="recorded-crime")

    assert list(covered.values_list("source", "force", "month", "code")) == [
        ("datastore", "metropolitan", "2024-01", WARDS),
        ("datastore", "metropolitan", "2024-02", WARDS),
    ]


def test_importing_twice_changes_nothing(loaded):
    assert "Nothing changed, no release made." in load(loaded)
    assert Release.objects.newest().number == 2


def test_a_shuffled_file_is_no_revision(loaded, tmp_path):
    rows = [(ARSON, FAR_WARD, 1, 1), (ROBBERY, EAST_WARD, 20, 21), (ROBBERY, WEST_WARD, 40, 41)]

    assert "no release made" in load(make_wards(tmp_path / "again.csv", TWO, rows))


def test_a_dry_run_saves_nothing(loaded, tmp_path):
    path = make_wards(tmp_path / "more.csv", ["202403"], [(ROBBERY, WEST_WARD, 9)])

    assert "Dry run, nothing saved: 1 added" in load("--dry-run", path)
    assert Release.objects.newest().number == 2


def test_a_revised_figure_gets_a_new_version_and_the_old_release_keeps_its_own(loaded, tmp_path):
    rows = [(ROBBERY, WEST_WARD, 40, 42), (ROBBERY, EAST_WARD, 20, 21)]

    output = load(make_wards(tmp_path / "later.csv", TWO, rows))

    assert "Release 3: 0 added, 1 revised, 0 withdrawn." in output
    assert (sums(2)["2024-02"], sums(3)["2024-02"]) == (62, 63)


def test_a_pair_that_a_later_file_leaves_out_is_withdrawn_and_so_counts_0(loaded, tmp_path):
    rows = [(ROBBERY, WEST_WARD, 60, 62)]

    load(make_wards(tmp_path / "later.csv", TWO, rows))

    assert {ward for ward, *_ in figures(3)} == {WEST_WARD}
    assert Coverage.objects.current().filter(kind="recorded-crime").count() == 2


def test_a_month_whose_sum_falls_too_far_is_refused_unless_allowed(loaded, tmp_path):
    rows = [(ROBBERY, WEST_WARD, 40, 41), (ROBBERY, EAST_WARD, 20, 17)]
    path = make_wards(tmp_path / "later.csv", TWO, rows)

    with pytest.raises(CommandError) as refused:
        load(path)

    assert str(refused.value) == (
        f"Sums would fall by more than 5%: later.csv: 2024-02 from 62 to 58 ({WARDS}). Nothing was "
        "written. If the publisher really took so many back, add --allow-removals."
    )
    assert sums(2) == {"2024-01": 60, "2024-02": 62}
    assert "Release 3" in load("--allow-removals", path)


def test_a_fall_of_a_twentieth_is_a_revision(loaded, tmp_path):
    rows = [(ROBBERY, WEST_WARD, 40, 41), (ROBBERY, EAST_WARD, 17, 21)]

    assert "Release 3" in load(make_wards(tmp_path / "later.csv", TWO, rows))


def test_regrouped_categories_are_no_removal(two_wards_loaded, tmp_path):
    """All rows vanish and others come: by rows that would be refused, by sums it is nothing."""
    old = make_wards(tmp_path / "o.csv", TWO, [(OLD_WEAPONS, WEST_WARD, 5, 6)])
    new = make_wards(tmp_path / "n.csv", TWO, [(WEAPONS, WEST_WARD, 5, 6)])
    load(old)

    assert "2 added, 0 revised, 2 withdrawn" in load(new)


@pytest.fixture
def overlapping(two_wards_loaded, tmp_path):
    """Return two downloads under two schemes that share a month."""
    old = [(OLD_ROBBERY, WEST_WARD, 30, 31), (OLD_ROBBERY, EAST_WARD, 10, 11)]
    new = [(ROBBERY, WEST_WARD, 32, 33), (ROBBERY, EAST_WARD, 12, 13)]
    return (
        make_wards(tmp_path / "older.csv", ("202312", "202401"), old),
        make_wards(tmp_path / "newer.csv", ("202401", "202402"), new),
    )


def test_of_two_downloads_in_order_the_newer_counts_stand(overlapping):
    older, newer = overlapping
    load(older)
    load(newer)

    assert sums(2) == {"2023-12": 40, "2024-01": 42}
    assert sums(3) == {"2023-12": 40, "2024-01": 44, "2024-02": 46}


def test_of_two_downloads_in_one_import_the_last_named_stands(overlapping):
    output = load(*overlapping)

    assert sums(2) == {"2023-12": 40, "2024-01": 44, "2024-02": 46}
    assert "older.csv: 4 rows read = 2 stored + 0 outside the area" in output
    assert "+ 2 repeated; 2 added" in output
    assert RecordedCrime.objects.count() == 6


def test_series_never_touch_one_another(loaded, tmp_path):
    boroughs = make_counts(
        tmp_path / "b.csv", NEW_BOROUGH_HEADER, TWO, [[*ROBBERY, "Havering", 7, 8]]
    )
    dashboard = make_dashboard(
        tmp_path / "d.csv", [make_figure(), make_figure(count=1, measure="Positive Outcomes")]
    )

    load(boroughs, dashboard)

    assert sums(3) == sums(2)
    assert sums(3, "geographic-breakdown/borough/offences") == {"2024-01": 7, "2024-02": 8}
    assert sums(3, "monthly-dashboard/borough/offences") == {"2024-01": 3}
    assert sums(3, "monthly-dashboard/borough/positive-outcomes") == {"2024-01": 1}


def test_what_a_file_leaves_out_is_said(two_wards_loaded, tmp_path):
    rows = [(ROBBERY, WEST_WARD, 1, 50), (ROBBERY, EAST_WARD, 0, 50)]

    output = load(make_wards(tmp_path / "w.csv", TWO, rows))

    assert "w.csv: 2024-01 is left out: 1 in all areas, where a month has about 100." in output
    assert sums(2) == {"2024-02": 100}


def test_a_category_nobody_knows_is_reported(two_wards_loaded, tmp_path):
    path = make_wards(tmp_path / "w.csv", ["202401"], [(("ROBBERY", "NEW KIND"), WEST_WARD, 5)])

    assert "'NEW KIND' is not in the codelist offence-subgroups; kept as new-kind." in load(path)
    assert UnlistedCode.objects.get().slug == "new-kind"


def test_a_refused_file_among_others_leaves_nothing(loaded, tmp_path):
    good = make_wards(tmp_path / "good.csv", ["202403"], [(ROBBERY, WEST_WARD, 5)])
    bad = write_csv(tmp_path / "bad.csv", [["a"], ["b"]])

    with pytest.raises(CommandError, match=r"bad\.csv, line 1, column a"):
        load(good, bad)

    assert Release.objects.newest().number == 2


def test_other_wards_withdraw_the_figures_of_wards_until_their_files_are_read_again(
    loaded, tmp_path
):
    north = make_ward("E05990003", "North", make_square(0.0, 51.6, 0.2, 51.7))
    more = make_boundaries(tmp_path / "more.geojson", [*two_wards(), north])

    with pytest.raises(CommandError, match="would be withdrawn"):
        import_boundaries(more)
    import_boundaries(more, "--allow-removals")

    assert (sums(2), sums(3)) == ({"2024-01": 60, "2024-02": 62}, {})
    assert not Coverage.objects.current().filter(kind="recorded-crime").exists()
    load(loaded)
    assert sums(4) == sums(2)


def test_boundaries_of_the_same_wards_leave_the_figures_alone(loaded, tmp_path):
    import_boundaries(make_boundaries(tmp_path / "moved.geojson", two_wards(border=0.12)))

    assert sums(3) == sums(2)
    assert Coverage.objects.current().filter(kind="recorded-crime").count() == 2


@pytest.mark.django_db
def test_without_boundaries_there_is_no_area(tmp_path):
    path = make_wards(tmp_path / "w.csv", ["202401"], [(ROBBERY, WEST_WARD, 5)])

    with pytest.raises(CommandError, match="no ward boundaries are loaded"):
        load(path)


CATEGORIES = [ROBBERY, ARSON, WEAPONS]
KEYS = st.tuples(st.sampled_from(CATEGORIES), st.sampled_from([WEST_WARD, EAST_WARD, FAR_WARD]))
# A row of the area in every file, and no first month so small that it would be left out.
TABLES = st.dictionaries(KEYS, st.tuples(st.integers(0, 9), st.integers(0, 9))).map(
    lambda table: {(ROBBERY, WEST_WARD): (50, 50)} | table | {(ARSON, EAST_WARD): (50, 50)}
)


class AnyDownloads(TestCase):
    """Whatever two downloads hold, a release sums up to the one imported last."""

    @given(first=TABLES, second=TABLES)
    def test_each_release_sums_up_to_its_own_download(self, first, second):
        with TemporaryDirectory() as folder:
            for table in (first, second):
                path = make_wards(
                    Path(folder, "w.csv"), TWO, [(*key, *table[key]) for key in table]
                )
                file = read_recorded_crime(path, AREA)
                with writing("Any", allow_removals=True) as writer:
                    store_counts(writer, [file])
                newest = Release.objects.newest().number

                held = sums(newest)

                for place, month in enumerate(("2024-01", "2024-02")):
                    own = sum(table[key][place] for key in table if key[1] != FAR_WARD)
                    assert held[month] == own
                assert file.ledger.rows_read == file.ledger.stored + file.ledger.outside_area
