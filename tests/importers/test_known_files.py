"""A file known again is not read, and nothing tells but the time; what could alter its rows is noticed."""

import random
import zipfile
from contextlib import contextmanager
from typing import NamedTuple

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from havering_safety.releases.models import Coverage, Quality, SourceFile
from incidents.models import Incident
from tests.importers.api_crimes import make_located_crimes
from tests.importers.api_crimes import make_month as make_answers
from tests.importing import (
    contents,
    import_api,
    import_archive,
    import_boundaries,
    refusal_of,
)
from tests.outcome_files import make_outcome_file, make_outcomes, outcome_name
from tests.police_files import (
    EAST,
    ELSEWHERE,
    make_archive,
    make_month,
    make_row,
    make_rows,
    make_street,
    street_name,
)
from tests.stop_search_files import ARREST, make_search_file, make_searches, search_name
from tests.ward_files import make_boundaries, two_wards

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_wards_loaded")]

# What tells a release from the same one made a second time.
CHANCE = {"id", "version", "source_file_id", "created_at", "release_id", "reading"}


class Read(NamedTuple):
    """What an import said, and whether it compared the rows of any file with those held."""

    said: str
    compared: bool


def importing(*arguments):
    with CaptureQueriesContext(connection) as queries:
        said = import_archive(*map(str, arguments))
    return Read(said, any('"ordinal"' in query["sql"] for query in queries.captured_queries))


def published():
    """Return all that the tables hold, but for keys and the clock."""
    return {
        name: sorted(repr({key: row[key] for key in row if key not in CHANCE}) for row in rows)
        for name, rows in contents().items()
    }


@contextmanager
def undone():
    """Do what is inside, and take it back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def forget():
    """Let every file be read, as if none had been known."""
    SourceFile.objects.update(reading="")


@pytest.fixture
def january(tmp_path):
    """Make an archive of all three kinds, with rows outside the area."""
    members = {
        street_name(): make_street([*make_rows(30), make_row(ELSEWHERE)]),
        search_name(): make_search_file(make_searches(20, ARREST)),
        outcome_name(): make_outcome_file(make_outcomes(20)),
    }
    return make_archive(tmp_path / "january.zip", members)


def test_known_files_are_not_read_and_said_to_be_the_same(january):
    assert importing(january).compared
    before = contents()

    again = importing(january)
    left = contents()
    forget()
    read = importing(january)

    assert (again.compared, read.compared) == (False, True)
    assert again.said == read.said
    assert left == before


def test_known_file_is_recorded_in_the_release_that_another_makes(january, tmp_path):
    import_archive(january)
    february = make_month(tmp_path / "february.zip", make_rows(5, month="2024-02"), "2024-02")

    import_archive(january, february)

    files = SourceFile.objects.filter(release=3).values_list(
        "archive", "kind", "rows_read", "added"
    )
    assert list(files) == [
        ("january.zip", "outcomes", 20, 0),
        ("january.zip", "stop-and-search", 20, 0),
        ("january.zip", "street", 31, 0),
        ("february.zip", "street", 5, 5),
    ]


def test_same_bytes_from_elsewhere_keep_the_name_they_have_now(january, tmp_path):
    import_archive(january)
    zipfile.ZipFile(january).extractall(tmp_path / "unpacked")
    february = make_month(tmp_path / "february.zip", make_rows(5, month="2024-02"), "2024-02")

    import_archive(str(tmp_path / "unpacked"), february)

    archives = SourceFile.objects.filter(release=3).values_list("archive", flat=True)
    assert sorted(archives) == ["", "", "", "february.zip"]


def test_row_that_new_boundaries_take_in_is_added(tmp_path):
    file = make_month(tmp_path / "january.zip", [*make_rows(30), make_row(EAST)])
    import_boundaries(
        make_boundaries(tmp_path / "west.geojson", two_wards()[:1]), "--allow-removals"
    )
    import_archive(file)
    import_boundaries(make_boundaries(tmp_path / "both.geojson", two_wards()))

    assert "1 added, 0 revised, 0 withdrawn" in importing(file).said


def test_other_code_reads_again(january, settings):
    import_archive(january)
    settings.CODE_VERSION = "another"

    assert importing(january).compared


def test_missing_row_is_read_again(january):
    import_archive(january)
    Incident.objects.first().delete()

    assert "1 added, 0 revised, 0 withdrawn" in importing(january).said


def test_file_with_something_to_report_is_read_and_reported_again(tmp_path, settings):
    settings.IMPORT_MAX_REJECTED_SHARE = 0.5
    rows = [*make_rows(30), make_row(Longitude="far"), make_row({"Crime type": "Piracy"})]
    file = make_month(tmp_path / "january.zip", rows)
    first = importing(file)
    settings.IMPORT_MAX_REJECTED_SHARE = 0.01

    assert "'Piracy' is not in the codelist" in first.said
    assert "of 32 rows cannot be read" in refusal_of(import_archive, file)


@pytest.mark.parametrize("rows", [30, 0], ids=["rows in the area", "no row in the area"])
def test_month_taken_over_and_back_is_held_again(tmp_path, rows):
    file = make_month(tmp_path / "january.zip", make_rows(rows) + [make_row(ELSEWHERE)] * 5)
    import_archive(file)
    import_api(make_answers(tmp_path / "answers", make_located_crimes(30)), "--replace")

    back = importing(file, "--replace")

    assert back.compared
    assert f"Release 4: {rows} added, 0 revised, 30 withdrawn." in back.said
    for known in (Coverage, Quality):
        held = known.objects.order_by("first_release").values_list("source", "first_release")
        assert list(held) == [("archive", 2), ("api", 3), ("archive", 4)]


def test_broken_member_is_refused_though_its_size_is_that_of_the_known_file(january):
    import_archive(january)
    with zipfile.ZipFile(january) as archive:
        info = archive.getinfo(street_name())
    with open(january, "r+b") as file:
        file.seek(info.header_offset + 200)
        file.write(b"\0\0\0\0")

    assert "cannot be unpacked" in refusal_of(import_archive, january)


def steps(folder):
    """Return imports that get in each other's way, as functions."""
    rows = make_rows(40) + make_rows(40, EAST)
    files = [
        make_month(folder / "all.zip", rows),
        make_month(folder / "shuffled.zip", random.Random(1).sample(rows, len(rows))),
        make_month(folder / "later.zip", [*rows[1:], make_row(ELSEWHERE)]),
    ]
    burglary = make_month(
        folder / "burglary.zip", [row for row in rows if row["Crime type"] == "Burglary"]
    )
    answers = make_answers(folder / "answers", make_located_crimes(78))
    borders = [
        make_boundaries(folder / f"{border}.geojson", two_wards(border)) for border in (0.1, 0.16)
    ]
    part = ("--only", "crime_type=burglary", "--replace", "--allow-removals")
    return [
        *(lambda file=file: import_archive(file, "--replace") for file in files * 2),
        lambda: import_archive(burglary, *part),
        lambda: import_api(answers, "--replace"),
        *(lambda path=path: import_boundaries(path) for path in borders),
    ]


@pytest.mark.parametrize("seed", range(6))
def test_any_sequence_of_imports_ends_as_if_every_file_were_read(tmp_path, seed):
    for step in random.Random(seed).choices(steps(tmp_path), k=20):
        with undone():
            forget()
            read = step(), published()

        assert (step(), published()) == read
