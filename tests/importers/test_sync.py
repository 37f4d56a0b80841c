"""`sync` for cron: one line, and an exit status that tells what happened."""

import pytest
from django.core.management import CommandError

from havering_safety.bulk.shelf import Shelf
from havering_safety.releases.models import Coverage, Release
from tests.importers.police_api_server import as_usual, status
from tests.importers.replaying import replay
from tests.importing import contents, import_archive, run
from tests.police_files import make_month, make_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def sync(server, tmp_path):
    """Run `sync` against the replaying server, and return what it wrote."""
    server.answer_of = replay
    options = f"--url={server.url}", f"--folder={tmp_path / 'answers'}"
    return lambda *others: run("sync", *options, *(others or ["--no-bulk"]))


def status_and_line(sync):
    with pytest.raises(CommandError) as error:
        sync()
    return error.value.returncode, str(error.value)


def covered():
    return sorted(Coverage.objects.current().values_list("month", flat=True))


@pytest.mark.usefixtures("two_wards_loaded")
def test_new_months_are_loaded_in_one_release(sync):
    assert sync() == "Release 2: 2016-01, 2016-02: 6 rows added.\n"
    assert covered() == ["2016-01", "2016-02"]


@pytest.mark.usefixtures("two_wards_loaded")
def test_nothing_new_asks_for_no_crimes(sync, server):
    sync()
    asked = list(server.asked)

    assert sync() == "Nothing new.\n"
    assert server.asked == asked
    assert Release.objects.newest().number == 2


@pytest.mark.usefixtures("two_wards_loaded")
def test_month_published_since_is_loaded_alone(sync, server):
    sync()
    server.months = [{"date": "2016-03"}, *server.months]
    server.asked.clear()

    assert sync() == "Release 3: 2016-03: 3 rows added.\n"
    assert {month for month, _ in server.asked} == {"2016-03"}


@pytest.mark.usefixtures("two_wards_loaded")
def test_month_held_from_the_archive_is_not_new(sync, tmp_path):
    import_archive(make_month(tmp_path / "january.zip", make_rows(5, month="2016-01"), "2016-01"))

    assert sync() == "Release 3: 2016-02: 3 rows added.\n"


@pytest.mark.usefixtures("two_wards_loaded")
def test_api_that_gives_out_is_status_3_and_the_next_run_goes_on(sync, server):
    server.faults = [as_usual, as_usual, as_usual, status(404)]
    before = contents()

    assert status_and_line(sync) == (3, "E05990002-0, 2016-02: HTTP 404 Not Found")
    assert contents() == before
    assert sync() == "Release 2: 2016-01, 2016-02: 6 rows added.\n"
    assert len(server.asked) == 5


@pytest.mark.usefixtures("two_wards_loaded")
def test_api_without_months_is_status_3(sync, server):
    server.months = []

    assert status_and_line(sync) == (3, "crimes-street-dates: not a list of months")


@pytest.mark.usefixtures("two_wards_loaded")
def test_unfinished_month_is_status_4_and_the_others_are_loaded(sync, server):
    server.too_many = lambda month, poly: month == "2016-02"

    assert status_and_line(sync) == (
        4,
        "Release 2: 2016-01: 3 rows added. "
        "Not finished: 2016-02: E05990001-0aaaaaa: too many crimes after 6 halvings",
    )
    assert covered() == ["2016-01"]


def test_no_boundaries_are_status_5(sync):
    code, line = status_and_line(sync)

    assert code == 5
    assert line.endswith("no ward boundaries are loaded; run import_ward_boundaries first.")


@pytest.mark.usefixtures("two_wards_loaded")
def test_broken_answers_are_status_5(sync, server):
    server.answer_of = lambda month, poly: [{"month": month}]
    before = contents()

    code, line = status_and_line(sync)

    assert code == 5
    assert line.startswith("2016-01/E05990001-0.json, line 1, column location: missing")
    assert contents() == before


@pytest.fixture
def shelf(settings, tmp_path):
    settings.BULK_DIR = tmp_path / "bulk"
    return Shelf()


@pytest.mark.usefixtures("two_wards_loaded")
def test_bulk_files_follow_the_newest_release_and_are_built_once(sync, shelf):
    assert sync("--bulk") == (
        "Release 2: 2016-01, 2016-02: 6 rows added. Bulk files of release 2 built.\n"
    )
    assert shelf.releases() == [2]
    assert sync("--bulk") == "Nothing new.\n"


@pytest.mark.usefixtures("two_wards_loaded")
def test_bulk_files_that_cannot_be_built_are_status_6_after_the_months_are_loaded(
    sync, settings, tmp_path
):
    settings.BULK_DIR = tmp_path / "a file"
    settings.BULK_DIR.write_text("in the way")

    status, line = status_and_line(lambda: sync("--bulk"))

    assert status == 6
    assert line.startswith("Release 2: 2016-01, 2016-02: 6 rows added. Bulk files not built: ")
    assert covered() == ["2016-01", "2016-02"]


@pytest.mark.usefixtures("two_wards_loaded")
def test_server_that_cannot_be_warmed_is_status_6_and_is_named(sync):
    status, line = status_and_line(lambda: sync("--no-bulk", "--warm=http://127.0.0.1:1"))

    assert status == 6
    assert "6 rows added. Not warmed: http://127.0.0.1:1: " in line
