"""Populations: what is stored, and what is refused."""

import datetime

import pytest
from django.core.management import CommandError

from tests.importing import contents, import_population, refusal_of
from tests.ward_files import EAST_WARD, WEST_WARD, make_population
from wards.models import Population

pytestmark = pytest.mark.django_db

CENSUS = "--date=2021-03-21"

FILES = {
    "empty": ("", "residents.csv, line 1: is empty."),
    "no codes": (
        "ward,total\nWest,5\n",
        "residents.csv, line 1: has no single column of ward codes (ward, total).",
    ),
    "two totals": (
        f"ward_code,total,population\n{WEST_WARD},5,6\n",
        "residents.csv, line 1: has no single column of totals (ward_code, total, population).",
    ),
    "header only": ("ward_code,total\n", "residents.csv, line 2: holds a header and no rows."),
    "a row cut off": (
        f"ward_code,name,total\n{WEST_WARD},West,5\n{EAST_WARD},Ea",
        "residents.csv, line 3: has 2 cells, the header 3.",
    ),
    "no number": (
        f"ward_code,total\n{WEST_WARD},many\n",
        "residents.csv, line 2, column total: 'many' is no whole number.",
    ),
    "too large a number": (
        f"ward_code,total\n{WEST_WARD},{10**12}\n",
        "residents.csv, line 2, column total: '1000000000000' is no whole number.",
    ),
    "a ward twice": (
        f"ward_code,total\n{WEST_WARD},5\n{WEST_WARD},6\n",
        f"residents.csv, line 3, column ward_code: has {WEST_WARD} twice.",
    ),
    "an unclosed quote": (
        f'ward_code,total\n{WEST_WARD},"5\n',
        "residents.csv, line 2: is not CSV: unexpected end of data.",
    ),
    "a ward that is not loaded": (
        f"ward_code,total\n{WEST_WARD},5\nE05999999,6\n",
        "residents.csv: names wards that are not loaded: E05999999.",
    ),
}


@pytest.mark.parametrize(("content", "message"), FILES.values(), ids=FILES)
def test_faulty_file_is_refused(two_wards_loaded, tmp_path, content, message):
    path = tmp_path / "residents.csv"
    path.write_text(content)

    assert refusal_of(import_population, path, CENSUS) == message


def test_file_that_is_not_utf8_is_refused(two_wards_loaded, tmp_path):
    path = tmp_path / "residents.csv"
    path.write_bytes(b"ward_code,name,total\nE05990001,West,5\nE05990002,\xc9st,6\n")

    assert refusal_of(import_population, path, CENSUS) == (
        "residents.csv, line 3: is not UTF-8 (invalid continuation byte)."
    )


def test_missing_file_is_refused(two_wards_loaded, tmp_path):
    path = tmp_path / "residents.csv"

    assert refusal_of(import_population, path, CENSUS) == f"{path}: No such file or directory"


@pytest.mark.parametrize("options", [[], ["--date=March 2021"], ["--date=2021-03"]])
def test_reference_date_is_demanded(two_wards_loaded, tmp_path, options):
    path = make_population(tmp_path / "residents.csv", {WEST_WARD: 5})

    with pytest.raises(CommandError, match="--date"):
        import_population(path, *options)


def test_residents_are_stored_with_date_and_derivation(two_wards_loaded, tmp_path):
    path = make_population(tmp_path / "residents.csv", {WEST_WARD: 5, EAST_WARD: 0})

    import_population(path, CENSUS, "--derived")

    fields = ("gss_code", "date", "derived", "residents", "first_release")
    census = datetime.date(2021, 3, 21)
    assert list(Population.objects.order_by("gss_code").values_list(*fields)) == [
        (WEST_WARD, census, True, 5, 2),
        (EAST_WARD, census, True, 0, 2),
    ]


def test_another_date_stands_beside_the_first(two_wards_loaded, tmp_path):
    import_population(make_population(tmp_path / "a.csv", {WEST_WARD: 5}), CENSUS, "--derived")

    import_population(make_population(tmp_path / "b.csv", {WEST_WARD: 6}), "--date=2022-06-30")

    current = Population.objects.current().order_by("date")
    assert list(current.values_list("residents", "derived")) == [(5, True), (6, False)]


def test_a_corrected_count_leaves_the_older_release_alone(two_wards_loaded, tmp_path):
    import_population(make_population(tmp_path / "a.csv", {WEST_WARD: 5}), CENSUS)

    said = import_population(make_population(tmp_path / "b.csv", {WEST_WARD: 6}), CENSUS)

    assert "Release 3: 0 added, 1 revised, 0 withdrawn." in said
    assert [Population.objects.as_of(number).get().residents for number in (2, 3)] == [5, 6]


def test_same_population_makes_no_release(two_wards_loaded, tmp_path):
    path = make_population(tmp_path / "residents.csv", {WEST_WARD: 5})
    import_population(path, CENSUS)
    before = contents()

    said = import_population(path, CENSUS)

    assert said.endswith("Nothing changed, no release made.\n")
    assert contents() == before
