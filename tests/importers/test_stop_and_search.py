"""What becomes of each row of a stop-and-search file."""

import datetime

import pytest
from django.core.management import CommandError

from havering_safety.releases.models import Coverage, Reject, SourceFile
from incidents.models import StopSearch
from tests.importing import import_archive
from tests.police_files import ELSEWHERE
from tests.stop_search_files import (
    ARREST,
    FOR_WEAPONS,
    HEADER,
    IN_EAST,
    NO_PLACE,
    make_search,
    make_search_file,
    make_search_month,
    make_searches,
    search_name,
)
from tests.ward_files import EAST_WARD, WEST_WARD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_wards_loaded")]

LEDGER = ("rows_read", "stored", "outside_area", "without_location", "rejected", "repeated")


def test_search_is_stored_in_slugs_with_londons_day(import_searches):
    late = {"Date": "2023-05-31T23:30:00+00:00", "Policing operation": "Sceptre"}
    import_searches(make_search(FOR_WEAPONS, ARREST, late), month="2023-06")

    row = StopSearch.objects.values().get()
    assert len(row.pop("public_id")) == 13
    assert row.pop("identity")
    assert row.pop("version")
    assert row == {
        "first_release": 2, "last_release": 2_147_483_647, "ordinal": 1,
        "source": "archive", "force": "metropolitan", "month": "2023-06",
        "date": datetime.datetime(2023, 5, 31, 23, 30, tzinfo=datetime.UTC),
        "local_date": datetime.date(2023, 6, 1),
        "type": "person-search",
        "longitude": 0.05, "latitude": 51.55, "ward_code": WEST_WARD,
        "gender": "male", "age_range": "18-24",
        "self_defined_ethnicity": "white-irish", "officer_defined_ethnicity": "white",
        "legislation": "misuse-of-drugs-act-1971-section-23",
        "object_of_search": "offensive-weapons", "for_weapons": True,
        "outcome": "arrest", "outcome_linked_to_object_of_search": None,
        "removal_of_more_than_outer_clothing": None,
        "part_of_a_policing_operation": False, "policing_operation": "Sceptre",
        "is_arrest": True, "is_positive": True, "basis": "positive-outcome",
    }  # fmt: skip


def test_blank_cells_are_unknown_and_never_false(import_searches):
    columns = [name for name in HEADER if name not in ("Date", "Latitude", "Longitude")]
    import_searches(make_search(dict.fromkeys(columns, "")))

    row = StopSearch.objects.values().get()
    unknown = {name for name, value in row.items() if value is None}
    assert unknown == {
        "type", "part_of_a_policing_operation", "policing_operation", "gender", "age_range",
        "self_defined_ethnicity", "officer_defined_ethnicity", "legislation", "object_of_search",
        "outcome", "outcome_linked_to_object_of_search", "removal_of_more_than_outer_clothing",
        "is_arrest", "is_positive", "basis",
    }  # fmt: skip
    assert row["for_weapons"] is False


def test_search_is_stored_under_its_own_ward_month_and_force(tmp_path):
    path = make_search_month(tmp_path / "btp.zip", [make_search(IN_EAST)], force="btp")
    import_archive(path)

    assert StopSearch.objects.values_list("ward_code", "force").get() == (EAST_WARD, "btp")
    covered = Coverage.objects.values_list("source", "kind", "force", "month", "code")
    assert list(covered) == [("archive", "stop-and-search", "btp", "2024-01", "")]


def test_ledger_says_what_became_of_each_row(import_searches):
    far = {key: ELSEWHERE[key] for key in ("Latitude", "Longitude")}
    import_searches(
        *make_searches(100), *make_searches(30, far), *make_searches(20, NO_PLACE),
        make_search({"Latitude": "north"}),
    )  # fmt: skip

    read = SourceFile.objects.filter(kind="stop-and-search").values_list(*LEDGER).get()
    assert read == (151, 100, 30, 20, 1, 0)


@pytest.mark.parametrize(
    ("change", "column", "reason", "detail"),
    [
        ({"Date": ""}, "Date", "date", "'' is no date and time with its offset from UTC"),
        (
            {"Date": "2024-01-15T12:00:00"}, "Date", "date",
            "'2024-01-15T12:00:00' is no date and time with its offset from UTC",
        ),
        (
            {"Date": "0001-01-01T00:00:00+01:00"}, "Date", "date",
            "'0001-01-01T00:00:00+01:00' is no date and time with its offset from UTC",
        ),
        (
            {"Date": "2024-02-01T00:00:00+00:00"}, "Date", "month",
            "2024-02-01 in London, in the file of 2024-01",
        ),
        (
            {"Part of a policing operation": "yes"}, "Part of a policing operation", "flag",
            "'yes' is neither True, False nor blank",
        ),
        (
            {"Outcome linked to object of search": "0"}, "Outcome linked to object of search",
            "flag", "'0' is neither True, False nor blank",
        ),
        ({"Latitude": "", }, "Latitude", "coordinates", "'' is no number"),
        (
            {"Longitude": "545000"}, "Longitude", "coordinates",
            "545000 is no longitude in degrees (metres?)",
        ),
        ({"Gender": "a" * 101}, "Gender", "text", "too long, or not text"),
        ({"Outcome": "?!"}, "Outcome", "text", "too long, or not text"),
        ({"Policing operation": "a" * 201}, "Policing operation", "text", "too long, or not text"),
    ],
    ids=lambda value: str(value)[:60] if isinstance(value, dict) else "",
)  # fmt: skip
def test_bad_row_is_rejected_and_kept(import_searches, change, column, reason, detail):
    bad = make_search(change)
    import_searches(*make_searches(99), bad)

    assert list(Reject.objects.values_list("line", "column", "reason", "detail", "row")) == [
        (101, column, reason, detail, ",".join(bad.values()))
    ]


def test_row_of_another_width_is_rejected(tmp_path):
    text = make_search_file(make_searches(99)) + "Person search,2024-01-01T12:00:00+00:00\n"
    (tmp_path / "2024-01-metropolitan-stop-and-search.csv").write_text(text)

    import_archive(str(tmp_path))

    assert Reject.objects.values_list("column", "reason", "detail").get() == (
        "Date", "columns", "2 cells, not 15",
    )  # fmt: skip


def test_file_of_bad_rows_is_refused(import_searches):
    late = make_search({"Date": "2024-02-01T00:00:00+00:00"})

    with pytest.raises(CommandError, match=r"line 2, column Date: 2024-02-01 in London") as refusal:
        import_searches(late, *make_searches(50))

    assert str(refusal.value).startswith(f"searches.zip/{search_name()}, line 2, column Date:")
    assert not StopSearch.objects.exists()


def test_other_header_is_refused(tmp_path):
    text = make_search_file([make_search()], header=[*HEADER[:-1], "Removal"])
    (tmp_path / "2024-01-metropolitan-stop-and-search.csv").write_text(text)

    with pytest.raises(CommandError, match="line 1, column Removal: the header is not the one"):
        import_archive(str(tmp_path))


@pytest.mark.parametrize(
    ("instant", "month"),
    [
        ("2023-05-31T22:59:59+00:00", "2023-05"),
        ("2023-05-31T23:00:00+00:00", "2023-06"),
        ("2023-06-01T00:30:00+01:00", "2023-06"),
        ("2023-12-31T23:59:59Z", "2023-12"),
        ("2024-01-01T00:00:00+00:00", "2024-01"),
    ],
)
def test_month_is_londons(import_searches, instant, month):
    import_searches(make_search({"Date": instant}), month=month)

    row = StopSearch.objects.get()
    assert row.month == row.local_date.isoformat()[:7] == month


def test_days_asked_for_are_londons(import_searches):
    first = make_search({"Date": "2023-05-31T23:30:00+00:00"})
    last = make_search({"Date": "2023-06-30T22:59:00+00:00"})
    import_searches(first, last, month="2023-06")
    searches, june = StopSearch.objects.current(), datetime.date(2023, 6, 1)

    assert searches.from_day(june).to_day(datetime.date(2023, 6, 30)).count() == 2
    assert searches.to_day(june).count() == 1
    assert searches.to_day(datetime.date(2023, 5, 31)).count() == 0
    assert searches.from_day(datetime.date(2023, 7, 1)).count() == 0
