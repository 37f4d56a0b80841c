"""Every file of the Datastore: ledgers, overlaps, and figures that are never added to one another."""

import pytest
from django.db.models import Sum

from havering_safety.releases.models import Coverage, Release, SourceFile, UnlistedCode
from incidents.models import RecordedCrime
from tests.importing import run

pytestmark = [pytest.mark.usefixtures("real_database", "db"), pytest.mark.xdist_group("real")]

OLD_WARDS = "MPS Ward Level Crime (202112-202311).csv"
NEW_WARDS = "MPS Ward Level Crime (202307-202506).csv"
OLD_BOROUGHS = "MPS Borough Level Crime (Historical).csv"
NEW_BOROUGHS = "MPS Borough Level Crime (202407-202606).csv"
DASHBOARD = "mps_monthly_dashboard_havering.csv"
# The real database holds five releases before the first of these.
FIRST = 6

WARDS = "geographic-breakdown/ward/offences"
BOROUGH = "geographic-breakdown/borough/offences"
KNIVES = "monthly-dashboard/{}/{}"
ROBBERIES_2023 = [33, 36, 32, 45, 48, 38, 32, 26, 35, 40, 53, 58]


@pytest.fixture
def load(real_data):
    """Return a function that imports files by name, in the order given, as one release."""
    return lambda *names: run(
        "import_recorded_crime", *(str(real_data / "met" / name) for name in names)
    )


def total(series, release=None, **lookups):
    number = release or Release.objects.newest().number
    rows = RecordedCrime.objects.as_of(number).in_series(series).filter(**lookups)
    return rows.aggregate(total=Sum("count"))["total"]


def robberies(release, months=range(1, 13)):
    return [
        total(WARDS, release, offence_group="robbery", month=f"2023-{month:02}") for month in months
    ]


def test_every_ledger_adds_up_a_figure_a_row(load):
    load(OLD_WARDS, NEW_WARDS, OLD_BOROUGHS, NEW_BOROUGHS, DASHBOARD)

    names = ("name", "rows_read", "stored", "outside_area", "rejected", "repeated")
    files = SourceFile.objects.filter(kind="recorded-crime").values_list(*names)
    assert list(files) == [
        # Rows times months: 683 of 23,438 rows are Havering's, and five months are read again.
        (OLD_WARDS, 562_512, 12_977, 546_120, 0, 3_415),
        (NEW_WARDS, 429_456, 12_456, 417_000, 0, 0),
        (OLD_BOROUGHS, 177_776, 5_248, 172_528, 0, 0),
        (NEW_BOROUGHS, 23_832, 744, 23_088, 0, 0),
        (DASHBOARD, 1_413, 1_413, 0, 0, 0),
    ]
    assert not UnlistedCode.objects.filter(codelist__startswith="offence-").exists()


def test_in_order_of_date_the_newer_counts_stand(load):
    load(OLD_WARDS)
    load(NEW_WARDS)

    assert robberies(FIRST + 1) == ROBBERIES_2023
    assert sum(ROBBERIES_2023) == 476
    assert robberies(FIRST, range(7, 9)) == [31, 28]


def test_one_import_of_both_gives_the_same_counts(load):
    load(OLD_WARDS, NEW_WARDS)

    assert robberies(FIRST) == ROBBERIES_2023
    assert total(WARDS) == 70_999


def test_the_borough_is_no_sum_of_wards(load):
    load(OLD_WARDS, OLD_BOROUGHS)

    assert (total(WARDS, month="2023-08"), total(BOROUGH, month="2023-08")) == (1_742, 1_758)
    assert total(BOROUGH, month="2010-04") == 1_356


def test_offences_are_not_added_to_positive_outcomes(load, client):
    load(DASHBOARD)

    months = {"month": "2022-03", "offence_subgroup": "knife-crime"}
    assert total(KNIVES.format("borough", "offences"), **months) == 13
    assert total(KNIVES.format("borough", "positive-outcomes"), **months) == 3
    query = {"product": "monthly-dashboard", "level": "borough", "month": "2022-03"}
    (row,) = client.get("/api/v1/recorded-crime", query).json()["results"]
    assert (row["offence_subgroup"], row["count"]) == ("knife-crime", 13)


def test_codes_with_a_blank_are_the_same_wards(load):
    load(DASHBOARD)

    rows = RecordedCrime.objects.current().filter(level="ward")
    assert rows.values_list("ward_code", flat=True).distinct().count() == 20


def test_months_covered_by_series(load):
    load(OLD_WARDS, NEW_WARDS, OLD_BOROUGHS, NEW_BOROUGHS, DASHBOARD)

    covered = {}
    rows = Coverage.objects.current().filter(kind="recorded-crime")
    for code, month in rows.order_by("code", "month").values_list("code", "month"):
        covered.setdefault(code, []).append(month)
    assert {code: (months[0], months[-1], len(months)) for code, months in covered.items()} == {
        WARDS: ("2021-12", "2025-06", 43),
        # Nothing for December 2023 to June 2024: neither of the two files has them.
        BOROUGH: ("2010-04", "2026-06", 188),
        KNIVES.format("borough", "offences"): ("2022-03", "2026-02", 48),
        KNIVES.format("borough", "positive-outcomes"): ("2022-03", "2026-02", 48),
        KNIVES.format("ward", "offences"): ("2022-03", "2026-02", 48),
        KNIVES.format("ward", "positive-outcomes"): ("2022-03", "2026-02", 48),
    }


def test_everything_again_makes_no_release(load):
    load(OLD_WARDS, NEW_WARDS, OLD_BOROUGHS, NEW_BOROUGHS, DASHBOARD)

    assert "no release made" in load(OLD_WARDS, NEW_WARDS, DASHBOARD, NEW_BOROUGHS, OLD_BOROUGHS)


def test_rows_by_url_add_up_to_the_figures(load, client):
    load(OLD_WARDS)
    load(NEW_WARDS)

    csv = client.get("/api/v1/recorded-crime.csv?offence_group=robbery&date_from=2023&date_to=2023")

    header, *lines = csv.getvalue().decode().splitlines()
    place = header.split(",").index("count")
    assert sum(int(line.split(",")[place]) for line in lines) == 476


def test_a_regrouped_category_is_unknown_where_it_is_not_counted(load, client):
    load(OLD_WARDS)
    load(NEW_WARDS)

    query = {"offence_subgroup": "dangerous-driving", "date_from": "2023-06", "date_to": "2023-08"}
    meta = client.get("/api/v1/recorded-crime", query).json()["meta"]

    assert meta["coverage"]["missing"] == ["2023-07", "2023-08"]
