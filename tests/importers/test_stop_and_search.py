"""What becomes of each row of a stop-and-search file."""

import datetime
import random

import pytest
from django.core.management import CommandError

from havering_safety.releases.models import Coverage, Reject, Release, SourceFile, UnlistedCode
from incidents.models import Arrest, StopSearch, WeaponRecovery
from tests.importing import import_archive
from tests.police_files import ELSEWHERE
from tests.stop_search_files import (
    ARREST,
    FOR_WEAPONS,
    HEADER,
    IN_EAST,
    LINKED,
    NO_PLACE,
    NOT_LINKED,
    make_search,
    make_search_file,
    make_search_month,
    make_searches,
    search_name,
)
from tests.ward_files import EAST_WARD, WEST_WARD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_wards_loaded")]

LEDGER = ("rows_read", "stored", "outside_area", "without_location", "rejected", "repeated")


@pytest.fixture
def import_searches(tmp_path):
    """Import searches as one month, and return what the command said."""

    def import_rows(*rows, month="2024-01", options=()):
        return import_archive(make_search_month(tmp_path / "searches.zip", rows, month), *options)

    return import_rows


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


@pytest.mark.parametrize(
    ("before_2018", "since", "is_arrest", "is_positive"),
    [
        ("Suspect arrested", "Arrest", True, True),
        ("Nothing found - no further action", "A no further action disposal", False, False),
        ("Offender cautioned", "Caution (simple or conditional)", False, True),
        ("Local resolution", "Community resolution", False, True),
        ("Offender given drugs possession warning", "Khat or Cannabis warning", False, True),
        ("Offender given penalty notice", "Penalty Notice for Disorder", False, True),
        ("Suspect summonsed to court", "Summons / charged by post", False, True),
    ],
)
def test_words_of_before_2018_mean_the_same(
    import_searches, before_2018, since, is_arrest, is_positive
):
    import_searches(make_search({"Outcome": before_2018}))
    older = StopSearch.objects.values("outcome", "is_arrest", "is_positive").get()

    said = import_searches(make_search({"Outcome": since}))

    assert said.endswith("Nothing changed, no release made.\n")
    assert (older["is_arrest"], older["is_positive"]) == (is_arrest, is_positive)


def test_found_article_is_positive_and_perhaps_an_arrest(import_searches):
    import_searches(make_search({"Outcome": "Article found - Detailed outcome unavailable"}))

    assert StopSearch.objects.values_list("is_arrest", "is_positive").get() == (None, True)


def test_unseen_outcome_is_kept_shown_and_reported(import_searches):
    said = import_searches(make_search(FOR_WEAPONS, {"Outcome": "Sent to Australia"}))

    row = StopSearch.objects.get()
    assert (row.outcome, row.is_arrest, row.is_positive, row.basis) == (
        "sent-to-australia", None, None, None,
    )  # fmt: skip
    assert UnlistedCode.objects.values_list("codelist", "slug", "label", "first_release").get() == (
        "stop-search-outcomes", "sent-to-australia", "Sent to Australia", 2,
    )  # fmt: skip
    assert (
        "'Sent to Australia' is not in the codelist stop-search-outcomes; "
        "kept as sent-to-australia.\n" in said
    )


@pytest.mark.parametrize(
    ("column", "codelist"),
    [
        ("Type", "stop-search-types"),
        ("Gender", "genders"),
        ("Age range", "age-ranges"),
        ("Self-defined ethnicity", "self-defined-ethnicities"),
        ("Officer-defined ethnicity", "officer-defined-ethnicities"),
        ("Legislation", "legislation"),
        ("Object of search", "objects-of-search"),
    ],
)
def test_unseen_value_is_kept_under_its_own_slug(import_searches, column, codelist):
    import_searches(make_search({column: "Something / new"}))

    row = StopSearch.objects.values().get()
    assert row[column.lower().replace("-", "_").replace(" ", "_")] == "something-new"
    assert UnlistedCode.objects.values_list("codelist", "slug").get() == (codelist, "something-new")


@pytest.mark.parametrize(
    ("sought", "for_weapons"),
    [
        ("Offensive weapons", True),
        ("Firearms", True),
        ("Anything to threaten or harm anyone", True),
        ("Articles for use in criminal damage", False),
        ("Controlled drugs", False),
        ("Crossbows", False),
        ("", False),
    ],
)
def test_weapons_are_the_objects_named_so(import_searches, sought, for_weapons):
    import_searches(make_search(ARREST, {"Object of search": sought}))

    row = StopSearch.objects.get()
    assert row.for_weapons is for_weapons
    assert row.basis == ("positive-outcome" if for_weapons else None)


@pytest.mark.parametrize(
    ("changes", "linked", "basis"),
    [
        ([ARREST, LINKED], True, "linked-outcome"),
        ([ARREST, NOT_LINKED], False, None),
        ([ARREST], None, None),
        ([LINKED], True, None),
        ([LINKED, {"Outcome": ""}], True, None),
        ([LINKED, {"Outcome": "Sent to Australia"}], True, None),
    ],
    ids=["linked", "not linked", "blank", "nothing found", "no outcome", "unknown outcome"],
)
def test_basis_where_the_file_records_the_link(import_searches, changes, linked, basis):
    """Another row of the file has the flag True, far away as it is."""
    far = {key: ELSEWHERE[key] for key in ("Latitude", "Longitude")}
    import_searches(make_search(FOR_WEAPONS, *changes), make_search(LINKED, far))

    row = StopSearch.objects.get()
    assert (row.outcome_linked_to_object_of_search, row.basis) == (linked, basis)


@pytest.mark.parametrize("flag", [NOT_LINKED, {}], ids=["False", "blank"])
def test_flag_that_is_true_nowhere_is_not_recorded(import_searches, flag):
    import_searches(make_search(FOR_WEAPONS, ARREST, flag), make_search(FOR_WEAPONS, flag))

    rows = StopSearch.objects.order_by("outcome")
    assert [row.outcome_linked_to_object_of_search for row in rows] == [None, None]
    assert [row.basis for row in rows] == [None, "positive-outcome"]


def test_arrests_and_recoveries_are_the_same_rows(import_searches):
    import_searches(
        make_search(ARREST, day=1), make_search(ARREST, FOR_WEAPONS, day=2),
        make_search(FOR_WEAPONS, {"Outcome": "Community resolution"}, day=3), make_search(day=4),
    )  # fmt: skip

    def days(model):
        return [row.local_date.day for row in model.objects.current().order_by("date")]

    assert days(StopSearch) == [1, 2, 3, 4]
    assert days(Arrest) == [1, 2]
    assert days(WeaponRecovery) == [2, 3]
    ids = StopSearch.objects.values_list("public_id", flat=True)
    assert set(Arrest.objects.values_list("public_id", flat=True)) < set(ids)


def test_later_outcome_revises_the_search(import_searches):
    import_searches(*make_searches(20))
    before = StopSearch.objects.current().earliest("date")
    rows = make_searches(20)
    rows[0] |= ARREST

    said = import_searches(*rows)

    assert said.endswith("Release 3: 0 added, 1 revised, 0 withdrawn.\n")
    versions = StopSearch.objects.history_of(before.public_id, 3)
    assert [(row.outcome, row.is_arrest, row.first_release) for row in versions] == [
        ("a-no-further-action-disposal", False, 2),
        ("arrest", True, 3),
    ]
    assert Arrest.objects.as_of(2).count() == 0
    assert Arrest.objects.as_of(3).count() == 1


def test_search_at_another_place_is_another_search(import_searches):
    import_searches(*make_searches(20))
    rows = make_searches(20)
    rows[0] |= IN_EAST

    said = import_searches(*rows)

    assert said.endswith("Release 3: 1 added, 0 revised, 1 withdrawn.\n")


def test_equal_searches_are_kept_as_twins(import_searches):
    import_searches(make_search(), make_search(), make_search(ARREST))

    rows = StopSearch.objects.order_by("ordinal")
    assert [row.ordinal for row in rows] == [1, 2, 3]
    assert len({row.public_id for row in rows}) == 3


def test_shuffled_file_makes_no_release(import_searches):
    rows = [*make_searches(40), make_search(ARREST), make_search(), make_search()]
    import_searches(*rows)
    random.Random(2024).shuffle(rows)

    said = import_searches(*rows)

    assert said.endswith("Nothing changed, no release made.\n")
    assert Release.objects.count() == 2


def test_half_a_month_is_refused(import_searches):
    import_searches(*make_searches(40))

    with pytest.raises(CommandError, match="20 of the 40 rows held would be withdrawn"):
        import_searches(*make_searches(40)[:20])


def test_only_crime_type_says_nothing_of_searches(import_searches):
    import_searches(make_search(), options=["--only=crime_type=burglary"])

    codes = Coverage.objects.filter(kind="stop-and-search").values_list("code", flat=True)
    assert list(codes) == [""]
    assert SourceFile.objects.get(kind="stop-and-search").codes == []
