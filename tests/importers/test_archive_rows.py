"""What becomes of each row of a street file: stored, outside, without location, or rejected and kept."""

import pytest

from havering_safety.releases.models import Reject, SourceFile, UnlistedCode
from incidents.models import Incident
from tests.importing import import_archive
from tests.police_files import (
    ANONYMOUS,
    EAST,
    ELSEWHERE,
    HEADER,
    NOWHERE,
    make_archive,
    make_month,
    make_row,
    make_rows,
    make_street,
    street_name,
)
from tests.ward_files import EAST_WARD, WEST_WARD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_wards_loaded")]

LEDGER = ("rows_read", "stored", "outside_area", "without_location", "rejected", "repeated")


def ledger():
    return SourceFile.objects.filter(kind="street").values_list(*LEDGER).get()


def test_row_is_stored_under_the_publishers_words(tmp_path):
    import_archive(make_month(tmp_path / "january.zip", [make_row()]))

    row = Incident.objects.values().get()
    assert len(row.pop("public_id")) == 13
    assert row.pop("identity")
    assert row.pop("version")
    assert row == {
        "first_release": 2, "last_release": 2_147_483_647, "ordinal": 1,
        "source": "archive", "force": "metropolitan", "month": "2024-01",
        "crime_id": "a" * 64,
        "reported_by": "Metropolitan Police Service",
        "falls_within": "Metropolitan Police Service",
        "longitude": 0.05, "latitude": 51.55, "ward_code": WEST_WARD,
        "location": "On or near West Road",
        "lsoa_code": "E01002345", "lsoa_name": "Havering 001A",
        "crime_type": "burglary", "last_outcome_category": "under-investigation",
    }  # fmt: skip


def test_blank_cells_are_unknown(tmp_path):
    blank = {"LSOA code": "", "LSOA name": "", "Falls within": "", "Reported by": ""}
    import_archive(make_month(tmp_path / "january.zip", [make_row(ANONYMOUS, blank)]))

    fields = (
        "crime_id",
        "last_outcome_category",
        "lsoa_code",
        "lsoa_name",
        "falls_within",
        "reported_by",
    )
    assert Incident.objects.values_list(*fields).get() == (None,) * 6


def test_ledger_says_what_became_of_each_row(tmp_path):
    rows = [
        *make_rows(100), *make_rows(30, EAST), *make_rows(20, ELSEWHERE), *make_rows(10, NOWHERE),
        make_row(Longitude="east"),
    ]  # fmt: skip
    import_archive(make_month(tmp_path / "january.zip", rows))

    assert ledger() == (161, 130, 20, 10, 1, 0)


def test_source_file_is_named_with_its_hash(tmp_path):
    path = make_month(tmp_path / "january.zip", [make_row()])
    content = make_street([make_row()])

    import_archive(path)

    fields = ("source", "kind", "force", "month", "codes", "name", "archive", "size")
    assert SourceFile.objects.filter(kind="street").values_list(*fields).get() == (
        "archive", "street", "metropolitan", "2024-01", [], street_name(), "january.zip", len(content),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "column", "reason", "detail"),
    [
        ({"Longitude": "east"}, "Longitude", "coordinates", "'east' is no number"),
        ({"Longitude": "nan"}, "Longitude", "coordinates", "nan is no longitude in degrees (metres?)"),
        ({"Latitude": ""}, "Latitude", "coordinates", "'' is no number"),
        ({"Latitude": "91"}, "Latitude", "coordinates", "91 is no latitude in degrees (metres?)"),
        ({"Month": "2024-02"}, "Month", "month", "month '2024-02' in the file of 2024-01"),
        ({"Month": ""}, "Month", "month", "month '' in the file of 2024-01"),
        ({"Crime ID": "a" * 65}, "Crime ID", "crime_id", "not up to 64 letters and digits"),
        ({"Crime ID": "=1+1"}, "Crime ID", "crime_id", "not up to 64 letters and digits"),
        ({"Crime type": ""}, "Crime type", "crime_type", "blank, too long, or not text"),
        ({"Crime type": "?!"}, "Crime type", "crime_type", "blank, too long, or not text"),
        ({"Crime type": "a" * 101}, "Crime type", "crime_type", "blank, too long, or not text"),
        ({"Location": "a" * 201}, "Location", "text", "too long, or not text"),
        ({"LSOA name": "a\0"}, "LSOA name", "text", "too long, or not text"),
        ({"Location": "a\x1fb"}, "Location", "text", "too long, or not text"),
        ({"Last outcome category": "?"}, "Last outcome category", "outcome", "too long, or not text"),
        ({"Last outcome category": "a\0"}, "Last outcome category", "outcome", "too long, or not text"),
        ({"Last outcome category": "a" * 101}, "Last outcome category", "outcome", "too long, or not text"),
    ],
    ids=lambda value: str(value)[:50].replace("\0", "NUL") if isinstance(value, dict) else "",
)  # fmt: skip
def test_bad_row_is_rejected_and_kept(tmp_path, change, column, reason, detail):
    bad = make_row(change)
    import_archive(make_month(tmp_path / "january.zip", [*make_rows(99), bad]))

    text = ",".join(bad.values()).replace("\0", "\N{SYMBOL FOR NULL}")
    assert list(Reject.objects.values_list("line", "column", "reason", "detail", "row")) == [
        (101, column, reason, detail, text)
    ]
    assert ledger() == (100, 99, 0, 0, 1, 0)


def test_row_of_another_length_is_rejected_and_kept(tmp_path):
    short = dict.fromkeys(HEADER[:5], "x")
    import_archive(make_month(tmp_path / "january.zip", [short, *make_rows(99)]))

    assert list(Reject.objects.values_list("line", "column", "reason", "detail", "row")) == [
        (2, "Longitude", "columns", "5 cells, not 12", "x,x,x,x,x")
    ]


def test_share_of_bad_rows_allowed_is_a_setting(tmp_path, settings):
    settings.IMPORT_MAX_REJECTED_SHARE = 0.5
    import_archive(make_month(tmp_path / "january.zip", [make_row(Longitude="east"), make_row()]))

    assert ledger() == (2, 1, 0, 0, 1, 0)


@pytest.mark.parametrize(
    ("column", "codelist", "label", "slug", "field"),
    [
        ("Crime type", "crime-types", "Piracy", "piracy", "crime_type"),
        ("Last outcome category", "last-outcome-categories", "Walked the plank", "walked-the-plank",
         "last_outcome_category"),
    ],
)  # fmt: skip
def test_unlisted_value_is_kept_and_reported(tmp_path, column, codelist, label, slug, field):
    path = make_month(tmp_path / "january.zip", [make_row({column: label})])

    said = import_archive(path)

    assert f"{label!r} is not in the codelist {codelist}; kept as {slug}." in said.splitlines()
    assert Incident.objects.values_list(field, flat=True).get() == slug
    assert list(UnlistedCode.objects.values_list("codelist", "slug", "label", "first_release")) == [
        (codelist, slug, label, 2)
    ]


def test_unlisted_value_keeps_its_first_label(tmp_path):
    import_archive(make_month(tmp_path / "january.zip", [make_row({"Crime type": "Piracy"})]))

    import_archive(
        make_month(
            tmp_path / "february.zip",
            [make_row({"Crime type": "PIRACY"}, month="2024-02")],
            "2024-02",
        )
    )

    assert list(UnlistedCode.objects.values_list("label", "first_release")) == [("Piracy", 2)]


def test_other_spellings_of_a_value_are_that_value(tmp_path):
    rows = [
        make_row({"Crime type": " VIOLENCE and sexual  offences"}),
        make_row({"Crime type": "violent-crime"}),
    ]
    import_archive(make_month(tmp_path / "january.zip", rows))

    assert set(Incident.objects.values_list("crime_type", flat=True)) == {
        "violence-and-sexual-offences"
    }
    assert not UnlistedCode.objects.exists()


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\N{BYTE ORDER MARK}"], ids=["plain", "BOM"])
def test_line_endings_and_byte_order_marks_mean_nothing(tmp_path, mark, ending):
    text = make_street([make_row()])
    import_archive(make_archive(tmp_path / "plain.zip", {street_name(): text}))

    said = import_archive(
        make_archive(tmp_path / "other.zip", {street_name(): mark + text.replace("\n", ending)})
    )

    assert said.endswith("Nothing changed, no release made.\n")


def test_last_row_needs_no_line_ending(tmp_path):
    text = make_street([make_row()])
    import_archive(make_archive(tmp_path / "january.zip", {street_name(): text.rstrip("\n")}))

    assert ledger() == (1, 1, 0, 0, 0, 0)


def test_blank_lines_are_no_rows(tmp_path):
    text = make_street([make_row()]).replace("\n", "\n\n")
    import_archive(make_archive(tmp_path / "january.zip", {street_name(): text}))

    assert ledger() == (1, 1, 0, 0, 0, 0)


def test_point_on_a_border_is_in_the_ward_whose_code_comes_first(tmp_path):
    import_archive(make_month(tmp_path / "january.zip", [make_row(Longitude="0.1")]))

    assert Incident.objects.values_list("ward_code", flat=True).get() == WEST_WARD


def test_unpacked_folder_is_read_like_an_archive(tmp_path):
    for month in ("2024-01", "2024-02"):
        (tmp_path / month).mkdir()
        text = make_street([make_row(EAST, month=month)])
        (tmp_path / street_name(month)).write_text(text)

    import_archive(str(tmp_path))

    assert set(Incident.objects.values_list("month", "ward_code")) == {
        ("2024-01", EAST_WARD), ("2024-02", EAST_WARD),
    }  # fmt: skip


def test_files_of_other_names_are_left_alone(tmp_path):
    others = {"README.txt": "x", "2024-01/2024-01-metropolitan-neighbourhoods.csv": "x"}
    path = make_archive(
        tmp_path / "january.zip", others | {street_name(): make_street([make_row()])}
    )

    assert import_archive(path).count("rows read") == 1


def test_forces_and_months_can_be_chosen(tmp_path):
    members = {
        street_name(month, force): make_street([make_row(month=month)])
        for month in ("2024-01", "2024-02", "2024-03") for force in ("btp", "essex", "metropolitan")
    }  # fmt: skip
    path = make_archive(tmp_path / "all.zip", members)

    import_archive(path, "--force=btp", "--force=essex", "--month=2024-01", "--month=2024-03")

    assert set(Incident.objects.values_list("force", "month")) == {
        ("btp", "2024-01"), ("btp", "2024-03"), ("essex", "2024-01"), ("essex", "2024-03"),
    }  # fmt: skip
