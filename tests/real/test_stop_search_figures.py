"""The Met's stop searches of 2023, and the three months that were published broken."""

import csv
import io
import random
import zipfile
from datetime import UTC

import pytest
from django.db.models import Count, Sum

from havering_safety.releases.models import CountDifference, Quality, SourceFile, UnlistedCode
from incidents.codelists_quality import ENDS_EARLY, MANY_DUPLICATES, MOSTLY_WITHOUT_LOCATION
from incidents.london_time import read_instant
from incidents.models import Arrest, StopSearch, WeaponRecovery
from tests.importing import contents, import_archive
from tests.police_files import make_archive
from tests.real.transactions import taken_back

pytestmark = [
    pytest.mark.usefixtures("searches", "db"),
    pytest.mark.xdist_group("real"),
]

YEAR = "police/2023-stop-and-search.zip"
BROKEN = "police/broken-months.zip"
NOTHING_CHANGED = "Nothing changed, no release made.\n"

# Rows read = stored + outside the area + without location.
LEDGERS = {
    "2023-01": (16_401, 580, 14_158, 1_663),
    "2023-02": (13_640, 428, 11_899, 1_313),
    "2023-03": (14_303, 574, 12_221, 1_508),
    "2023-04": (12_146, 360, 10_553, 1_233),
    "2023-05": (12_423, 334, 10_759, 1_330),
    "2023-06": (11_595, 369, 10_046, 1_180),
    "2023-07": (13_073, 406, 11_353, 1_314),
    "2023-08": (14_073, 373, 12_267, 1_433),
    "2023-09": (12_033, 268, 10_534, 1_231),
    "2023-10": (11_740, 264, 10_268, 1_208),
    "2023-11": (9_130, 207, 7_987, 936),
    "2023-12": (9_086, 293, 7_879, 914),
    "2018-02": (10_771, 7, 527, 10_237),
    "2022-08": (17_286, 305, 15_294, 1_687),
    "2022-12": (5_706, 198, 4_870, 638),
}


@pytest.fixture(scope="module")
def searches(real_database, real_data, django_db_blocker):
    """Hold 2023 (release 6) and the three broken months (7)."""
    with taken_back(django_db_blocker):
        with django_db_blocker.unblock():
            import_archive(str(real_data / YEAR))
            import_archive(str(real_data / BROKEN))
        yield


def of_2023(model):
    return model.objects.as_of(7).filter(month__startswith="2023-")


def test_ledger_of_every_file_is_pinned():
    columns = ("rows_read", "stored", "outside_area", "without_location")
    files = SourceFile.objects.filter(kind="stop-and-search")

    found = {file.month: tuple(getattr(file, name) for name in columns) for file in files}
    assert found == LEDGERS
    assert not files.exclude(rejected=0, repeated=0).exists()


def test_rows_of_2023():
    of_year = SourceFile.objects.filter(kind="stop-and-search", month__startswith="2023-")

    assert of_year.aggregate(Sum("rows_read")) == {"rows_read__sum": 149_643}
    assert of_2023(StopSearch).count() == 4_456


def test_arrests_and_weapon_recoveries_of_2023():
    bases = of_2023(WeaponRecovery).values_list("basis").annotate(n=Count("version"))

    assert of_2023(Arrest).count() == 624
    assert list(bases) == [("positive-outcome", 210)]


def test_objects_of_the_weapon_recoveries_of_2023():
    rows = of_2023(WeaponRecovery).values_list("object_of_search").annotate(n=Count("version"))

    assert list(rows.order_by("-n")) == [
        ("offensive-weapons", 201),
        ("firearms", 8),
        ("anything-to-threaten-or-harm-anyone", 1),
    ]


def test_kept_counts_are_those_of_the_rows():
    rows = CountDifference.objects.filter(month__startswith="2023-")
    counts = rows.values_list("dataset").annotate(n=Sum("n")).order_by("dataset")

    assert dict(counts)["stop-searches"] == 4_456
    assert dict(counts)["arrests"] == 624
    assert dict(counts)["weapon-recoveries"] == 210


def test_outcomes_of_2023():
    """Nothing is blank, nothing unlisted, and every outcome has its place in the table."""
    rows = of_2023(StopSearch).values_list("outcome", "is_arrest", "is_positive")

    assert list(rows.annotate(n=Count("version")).order_by("-n")) == [
        ("a-no-further-action-disposal", False, False, 3_151),
        ("arrest", True, True, 624),
        ("community-resolution", False, True, 449),
        ("penalty-notice-for-disorder", False, True, 129),
        ("summons-charged-by-post", False, True, 100),
        ("caution-simple-or-conditional", False, True, 3),
    ]
    assert not UnlistedCode.objects.exists()


def test_the_met_does_not_record_whether_outcomes_are_linked():
    rows = StopSearch.objects.exclude(outcome_linked_to_object_of_search=None)

    assert not rows.exists()
    assert not StopSearch.objects.exclude(removal_of_more_than_outer_clothing=None).exists()


def test_days_and_months_are_londons(real_data):
    """131 rows of 2023 have another month in UTC; in Havering they are nine."""
    with zipfile.ZipFile(real_data / YEAR) as archive:
        read = [
            (name[:7], row["Date"])
            for name in archive.namelist() if name.endswith(".csv")
            for row in csv.DictReader(io.TextIOWrapper(archive.open(name), "utf-8"))
        ]  # fmt: skip
    assert sum(text[:7] != month for month, text in read) == 131
    assert {read_instant(text).tzinfo for _, text in read} == {UTC}

    rows = of_2023(StopSearch).values_list("date", "local_date", "month")
    assert all(day.isoformat()[:7] == month for _, day, month in rows)
    assert sum(f"{instant:%Y-%m}" != month for instant, _, month in rows) == 9


def test_broken_months_are_flagged():
    flagged = Quality.objects.as_of(7).filter(kind="stop-and-search").exclude(flags=[])

    assert {row.month: (row.flags, row.days_covered) for row in flagged} == {
        "2018-02": ([MOSTLY_WITHOUT_LOCATION, MANY_DUPLICATES], 28),
        "2022-08": ([MANY_DUPLICATES], 31),
        "2022-12": ([ENDS_EARLY], 17),
    }


def test_figures_behind_the_flags():
    rows = Quality.objects.filter(month__in=("2018-02", "2022-08", "2022-12")).order_by("month")

    assert list(rows.values_list("rows_read", "without_location", "duplicates")) == [
        (10_771, 10_237, 557),
        (17_286, 1_687, 2_347),
        (5_706, 638, 88),
    ]


@pytest.mark.parametrize("path", [YEAR, BROKEN])
def test_same_archive_makes_no_release(real_data, path):
    before = contents()

    said = import_archive(str(real_data / path))

    assert said.endswith(NOTHING_CHANGED)
    assert contents() == before


def test_shuffled_archive_makes_no_release(real_data, tmp_path):
    """The broken months: their thousands of exact duplicates are twins."""
    before, copies = contents(), {}
    with zipfile.ZipFile(real_data / BROKEN) as archive:
        for name in archive.namelist():
            header, *lines = archive.read(name).splitlines(keepends=True) or [b""]
            random.Random(name).shuffle(lines)
            copies[name] = b"".join([header, *lines])

    said = import_archive(make_archive(tmp_path / "shuffled.zip", copies))

    assert said.endswith(NOTHING_CHANGED)
    assert contents() == before


def test_december_2022_is_rated_over_the_seventeen_days_it_was_published_for(client):
    """198 searches in 17 days: over the 31 of the month it would be 6.387 a day."""
    (cell,) = client.get(
        "/api/v1/stats/stop-searches?month=2022-12&measures=count,per_day&release=7"
    ).json()["results"]

    assert (cell["count"], cell["per_day"]) == (198, 11.647)
    assert (cell["per_day_lower"], cell["per_day_upper"]) == (10.081, 13.387)
    assert cell["coverage"] == "full"
