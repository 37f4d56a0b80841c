"""What becomes of each crime of a recording: stored, outside, without location, repeated, rejected."""

import json
import random

import pytest
from django.core.management import CommandError

from havering_safety.releases.models import Coverage, Reject, Release, SourceFile, UnlistedCode
from incidents.models import Incident
from tests.importers.api_crimes import (
    EAST,
    ELSEWHERE,
    make_located,
    make_located_crimes,
    make_month,
)
from tests.importers.police_api_recordings import make_manifest, make_recording, make_zip
from tests.importing import contents, import_api
from tests.ward_files import EAST_WARD, WEST_WARD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_wards_loaded")]

LEDGER = ("rows_read", "stored", "outside_area", "without_location", "rejected", "repeated")


def test_crime_is_stored_in_the_archives_words(tmp_path):
    import_api(make_month(tmp_path, [make_located(1)]))

    row = Incident.objects.values().get()
    assert all(row.pop(name) for name in ("public_id", "identity", "version"))
    assert row == {
        "first_release": 2, "last_release": 2_147_483_647, "ordinal": 1,
        "source": "api", "force": None, "month": "2024-01",
        "crime_id": f"{1:064x}", "reported_by": None, "falls_within": None,
        "longitude": 0.05, "latitude": 51.55, "ward_code": WEST_WARD,
        "location": "On or near West Road", "lsoa_code": None, "lsoa_name": None,
        "crime_type": "violence-and-sexual-offences",
        "last_outcome_category": "under-investigation",
    }  # fmt: skip


def test_words_of_the_api_are_read_as_the_archives(tmp_path):
    crime = make_located(
        1, category="criminal-damage-arson", persistent_id="",
        outcome_status={"category": "Offender given a penalty notice", "date": "2024-02"},
    )  # fmt: skip
    import_api(make_month(tmp_path, [crime, make_located(2, outcome_status=None)]))

    fields = ("crime_id", "crime_type", "last_outcome_category")
    assert list(Incident.objects.order_by("crime_type").values_list(*fields)) == [
        (None, "criminal-damage-and-arson", "offender-given-penalty-notice"),
        (f"{2:064x}", "violence-and-sexual-offences", None),
    ]
    assert not UnlistedCode.objects.exists()


def test_point_places_the_crime_whatever_polygon_was_asked(tmp_path):
    import_api(make_month(tmp_path, [make_located(1, EAST)]))
    assert Incident.objects.get().ward_code == EAST_WARD


def test_each_answer_has_a_ledger(tmp_path):
    border = make_located_crimes(3, 500)
    west = [
        *make_located_crimes(100), *border, make_located(900, ELSEWHERE),
        make_located(901, location=None), make_located(902, month="2023-12"),
    ]  # fmt: skip

    import_api(make_month(tmp_path, west, [*border, make_located(903, EAST)]))

    files = SourceFile.objects.filter(source="api")
    assert list(files.values_list("name", "archive", "added", *LEDGER)) == [
        ("2024-01/E05990001-0.json", "", 103, 106, 103, 1, 1, 1, 0),
        ("2024-01/E05990002-0.json", "", 1, 4, 1, 0, 0, 0, 3),
    ]


def test_bad_crime_is_rejected_and_kept(tmp_path):
    bad = make_located(902, month="2023-12")
    import_api(make_month(tmp_path, [*make_located_crimes(99), bad]))

    row = Reject.objects.values("line", "column", "reason", "detail", "row").get()
    assert json.loads(row.pop("row")) == bad
    assert row == {
        "line": 100, "column": "month", "reason": "malformed",
        "detail": "not 2024-01, the month of its file",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"persistent_id": "a" * 65}, "persistent_id"),
        ({"persistent_id": "=1+1"}, "persistent_id"),
        ({"category": "a" * 101}, "category"),
        ({"location_type": "a" * 201}, "location_type"),
        ({"outcome_status": {"category": "?", "date": "2024-01"}}, "outcome_status.category"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_text_that_no_column_holds_is_rejected(tmp_path, changes, column):
    import_api(make_month(tmp_path, [*make_located_crimes(99), make_located(902, **changes)]))

    assert Reject.objects.get().column == column


def test_answer_of_bad_crimes_is_refused(tmp_path):
    before = contents()
    bad = make_located(902, month="2023-12")

    with pytest.raises(CommandError, match=r"^2024-01/E05990001-0\.json, line 51, column month: "):
        import_api(make_month(tmp_path, [*make_located_crimes(50), bad]))

    assert contents() == before


def test_category_that_no_codelist_knows_is_kept_and_reported(tmp_path):
    said = import_api(make_month(tmp_path, [make_located(1, category="space-piracy")]))

    assert Incident.objects.get().crime_type == "space-piracy"
    assert "'space-piracy' is not in the codelist crime-types; kept as space-piracy.\n" in said


def test_complete_month_is_covered(tmp_path):
    import_api(make_month(tmp_path, [make_located(1)]))

    rows = Coverage.objects.values_list("source", "kind", "force", "month", "code")
    assert list(rows) == [("api", "street", "", "2024-01", "")]


def test_month_without_crimes_is_covered(tmp_path):
    said = import_api(make_month(tmp_path, []))

    assert said.endswith("Release 2: 0 added, 0 revised, 0 withdrawn.\n")
    assert Coverage.objects.get().month == "2024-01"


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"2024-01/E05990001-0": [make_located(1)]}, "no answer for E05990002-0"),
        (
            {"2024-01/E05990001-0": [make_located(1)], "2024-01/E05990002-0a": []},
            "no answer for E05990002-0",
        ),
        (
            {
                "2024-01/E05990001-0": [make_located(1)], "2024-01/E05990002-0": [],
                "2024-01/month": make_manifest(state="recording"),
            },
            "its recording was not finished",
        ),
        (
            {
                "2024-01/E05990001-0": [make_located(1)], "2024-01/E05990002-0": [],
                "2024-01/month": make_manifest(state="unfinished") | {"reason": "too many crimes"},
            },
            "too many crimes",
        ),
    ],
    ids=["a polygon missing", "a half missing", "being recorded", "given up"],
)  # fmt: skip
def test_incomplete_month_is_left_out_and_not_covered(tmp_path, answers, why):
    whole = {
        f"2024-02/{ward}-0": [make_located(1, month="2024-02")] for ward in (WEST_WARD, EAST_WARD)
    }

    said = import_api(str(make_recording(tmp_path, answers | whole)))

    assert f"2024-01: left out, and not covered: {why}.\n" in said
    assert list(Incident.objects.values_list("month", flat=True)) == ["2024-02"]
    assert list(Coverage.objects.values_list("month", flat=True)) == ["2024-02"]


def test_shuffled_answers_under_new_numbers_make_no_release(tmp_path):
    """The numeric ids are the edition's, and twins have nothing else to tell them apart."""
    twins = [make_located(number, persistent_id="") for number in range(200, 205)]
    crimes = [*make_located_crimes(30), *twins]
    import_api(make_month(tmp_path / "first", crimes))
    again = [crime | {"id": 10_000 - crime["id"]} for crime in crimes]
    random.Random(2024).shuffle(again)

    said = import_api(make_month(tmp_path / "again", again))

    assert said.endswith("Nothing changed, no release made.\n")
    assert Incident.objects.count() == 35


def test_outcome_and_spelling_of_a_street_may_change(tmp_path):
    crimes = make_located_crimes(30)
    import_api(make_month(tmp_path / "first", crimes))
    crimes[0]["outcome_status"] = {"category": "Local resolution", "date": "2024-03"}
    crimes[1]["location"]["street"]["name"] = "On or near WEST ROAD"

    said = import_api(make_month(tmp_path / "later", crimes))

    assert said.endswith("Release 3: 0 added, 2 revised, 0 withdrawn.\n")
    assert Incident.objects.as_of(3).filter(location="On or near WEST ROAD").count() == 1
    assert Incident.objects.as_of(2).filter(location="On or near WEST ROAD").count() == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"category": "burglary"},
        {"street": 2},
        {"place": EAST},
        {"location_type": "BTP"},
        {"location_subtype": "STATION"},
        {"persistent_id": "b" * 64},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_other_published_words_are_another_crime(tmp_path, changes):
    import_api(make_month(tmp_path / "first", make_located_crimes(30)))
    later = [*make_located_crimes(29), make_located(30, **changes)]

    said = import_api(make_month(tmp_path / "later", later))

    assert said.endswith("Release 3: 1 added, 0 revised, 1 withdrawn.\n")


def test_half_a_month_is_refused_unless_allowed(tmp_path):
    import_api(make_month(tmp_path / "first", make_located_crimes(40)))
    half = make_month(tmp_path / "later", make_located_crimes(20))

    with pytest.raises(CommandError, match="20 of the 40 rows held would be withdrawn"):
        import_api(half)

    assert import_api(half, "--allow-removals").endswith(
        "Release 3: 0 added, 0 revised, 20 withdrawn.\n"
    )


def test_dry_run_saves_nothing(tmp_path):
    before = contents()

    said = import_api(make_month(tmp_path, [make_located(1)]), "--dry-run")

    assert said.endswith("Dry run, nothing saved: 1 added, 0 revised, 0 withdrawn.\n")
    assert contents() == before


def test_month_asked_for_alone_is_loaded(tmp_path):
    for month in ("2024-01", "2024-02"):
        path = make_month(tmp_path, [make_located(1, month=month)], month=month)

    import_api(path, "--month=2024-02")

    assert Incident.objects.get().month == "2024-02"


@pytest.mark.parametrize(
    ("month", "message"),
    [
        ("2024-13", "--month 2024-13: expected YYYY-MM."),
        ("January", "--month January: expected YYYY-MM."),
        ("2023-01", "recording: holds no answers for 2023-01."),
    ],
)
def test_month_that_is_not_there_is_refused(tmp_path, month, message):
    path = make_month(tmp_path / "recording", [make_located(1)])

    with pytest.raises(CommandError) as refusal:
        import_api(path, f"--month={month}")

    assert str(refusal.value) == message


def test_zip_is_named_as_the_archive(tmp_path):
    members = [(f"2024-01/{WEST_WARD}-0.json", json.dumps([make_located(1)]))]
    import_api(str(make_zip(tmp_path / "recorded.zip", members)))

    assert SourceFile.objects.values_list("archive", "name").last() == (
        "recorded.zip", f"2024-01/{WEST_WARD}-0.json",
    )  # fmt: skip


@pytest.mark.parametrize("content", [b'[{"id": 1}, {"i', b"{}"], ids=["cut", "no list"])
def test_answer_that_cannot_be_read_leaves_nothing(tmp_path, content):
    for month in ("2024-01", "2024-02"):
        make_month(tmp_path, [make_located(1, month=month)], month=month)
    (tmp_path / f"2024-02/{EAST_WARD}-0.json").write_bytes(content)
    before = contents()

    with pytest.raises(CommandError, match=rf"^2024-02/{EAST_WARD}-0\.json: not"):
        import_api(str(tmp_path))

    assert contents() == before


def test_path_that_is_no_recording_is_refused(tmp_path):
    with pytest.raises(CommandError, match="neither a folder nor a zip"):
        import_api(str(tmp_path / "absent.zip"))


def test_release_says_what_was_imported(tmp_path):
    import_api(make_month(tmp_path, [make_located(1)]))
    assert Release.objects.newest().summary == ("Police API: 1 rows added, 0 revised, 0 withdrawn")
