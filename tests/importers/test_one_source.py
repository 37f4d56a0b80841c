"""Archive and API never count one month twice; --replace moves a month from one to the other."""

import pytest
from django.core.management import CommandError
from django.db.models import Sum

from havering_safety.releases.models import CountDifference, Coverage, Quality
from incidents.models import Incident
from tests.importers.api_crimes import make_located, make_located_crimes, make_month
from tests.importing import contents, import_api, import_archive
from tests.outcome_files import make_outcome, make_outcome_month
from tests.police_files import BURGLARY, make_archive, make_row, make_rows, make_street, street_name
from tests.police_files import make_month as make_street_month
from tests.stop_search_files import make_search, make_search_month

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_wards_loaded")]

REFUSAL = (
    "street crime of 2024-01 is held from another source ({}), and no crime may be counted twice. "
    "Nothing was written. To take this source for that month instead, add --replace."
)


@pytest.fixture
def answers(tmp_path):
    """Record 20 crimes in January and 10 in February."""
    folder = tmp_path / "answers"
    make_month(folder, make_located_crimes(10, month="2024-02"), month="2024-02")
    return make_month(folder, make_located_crimes(20))


@pytest.fixture
def street(tmp_path):
    """Make an archive of 30 rows of the Met and 5 of the British Transport Police in January."""
    return make_archive(
        tmp_path / "january.zip",
        {
            street_name(): make_street(make_rows(30)),
            street_name(force="btp"): make_street([make_row({"Crime ID": ""})] * 5),
        },
    )


def months_and_sources(release):
    rows = Incident.objects.as_of(release).values_list("month", "source").distinct()
    return sorted(rows)


def counted(release):
    """Return how many incidents of January the kept counts add up to."""
    rows = CountDifference.objects.filter(release__lte=release, month="2024-01")
    return rows.filter(dataset="incidents").aggregate(n=Sum("n"))["n"]


def test_archive_after_api_is_refused(answers, street):
    import_api(answers)
    before = contents()

    with pytest.raises(CommandError) as refusal:
        import_archive(street)

    assert str(refusal.value) == (
        f"january.zip/{street_name(force='btp')}: {REFUSAL.format('Police API')}"
    )
    assert contents() == before


def test_api_after_archive_is_refused(answers, street):
    import_archive(street)
    before = contents()

    with pytest.raises(CommandError) as refusal:
        import_api(answers)

    assert str(refusal.value) == f"2024-01: {REFUSAL.format('Archive of data.police.uk')}"
    assert contents() == before


@pytest.mark.parametrize(
    ("rows", "options"),
    [
        ([make_row({"Crime ID": ""})], ["--force=btp"]),
        (make_rows(5, BURGLARY), ["--only=crime_type=burglary"]),
    ],
    ids=["another force", "one crime type"],
)
def test_any_part_of_the_month_counts(tmp_path, answers, rows, options):
    """The API's answers hold the crimes of all forces and types."""
    force = "btp" if "--force=btp" in options else "metropolitan"
    import_archive(make_street_month(tmp_path / "part.zip", rows, force=force), *options)

    with pytest.raises(CommandError, match="street crime of 2024-01 is held from another source"):
        import_api(answers)


def test_other_month_is_free(answers, street):
    import_archive(street)

    import_api(answers, "--month=2024-02")

    assert months_and_sources(3) == [("2024-01", "archive"), ("2024-02", "api")]


def test_searches_and_outcomes_have_no_other_source(tmp_path, answers):
    import_api(answers)

    import_archive(make_search_month(tmp_path / "searches.zip", [make_search()]))
    said = import_archive(make_outcome_month(tmp_path / "outcomes.zip", [make_outcome()]))

    assert said.endswith("Release 4: 1 added, 0 revised, 0 withdrawn.\n")


def test_archive_replaces_api_in_one_release(answers, street):
    import_api(answers)

    said = import_archive(street, "--replace")

    assert said.endswith("Release 3: 35 added, 0 revised, 20 withdrawn.\n")
    assert months_and_sources(2) == [("2024-01", "api"), ("2024-02", "api")]
    assert months_and_sources(3) == [("2024-01", "archive"), ("2024-02", "api")]
    assert Incident.objects.as_of(3).filter(month="2024-01").count() == 35
    assert (counted(2), counted(3)) == (20, 35)


def test_api_replaces_every_force_of_the_archive(answers, street):
    import_archive(street)

    said = import_api(answers, "--replace")

    assert said.endswith("Release 3: 30 added, 0 revised, 35 withdrawn.\n")
    assert months_and_sources(2) == [("2024-01", "archive")]
    assert months_and_sources(3) == [("2024-01", "api"), ("2024-02", "api")]
    assert (counted(2), counted(3)) == (35, 20)


@pytest.mark.parametrize("known", [Coverage, Quality])
def test_what_is_known_of_the_month_moves_along(answers, street, known):
    import_archive(street)
    import_api(answers, "--replace")

    def held(release):
        rows = known.objects.as_of(release).filter(month="2024-01")
        return sorted(rows.values_list("source", "force"))

    assert held(2) == [("archive", "btp"), ("archive", "metropolitan")]
    assert held(3) == [("api", "")]


def test_dry_run_says_what_would_be_replaced(answers, street):
    import_api(answers)
    before = contents()

    said = import_archive(street, "--replace", "--dry-run")

    assert said.endswith("Dry run, nothing saved: 35 added, 0 revised, 20 withdrawn.\n")
    assert contents() == before


def test_replace_where_nothing_else_is_held_changes_nothing(answers):
    import_api(answers)

    assert import_api(answers, "--replace").endswith("Nothing changed, no release made.\n")


def test_month_can_move_back(answers, street):
    import_api(answers)
    first = set(Incident.objects.as_of(2).values_list("public_id", flat=True))
    import_archive(street, "--replace")

    import_api(answers, "--month=2024-01", "--replace")

    assert months_and_sources(4) == [("2024-01", "api"), ("2024-02", "api")]
    assert [counted(release) for release in (2, 3, 4)] == [20, 35, 20]
    # A number given once is never given again: the rows that came back are others.
    again = Incident.objects.as_of(4).filter(month="2024-01")
    assert not first.intersection(again.values_list("public_id", flat=True))


def test_half_a_month_replaces_none(tmp_path, street):
    """A month left unfinished would take the archive's place with less."""
    import_archive(street)
    folder = tmp_path / "answers"
    make_month(folder, [make_located(1, month="2024-02")], month="2024-02")
    make_month(folder, [make_located(1)])
    (folder / "2024-01/E05990002-0.json").unlink()

    import_api(str(folder), "--replace")

    assert months_and_sources(3) == [("2024-01", "archive"), ("2024-02", "api")]
