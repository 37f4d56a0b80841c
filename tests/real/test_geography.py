"""The wards and populations of Havering as published."""

import csv
import datetime

import pytest
from django.db.models import Sum

from tests.importing import contents, import_boundaries, import_population
from tests.real.conftest import CENSUS, ESTIMATE, WARDS
from wards.models import Population, Ward

pytestmark = [
    pytest.mark.usefixtures("real_database", "db"),
    pytest.mark.xdist_group("real"),
]

CENSUS_DAY = datetime.date(2021, 3, 21)
MID_2020 = datetime.date(2020, 6, 30)


def test_havering_has_twenty_wards():
    codes = list(Ward.objects.current().order_by("gss_code").values_list("gss_code", flat=True))

    assert codes == [f"E05{number:06d}" for number in range(13967, 13987)]


def test_wards_have_the_area_of_the_borough():
    total = sum(Ward.objects.current().values_list("area_km2", flat=True))

    assert total == pytest.approx(112.33, abs=0.05)


def test_each_ward_has_the_area_published(real_data):
    with (real_data / "geography/wards_2022.csv").open(encoding="utf-8", newline="") as file:
        published = {row["ward_code"]: float(row["area_km2"]) for row in csv.DictReader(file)}

    measured = dict(Ward.objects.current().values_list("gss_code", "area_km2"))
    assert measured == pytest.approx(published, rel=0.005)


def test_former_wards_stand_beside_current_ones(real_data):
    said = import_boundaries(str(real_data / "geography/wards_2002_2022.geojson"), "--former")

    assert "Release 6: 18 added, 0 revised, 0 withdrawn." in said
    counts = {
        status: Ward.objects.current().filter(status=status).count()
        for status in ("current", "former")
    }
    assert counts == {"current": 20, "former": 18}


@pytest.mark.parametrize(
    ("date", "beam_park", "total"), [(CENSUS_DAY, 7002, 262_050), (MID_2020, 4853, 260_648)]
)
def test_populations_are_those_of_the_files(date, beam_park, total):
    residents = Population.objects.current().filter(date=date)

    assert residents.count() == 20
    assert residents.get(gss_code="E05013967").residents == beam_park
    assert residents.aggregate(Sum("residents")) == {"residents__sum": total}
    assert set(residents.values_list("derived", flat=True)) == {True}


@pytest.mark.parametrize(
    ("command", "path", "options"),
    [
        (import_boundaries, WARDS, []),
        (import_population, CENSUS, ["--date=2021-03-21", "--derived"]),
        (import_population, ESTIMATE, ["--date=2020-06-30", "--derived"]),
    ],
    ids=["wards", "census", "estimate"],
)
def test_same_file_makes_no_release(real_data, command, path, options):
    before = contents()

    said = command(str(real_data / path), *options)

    assert said.endswith("Nothing changed, no release made.\n")
    assert contents() == before
