"""Arrests, positive outcomes and weapon recoveries: what the published words say, no more."""

import pytest

from havering_safety.releases.models import UnlistedCode
from incidents.models import Arrest, StopSearch, WeaponRecovery
from tests.police_files import ELSEWHERE
from tests.stop_search_files import ARREST, FOR_WEAPONS, LINKED, NOT_LINKED, make_search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_wards_loaded")]


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
