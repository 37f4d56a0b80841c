"""What becomes of each row of an outcomes file, and how outcomes find their incidents."""

import random

import pytest
from django.core.management import CommandError

from havering_safety.releases.models import Coverage, Reject, SourceFile, UnlistedCode
from incidents.models import Incident, Outcome
from tests.importing import import_archive
from tests.outcome_files import (
    HEADER,
    make_outcome,
    make_outcome_file,
    make_outcome_month,
    make_outcomes,
    outcome_name,
)
from tests.police_files import (
    EAST,
    ELSEWHERE,
    NOWHERE,
    ROBBERY,
    make_archive,
    make_row,
    make_street,
    street_name,
)
from tests.ward_files import WEST_WARD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_wards_loaded")]

LEDGER = ("rows_read", "stored", "outside_area", "without_location", "rejected", "repeated")
BURGLARY_ALONE = "--only=crime_type=burglary"
ROBBERY_ALONE = "--only=crime_type=robbery"
NO_LOCATION = NOWHERE | {"Location": "No location"}


@pytest.fixture
def import_outcomes(tmp_path):
    """Import outcomes as one month, and return what the command said."""

    def import_rows(*rows, options=()):
        return import_archive(make_outcome_month(tmp_path / "outcomes.zip", rows), *options)

    return import_rows


def covered():
    return list(
        Coverage.objects.current()
        .filter(kind="outcomes")
        .values_list("code", flat=True)
        .order_by("code")
    )


def test_outcome_is_stored_under_the_publishers_words(import_outcomes):
    import_outcomes(make_outcome())

    row = Outcome.objects.values().get()
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
        "outcome_type": "suspect-charged",
    }  # fmt: skip


def test_ledger_says_what_became_of_each_row(import_outcomes):
    import_outcomes(
        *make_outcomes(100), *make_outcomes(30, ELSEWHERE), *make_outcomes(20, NO_LOCATION),
        make_outcome({"Longitude": "east"}),
    )  # fmt: skip

    assert SourceFile.objects.filter(kind="outcomes").values_list(*LEDGER).get() == (
        151, 100, 30, 20, 1, 0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        ({"Month": "2023-12"}, "Month", "month"),
        ({"Crime ID": "a" * 65}, "Crime ID", "crime_id"),
        ({"Outcome type": ""}, "Outcome type", "outcome"),
        ({"Location": "a" * 201}, "Location", "text"),
        ({"Latitude": "91"}, "Latitude", "coordinates"),
    ],
    ids=lambda value: str(value)[:30] if isinstance(value, dict) else "",
)
def test_bad_row_is_rejected_and_kept(import_outcomes, change, column, reason):
    import_outcomes(*make_outcomes(99), make_outcome(change))

    assert list(Reject.objects.values_list("line", "column", "reason")) == [(101, column, reason)]


def test_street_file_under_the_name_of_outcomes_is_refused(tmp_path):
    path = make_archive(tmp_path / "a.zip", {outcome_name(): make_street([make_row()])})

    with pytest.raises(CommandError, match="line 1, column Crime type: the header is not the one"):
        import_archive(path)


def test_outcome_that_no_codelist_knows_is_kept(import_outcomes):
    import_outcomes(make_outcome({"Outcome type": "Sent to Australia"}))

    assert Outcome.objects.get().outcome_type == "sent-to-australia"
    assert UnlistedCode.objects.get().codelist == "last-outcome-categories"


def test_one_outcome_type_alone_is_no_filtered_download(import_outcomes):
    import_outcomes(*make_outcomes(1_100))

    assert covered() == [""]


def test_equal_outcomes_are_kept_and_their_order_means_nothing(import_outcomes):
    rows = [*make_outcomes(30), make_outcome(), make_outcome()]
    import_outcomes(*rows)
    random.Random(2024).shuffle(rows)

    said = import_outcomes(*rows)

    assert said.endswith("Nothing changed, no release made.\n")
    assert Outcome.objects.count() == 32


def test_other_outcome_of_a_crime_is_another_row(import_outcomes):
    rows = make_outcomes(30)
    import_outcomes(*rows)
    rows[0] |= {"Outcome type": "Local resolution"}

    assert import_outcomes(*rows).endswith("Release 3: 1 added, 0 revised, 1 withdrawn.\n")


def test_outcomes_of_some_crime_types_cover_only_those(import_outcomes):
    import_outcomes(*make_outcomes(20), options=[BURGLARY_ALONE])

    assert covered() == ["burglary"]
    assert SourceFile.objects.get(kind="outcomes").codes == ["burglary"]


def test_whole_outcomes_take_the_place_of_some(import_outcomes):
    import_outcomes(*make_outcomes(20), options=[BURGLARY_ALONE])

    said = import_outcomes(*make_outcomes(50))

    assert said.endswith("Release 3: 30 added, 0 revised, 0 withdrawn.\n")
    assert "" in covered()


@pytest.mark.parametrize(
    ("options", "held"),
    [([], "all crime types"), ([ROBBERY_ALONE], "robbery")],
    ids=["all held", "others held"],
)
def test_outcomes_of_fewer_crime_types_are_left_out(import_outcomes, options, held):
    import_outcomes(*make_outcomes(50), options=options)
    before = covered()

    said = import_outcomes(*make_outcomes(20), options=[BURGLARY_ALONE])

    assert said == (
        f"outcomes.zip/{outcome_name()}: left out: outcomes of {held} are held for that month "
        "and cannot be told apart.\nNothing changed, no release made.\n"
    )
    assert Outcome.objects.current().count() == 50
    assert covered() == before


def test_one_archive_holds_all_kinds(tmp_path):
    path = make_archive(
        tmp_path / "january.zip",
        {
            street_name(): make_street([make_row()]),
            outcome_name(): make_outcome_file([make_outcome()]),
        },
    )

    said = import_archive(path)

    assert [line.split(":")[0] for line in said.splitlines()] == [
        outcome_name(), street_name(), "Release 2",
    ]  # fmt: skip


@pytest.fixture
def three_crimes(two_wards_loaded, tmp_path):
    """Import three incidents, two under one Crime ID, and an outcome of each ID and of no crime."""
    ids = {name: {"Crime ID": name * 64} for name in "abc"}
    street = [make_row(ids["a"]), make_row(ids["b"]), make_row(ids["b"], ROBBERY, EAST)]
    outcomes = [
        make_outcome(ids["a"], {"Outcome type": "Local resolution"}),
        make_outcome(ids["b"]),
        make_outcome(ids["c"]),
    ]
    return import_archive(
        make_archive(
            tmp_path / "january.zip",
            {
                street_name(): make_street(street),
                outcome_name(): make_outcome_file(outcomes),
            },
        )
    )


@pytest.mark.usefixtures("three_crimes")
def test_outcomes_are_joined_on_the_crime_id(django_assert_num_queries):
    with django_assert_num_queries(1):
        found = list(Outcome.objects.as_of(2).joined_to(Incident.objects.as_of(2)))

    assert [(row.crime_id[0], row.outcome_type, row.ambiguous) for row in found] == [
        ("a", "local-resolution", False),
        ("b", "suspect-charged", True),
    ]


@pytest.mark.usefixtures("three_crimes")
def test_outcomes_are_joined_as_of_a_release(tmp_path):
    """The second incident under the ID is withdrawn: since then the outcome is the first's."""
    street = [make_row({"Crime ID": name * 64}) for name in "ab"]
    path = make_archive(tmp_path / "later.zip", {street_name(): make_street(street)})
    import_archive(path, "--allow-removals")

    def ambiguous(release):
        outcomes = Outcome.objects.as_of(release).filter(crime_id="b" * 64)
        return outcomes.joined_to(Incident.objects.as_of(release)).get().ambiguous

    assert [ambiguous(2), ambiguous(3)] == [True, False]


def test_columns_are_those_of_a_street_file_up_to_the_place():
    assert list(make_row())[:9] == HEADER[:9]
