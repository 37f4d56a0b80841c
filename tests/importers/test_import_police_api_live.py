"""Live answers are recorded first, and then imported like any recording."""

import pytest
from django.core.management import CommandError

from havering_safety.releases.models import Coverage, Release
from incidents.models import Incident
from tests.importers.police_api_server import as_usual, body, cut_off, status
from tests.importers.police_api_wards import parts_in
from tests.importers.replaying import height, replay
from tests.importing import contents, import_api, import_archive, import_boundaries
from tests.police_files import make_month, make_rows
from tests.ward_files import EAST_WARD, WEST_WARD, make_boundaries, make_square, make_ward

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_wards_loaded")]

MONTHS = ["2016-01", "2016-02"]


@pytest.fixture
def import_live(server, tmp_path):
    """Import from the replaying server, and return what the command said."""
    server.answer_of = replay

    def import_from(*options):
        return import_api(server.url, f"--folder={tmp_path / 'answers'}", *options)

    return import_from


def covered():
    return sorted(Coverage.objects.current().values_list("month", flat=True))


def test_answers_are_recorded_and_imported(import_live, server, tmp_path):
    said = import_live()

    folder = tmp_path / "answers"
    assert said.splitlines()[0] == f"Recorded in {folder}: 2016-01, 2016-02."
    assert said.endswith("Release 2: 6 added, 0 revised, 0 withdrawn.\n")
    assert covered() == MONTHS
    both = {f"{WEST_WARD}-0", f"{EAST_WARD}-0"}
    assert [parts_in(folder / month) for month in MONTHS] == [both, both]
    wards = Incident.objects.filter(month="2016-01").order_by("ward_code").values_list("ward_code")
    assert [code for (code,) in wards] == [WEST_WARD, WEST_WARD, EAST_WARD]


def test_what_is_recorded_is_not_asked_again(import_live, server):
    import_live()
    asked = list(server.asked)

    assert import_live().endswith("Nothing changed, no release made.\n")
    assert server.asked == asked


def test_month_asked_for_alone_is_recorded(import_live, server):
    import_live("--month=2016-02")

    assert covered() == ["2016-02"]
    assert {month for month, _ in server.asked} == {"2016-02"}


def test_passing_faults_are_survived(import_live, server):
    server.faults = [status(429, Retry_After="0"), cut_off, as_usual, body(b"<html>")]

    assert import_live().endswith("Release 2: 6 added, 0 revised, 0 withdrawn.\n")


def test_crowded_polygon_is_asked_in_halves(import_live, server, tmp_path):
    """The halves' answers overlap: what is in both is one crime."""
    server.too_many = lambda month, poly: height(poly) > 0.09

    assert import_live().endswith("Release 2: 6 added, 0 revised, 0 withdrawn.\n")
    assert covered() == MONTHS
    assert parts_in(tmp_path / "answers/2016-01") == {
        f"{ward}-0{half}" for ward in (WEST_WARD, EAST_WARD) for half in "ab"
    }


def test_month_given_up_is_not_covered_and_the_others_are(import_live, server):
    server.too_many = lambda month, poly: month == "2016-01"

    with pytest.raises(CommandError) as error:
        import_live()

    assert str(error.value) == "2016-01: E05990001-0aaaaaa: too many crimes after 6 halvings"
    assert covered() == ["2016-02"]
    assert list(Incident.objects.values_list("month", flat=True).distinct()) == ["2016-02"]


def test_api_that_gives_out_leaves_what_was_recorded(import_live, server, tmp_path):
    server.faults = [as_usual, status(404)]
    before = contents()

    with pytest.raises(CommandError, match="E05990002-0, 2016-01: HTTP 404"):
        import_live()

    assert contents() == before
    assert parts_in(tmp_path / "answers/2016-01") == {f"{WEST_WARD}-0"}
    assert import_live().endswith("Release 2: 6 added, 0 revised, 0 withdrawn.\n")
    assert len(server.asked) == 5


def test_months_of_the_archive_are_left_alone(import_live, server, tmp_path):
    import_archive(make_month(tmp_path / "january.zip", make_rows(5, month="2016-01"), "2016-01"))

    said = import_live()

    assert said.splitlines()[0] == "Held from the archive and left alone: 2016-01."
    assert {month for month, _ in server.asked} == {"2016-02"}
    assert covered() == MONTHS


def test_archive_that_holds_every_month_leaves_nothing_to_ask(import_live, server, tmp_path):
    for month in MONTHS:
        path = make_month(tmp_path / "month.zip", make_rows(5, month=month), month)
        import_archive(path)

    said = import_live()

    assert said == (
        "Held from the archive and left alone: 2016-01, 2016-02.\n"
        f"Recorded in {tmp_path / 'answers'}: nothing.\n"
        "Nothing changed, no release made.\n"
    )
    assert server.asked == []


def test_month_of_the_archive_is_refused_before_anything_is_asked(import_live, server, tmp_path):
    import_archive(make_month(tmp_path / "january.zip", make_rows(5, month="2016-01"), "2016-01"))

    with pytest.raises(CommandError, match="street crime of 2016-01 is held from another source"):
        import_live("--month=2016-01")

    assert server.asked == []


def test_archive_is_replaced_when_told(import_live, tmp_path):
    import_archive(make_month(tmp_path / "january.zip", make_rows(5, month="2016-01"), "2016-01"))

    assert import_live("--replace").endswith("Release 3: 6 added, 0 revised, 5 withdrawn.\n")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--month=2015-12"], "the API does not hold 2015-12"),
        (["--month=2015"], "--month 2015: expected YYYY-MM."),
    ],
)
def test_month_that_is_not_published_is_refused(import_live, options, message):
    with pytest.raises(CommandError) as error:
        import_live(*options)

    assert str(error.value) == message


def test_folder_of_other_boundaries_is_refused(import_live, tmp_path):
    import_live()
    square = make_square(0.0, 51.5, 0.2, 51.6)
    path = make_boundaries(tmp_path / "one.geojson", [make_ward(WEST_WARD, "West", square)])
    import_boundaries(path)

    with pytest.raises(CommandError, match="2016-01 was recorded with other polygons"):
        import_live()


def test_dry_run_records_but_saves_nothing(import_live, server):
    said = import_live("--dry-run")

    assert said.endswith("Dry run, nothing saved: 6 added, 0 revised, 0 withdrawn.\n")
    assert Release.objects.newest().number == 1
    assert len(server.asked) == 4


def test_polygon_that_another_month_of_the_folder_has_is_missed(import_live, tmp_path):
    """Answers of a third ward stand in the folder: without them no month is known to be whole."""
    (tmp_path / "answers/2015-12").mkdir(parents=True)
    (tmp_path / "answers/2015-12/E05990003-0.json").write_bytes(b"[]")

    with pytest.raises(
        CommandError, match="2016-01: no answer for E05990003-0; 2016-02: no answer"
    ):
        import_live()

    assert covered() == []
