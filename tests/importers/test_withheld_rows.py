"""A redacted row never comes back, whatever file brings it and under whatever identity."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from havering_safety.releases.models import CURRENT, SourceFile, Tombstone
from incidents.models import Incident, Outcome, StopSearch
from tests.importers.api_crimes import make_located
from tests.importers.api_crimes import make_month as make_answers
from tests.importing import import_api, import_archive, run
from tests.invariants.checking import report_of
from tests.outcome_files import make_outcome, make_outcome_month
from tests.police_files import ANONYMOUS, CHARGED, EAST, make_month, make_row, make_rows
from tests.stop_search_files import make_search, make_searches
from tests.ward_files import make_boundaries, two_wards

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_wards_loaded")]

ROWS = make_rows(30)
FIRST = f"{0:064x}"
ASB = make_row(ANONYMOUS)


@pytest.fixture(autouse=True)
def rules_hold():
    yield
    assert "rules hold in release" in report_of()


def redact(model=Incident, **lookups):
    """Redact the one row that fits, and return its id."""
    public_id = model.objects.current().filter(**lookups).order_by("ordinal")[0].public_id
    run("redact_row", public_id, "--reason=privacy")
    return public_id


@pytest.fixture
def redacted(take):
    take(ROWS)
    return redact(crime_id=FIRST)


def held():
    """Return how many incidents are current, and how many versions there are of the redacted one."""
    return (
        Incident.objects.current().count(),
        Incident.objects.filter(crime_id=FIRST).count(),
    )


@contextmanager
def comparing():
    """Give a list that says, afterwards, whether rows of a file were compared with those held."""
    compared = []
    with CaptureQueriesContext(connection) as queries:
        yield compared
    compared.append(any('"ordinal"' in query["sql"] for query in queries.captured_queries))


def test_same_bytes_again_are_known_unread_and_change_nothing(redacted, take):
    with comparing() as compared:
        said = take(ROWS)

    assert said.splitlines()[-1] == "Nothing changed, no release made."
    assert compared == [False]
    assert held() == (29, 0)


def test_same_bytes_read_again_change_nothing(redacted, take):
    SourceFile.objects.update(reading="")

    said = take(ROWS)

    assert said.splitlines()[-1] == "Nothing changed, no release made."
    assert held() == (29, 0)


@pytest.mark.parametrize(
    "changes",
    [{}, CHARGED, EAST | CHARGED, {"Crime type": "Robbery"}],
    ids=["the same", "revised", "moved and revised", "of another type"],
)
def test_row_in_a_later_file_is_withheld(redacted, take, changes):
    later = [ROWS[0] | changes, *ROWS[1:29], make_row(Crime_ID="e" * 64)]

    said = take(later)

    assert said.splitlines()[-1] == "Release 4: 1 added, 0 revised, 1 withdrawn."
    assert held() == (29, 0)


def test_file_with_a_withheld_row_is_known_again(redacted, take):
    later = [*ROWS, make_row(Crime_ID="e" * 64)]
    take(later)

    with comparing() as compared:
        take(later)

    assert compared == [False]
    assert (SourceFile.objects.last().stored, SourceFile.objects.last().withheld) == (31, 1)
    assert held() == (30, 0)


def test_row_that_left_and_comes_back_is_withheld(redacted, take):
    take(ROWS[1:])
    take(ROWS)

    assert held() == (29, 0)


def test_new_boundaries_bring_nothing_back(redacted, take, tmp_path):
    moved = make_boundaries(tmp_path / "moved.geojson", two_wards()[::-1])
    run("import_ward_boundaries", moved)
    take(ROWS)

    assert held() == (29, 0)


def test_answers_of_the_police_api_are_withheld_too(redacted, take, tmp_path):
    crimes = [make_located(number, category="burglary") for number in range(30)]

    import_api(make_answers(tmp_path, crimes), "--replace")
    assert held() == (29, 0)
    take(ROWS, "--replace")

    assert held() == (29, 0)


def test_redacted_answer_of_the_police_api_is_withheld_from_both_sources(take, tmp_path):
    answers = make_answers(tmp_path, [make_located(number) for number in range(30)])
    import_api(answers)
    redact(crime_id=FIRST)

    import_api(answers)
    assert held() == (29, 0)
    take(ROWS, "--replace")

    assert held() == (29, 0)


def test_nameless_row_is_withheld_from_the_other_source_for_as_many_as_were_redacted(
    take, tmp_path
):
    take([ASB, ASB, ASB, *ROWS])
    redact(crime_id=None)
    crimes = [make_located(n, category="anti-social-behaviour", persistent_id="") for n in range(3)]

    import_api(make_answers(tmp_path, crimes), "--replace")

    assert Incident.objects.current().count() == 2


def test_nameless_row_takes_nothing_from_another_force(take, tmp_path):
    take([ASB])
    redact(crime_id=None)

    import_archive(make_month(tmp_path / "essex.zip", [ASB, ASB], force="essex"))

    assert Incident.objects.current().count() == 2


@pytest.mark.parametrize("place", [0, 2])
def test_one_of_equal_rows_goes_and_its_twins_keep_their_ids(take, place):
    take([ASB, ASB, ASB])
    ids = Incident.objects.order_by("ordinal").values_list("public_id", flat=True)
    gone = ids[place]
    run("redact_row", gone, "--reason=privacy")
    left = set(ids)

    new = make_row(Crime_ID="e" * 64)
    take([ASB, ASB, ASB, new])
    assert set(ids.filter(crime_id=None)) == left
    assert len(left) == 2
    take([ASB, ASB, ASB, ASB, new])

    # A fourth is new, and gets an id that none had.
    assert set(ids.current().filter(crime_id=None)) > left
    assert gone not in ids


def test_twins_told_apart_by_an_attribute_keep_theirs(take):
    one, other = make_row(), make_row(CHARGED)
    take([one, other])
    redact(last_outcome_category="under-investigation")

    take([one, other | {"Last outcome category": "Offender fined"}, *ROWS])

    outcomes = Incident.objects.current().filter(crime_id="a" * 64)
    assert [row.last_outcome_category for row in outcomes] == ["offender-fined"]


def test_outcomes_go_with_their_incident_and_later_ones_are_withheld(take, tmp_path):
    take(ROWS)
    own, other = make_outcome({"Crime ID": FIRST}), make_outcome({"Crime ID": f"{1:064x}"})
    import_archive(make_outcome_month(tmp_path / "outcomes.zip", [own, own, other]))
    redact(crime_id=FIRST)
    assert [row.crime_id for row in Outcome.objects.all()] == [f"{1:064x}"]

    import_archive(make_outcome_month(tmp_path / "outcomes.zip", [own, other, other]))
    later = make_outcome({"Crime ID": FIRST, "Month": "2024-02", "Outcome type": "Offender fined"})
    import_archive(make_outcome_month(tmp_path / "later.zip", [later], "2024-02"))

    assert {row.crime_id for row in Outcome.objects.all()} == {f"{1:064x}"}


def test_outcomes_of_a_crime_id_that_others_bear_stay(take, tmp_path):
    take([make_row(), make_row({"Crime type": "Robbery"})])
    import_archive(make_outcome_month(tmp_path / "outcomes.zip", [make_outcome()]))

    redact(crime_type="robbery")

    assert Outcome.objects.current().count() == 1


@pytest.mark.parametrize(
    "changes",
    [{}, {"Outcome": "Arrest"}, {"Age range": "over 34"}],
    ids=["the same", "with an outcome", "corrected"],
)
def test_stop_search_is_withheld(import_searches, changes):
    searches = make_searches(20)
    import_searches(*searches)
    first = StopSearch.objects.order_by("date")[0]
    redact(StopSearch, public_id=first.public_id)

    import_searches(searches[0] | changes, *searches[1:], make_search(day=20))

    assert StopSearch.objects.current().count() == 20
    assert not StopSearch.objects.filter(date=first.date).exists()


def test_two_redacted_rows_are_both_withheld(redacted, take):
    redact(crime_id=f"{1:064x}")

    take([*ROWS, make_row(Crime_ID="e" * 64)])

    assert held() == (29, 0)
    assert Tombstone.objects.count() == 2
    assert not Incident.objects.filter(last_release=CURRENT, crime_id=f"{1:064x}").exists()
