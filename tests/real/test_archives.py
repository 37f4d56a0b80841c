"""British Transport Police, Essex and the City for two months, and the Met's burglaries for a year."""

import random
import zipfile

import pytest
from django.core.management import CommandError
from django.db.models import Count

from havering_safety.releases.models import CURRENT, Coverage, Release, SourceFile
from incidents.models import Incident
from tests.importing import contents, import_archive, import_boundaries
from tests.police_files import make_archive, street_name
from tests.real.conftest import BURGLARY, OTHER_FORCES
from tests.ward_files import make_boundaries, make_square, make_ward

pytestmark = [
    pytest.mark.usefixtures("real_database", "db"),
    pytest.mark.xdist_group("real"),
]

NOTHING_CHANGED = "Nothing changed, no release made.\n"
LATER_DOWNLOAD = "police/2024-01-02-city-later-download.zip"
CITY = make_ward("E05009999", "City", make_square(-0.13, 51.50, 0.0, 51.59))

# Rows read = stored + outside the area + without location.
LEDGERS = {
    ("btp", "2024-01"): (6_190, 29, 6_161, 0),
    ("city-of-london", "2024-01"): (734, 0, 657, 77),
    ("essex", "2024-01"): (13_148, 0, 12_993, 155),
    ("btp", "2024-02"): (6_237, 35, 6_202, 0),
    ("city-of-london", "2024-02"): (826, 0, 764, 62),
    ("essex", "2024-02"): (12_722, 1, 12_620, 101),
    ("metropolitan", "2023-01"): (5_143, 94, 4_890, 159),
    ("metropolitan", "2023-02"): (4_546, 83, 4_357, 106),
    ("metropolitan", "2023-03"): (4_925, 80, 4_574, 271),
    ("metropolitan", "2023-04"): (4_185, 67, 3_982, 136),
    ("metropolitan", "2023-05"): (4_441, 69, 4_358, 14),
    ("metropolitan", "2023-06"): (4_652, 91, 4_474, 87),
    ("metropolitan", "2023-07"): (4_513, 88, 4_406, 19),
    ("metropolitan", "2023-08"): (4_665, 88, 4_569, 8),
    ("metropolitan", "2023-09"): (4_551, 120, 4_409, 22),
    ("metropolitan", "2023-10"): (4_923, 145, 4_400, 378),
    ("metropolitan", "2023-11"): (4_703, 114, 4_574, 15),
    ("metropolitan", "2023-12"): (4_990, 142, 4_821, 27),
}


def changed_copy(source, target, change):
    """Write a copy of a zip whose files went through `change`, which is given name and lines below the header."""
    with zipfile.ZipFile(source) as archive:
        members = {
            name: archive.read(name).splitlines(keepends=True)
            for name in archive.namelist() if name.endswith("-street.csv")
        }  # fmt: skip
    copies = {
        name: b"".join([lines[0], *change(name, lines[1:])]) for name, lines in members.items()
    }
    return make_archive(target, copies)


def lines_in_havering(lines, force, month):
    """Return the lines of the rows that stand, by their location and place."""
    places = set(
        Incident.objects.current()
        .filter(force=force, month=month)
        .values_list("location", "lsoa_code")
    )
    return [
        line
        for line in lines
        if (line.decode().split(",")[6], line.decode().split(",")[7]) in places
    ]


def test_ledger_of_every_file_is_pinned():
    files = SourceFile.objects.filter(kind="street")
    columns = ("rows_read", "stored", "outside_area", "without_location")

    assert {
        (file.force, file.month): tuple(getattr(file, name) for name in columns) for file in files
    } == LEDGERS


def test_every_ledger_adds_up():
    for rows_read, *parts in LEDGERS.values():
        assert rows_read == sum(parts)
    assert not SourceFile.objects.exclude(rejected=0, repeated=0).exists()


def test_rows_of_other_forces_in_havering():
    rows = Incident.objects.current().exclude(force="metropolitan")
    counted = (
        rows.values_list("force", "month").annotate(Count("version")).order_by("force", "month")
    )

    assert list(counted) == [
        ("btp", "2024-01", 29),
        ("btp", "2024-02", 35),
        ("essex", "2024-02", 1),
    ]


def test_burglaries_of_2023_in_havering():
    assert (
        Incident.objects.current().filter(force="metropolitan", crime_type="burglary").count()
        == 1_181
    )


def test_filtered_download_is_refused_without_only(real_data):
    before = contents()

    with pytest.raises(CommandError) as refused:
        import_archive(str(real_data / BURGLARY))

    assert str(refused.value) == (
        f"2023-burglary-only.zip/{street_name('2023-01')}, column Crime type: holds 5,143 rows, all "
        "'Burglary': a filtered download? Say so with --only crime_type=burglary."
    )
    assert contents() == before


def covers(month, forces, crime_type):
    held = Coverage.objects.current().filter(kind="street", month=month, force__in=forces)
    return held.filter(code__in=["", crime_type]).exists()


def test_burglary_is_held_and_robbery_is_not(settings):
    assert covers("2023-05", settings.AREA_FORCES, "burglary")
    assert not covers("2023-05", settings.AREA_FORCES, "robbery")


@pytest.mark.parametrize("month", ["2024-01", "2024-02"])
def test_other_forces_make_no_month_covered(settings, month):
    assert not covers(month, settings.AREA_FORCES, "robbery")
    assert covers(month, ["btp"], "robbery")
    assert covers(month, ["essex"], "robbery")


@pytest.mark.parametrize(
    ("path", "options"), [(OTHER_FORCES, []), (BURGLARY, ["--only=crime_type=burglary"])]
)
def test_same_archive_makes_no_release(real_data, path, options):
    before = contents()

    said = import_archive(str(real_data / path), *options)

    assert said.endswith(NOTHING_CHANGED)
    assert contents() == before


@pytest.mark.parametrize(
    ("path", "options"), [(OTHER_FORCES, []), (BURGLARY, ["--only=crime_type=burglary"])]
)
def test_shuffled_archive_makes_no_release(real_data, tmp_path, path, options):
    before = contents()

    def shuffled(name, lines):
        random.Random(name).shuffle(lines)
        return lines

    said = import_archive(
        changed_copy(real_data / path, tmp_path / "shuffled.zip", shuffled), *options
    )

    assert said.endswith(NOTHING_CHANGED)
    assert contents() == before


def test_transport_police_row_removed_withdraws_one_row(real_data, tmp_path):
    before = contents()
    held = set(Incident.objects.current().values_list("public_id", flat=True))

    def without_one(name, lines):
        if name == street_name("2024-01", "btp"):
            lines.remove(lines_in_havering(lines, "btp", "2024-01")[0])
        return lines

    said = import_archive(
        changed_copy(real_data / OTHER_FORCES, tmp_path / "less.zip", without_one)
    )

    assert "Release 6: 0 added, 0 revised, 1 withdrawn." in said
    assert len(held - set(Incident.objects.current().values_list("public_id", flat=True))) == 1
    after = contents()
    changed = [
        (old, new)
        for old, new in zip(before["Incident"], after["Incident"], strict=True) if old != new
    ]  # fmt: skip
    assert [(new | {"last_release": CURRENT}, new["last_release"]) for _, new in changed] == [
        (old, 5) for old, _ in changed
    ]
    assert after["Coverage"] == before["Coverage"]


def test_transport_police_twin_removed_withdraws_one_of_the_twins(real_data, tmp_path):
    twins = Incident.objects.current().filter(force="btp", ordinal__gt=1)
    month = twins.first().month

    def without_a_twin(name, lines):
        if name == street_name(month, "btp"):
            seen = lines_in_havering(lines, "btp", month)
            lines.remove(next(line for line in seen if seen.count(line) > 1))
        return lines

    said = import_archive(
        changed_copy(real_data / OTHER_FORCES, tmp_path / "less.zip", without_a_twin)
    )

    assert "Release 6: 0 added, 0 revised, 1 withdrawn." in said
    gone = Incident.objects.get(last_release=5)
    assert gone.ordinal > 1
    kept = (
        Incident.objects.current().filter(identity=gone.identity).values_list("ordinal", flat=True)
    )
    assert sorted(kept) == list(range(1, gone.ordinal))


@pytest.mark.parametrize("half", ["first", "second", "every other row"])
def test_half_a_month_is_refused_and_closes_nothing(real_data, tmp_path, half):
    before = contents()

    def halved(name, lines):
        middle = len(lines) // 2
        halves = {"first": lines[:middle], "second": lines[middle:], "every other row": lines[::2]}
        return halves[half] if name == street_name("2023-05") else lines

    path = changed_copy(real_data / BURGLARY, tmp_path / "half.zip", halved)
    with pytest.raises(
        CommandError, match=r"2023-05-metropolitan-street\.csv: .* may vanish unasked"
    ):
        import_archive(path, "--only=crime_type=burglary")

    assert contents() == before


@pytest.fixture
def city(real_data, tmp_path):
    """Make the City the area and import its first download; return the release that holds it."""
    path = make_boundaries(tmp_path / "city.geojson", [CITY])
    import_boundaries(path, "--allow-removals")
    import_archive(str(real_data / OTHER_FORCES), "--force=city-of-london")
    return Release.objects.newest().number


def of_city(release):
    """Return id and outcome of every City row in a release."""
    rows = Incident.objects.as_of(release).filter(force="city-of-london")
    return dict(rows.values_list("public_id", "last_outcome_category"))


def test_later_download_of_the_city_revises_outcomes_alone(real_data, city):
    said = import_archive(str(real_data / LATER_DOWNLOAD))

    assert f"Release {city + 1}: 0 added, 723 revised, 0 withdrawn." in said
    assert of_city(city).keys() == of_city(city + 1).keys()
    assert len(of_city(city)) == 657 + 764


def test_earlier_release_of_the_city_gives_the_earlier_outcomes(real_data, city):
    first = of_city(city)

    import_archive(str(real_data / LATER_DOWNLOAD))

    later = of_city(city + 1)
    assert of_city(city) == first
    assert sum(first[public_id] != later[public_id] for public_id in first) == 723


def test_first_download_of_the_city_again_restores_the_first_outcomes(real_data, city):
    import_archive(str(real_data / LATER_DOWNLOAD))

    import_archive(str(real_data / OTHER_FORCES), "--force=city-of-london")

    assert of_city(city + 2) == of_city(city)
