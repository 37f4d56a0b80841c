"""The recorder against a police API on this machine; no other address is asked."""

import pytest

from incidents.importers.police_api import read_recording
from incidents.importers.police_api_client import PoliceApiError
from incidents.importers.police_api_recorder import (
    MonthNotPublishedError,
    OtherPolygonsError,
    RecordingReport,
    record_answers,
)

from . import police_api_server as server_faults
from .police_api_wards import (
    ISLAND,
    NORTH,
    ONE_WARD,
    PARTS,
    STRIP,
    WARDS,
    answers_in,
    is_east_end_of_strip,
    is_wide,
    parts_in,
)


def test_each_ring_of_each_ward_is_recorded_for_each_published_month(server, api, tmp_path):
    report = record_answers(tmp_path, [("E05000308", [NORTH, ISLAND])], api)

    assert report == RecordingReport(complete=["2016-01", "2016-02"])
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")) == [
        f"{month}/{name}.json"
        for month in ("2016-01", "2016-02")
        for name in ("E05000308-0", "E05000308-1", "month")
    ]


def test_polygon_is_asked_as_latitude_and_longitude(server, api, tmp_path):
    record_answers(tmp_path, [("E05000306", [ISLAND])], api, ["2016-01"])

    poly = "51.4000000,0.1000000:51.4000000,0.1100000:51.4100000,0.1100000"
    assert server.asked == [("2016-01", poly)]


def test_answer_is_recorded_as_it_was_sent(server, api, tmp_path):
    server.faults = [server_faults.body(b'[ {"id": 1 } ]\n')]

    record_answers(tmp_path, ONE_WARD, api, ["2016-01"])

    assert (tmp_path / "2016-01/E05000306-0.json").read_bytes() == b'[ {"id": 1 } ]\n'


def test_thousands_of_vertices_fit_in_a_request(server, api, tmp_path):
    east = [(51.5 + n / 100_000, 0.2 + n % 2 / 10_000) for n in range(8000)]

    record_answers(tmp_path, [("E05000306", [[*east, (51.58, 0.1), (51.5, 0.1)]])], api)

    assert server.asked[0][1].count(":") == 8001


def test_progress_is_told_of_every_answer(server, api, tmp_path):
    told = []

    record_answers(tmp_path, ONE_WARD, api, progress=lambda *answer: told.append(answer))

    assert told == [("2016-01", "E05000306-0"), ("2016-02", "E05000306-0")]


def test_month_that_is_not_published_is_refused_before_anything_is_asked(server, api, tmp_path):
    with pytest.raises(MonthNotPublishedError, match="does not hold 2015-12, 2016-03"):
        record_answers(tmp_path, ONE_WARD, api, ["2016-03", "2016-01", "2015-12"])

    assert server.asked == []


def test_polygon_with_too_many_crimes_is_asked_in_halves(server, api, tmp_path):
    server.too_many = is_wide

    report = record_answers(tmp_path, WARDS, api, ["2016-01"])

    assert report.complete == ["2016-01"]
    assert parts_in(tmp_path / "2016-01") == PARTS
    with read_recording(tmp_path) as [month]:
        assert month.complete
        assert month.polygons == {"E05000306-0", "E05000307-0", "E05000308-0", "E05000308-1"}


def test_polygon_halved_six_times_leaves_its_month_unfinished_and_others_go_on(
    server, api, tmp_path
):
    server.too_many = lambda month, poly: month == "2016-01" and is_east_end_of_strip(poly)

    report = record_answers(tmp_path, WARDS, api)

    reason = "E05000307-0bbbaba: too many crimes after 6 halvings"
    assert report == RecordingReport(complete=["2016-02"], unfinished={"2016-01": reason})
    with read_recording(tmp_path) as [january, february]:
        assert (january.complete, february.complete) == (False, True)
        assert "E05000307-0" in january.unanswered
        assert january.manifest.reason == reason


def test_answer_of_503_for_everything_costs_seven_questions_a_month(server, api, tmp_path):
    server.too_many = lambda month, poly: True

    report = record_answers(tmp_path, WARDS, api)

    assert report.complete == []
    assert list(report.unfinished) == ["2016-01", "2016-02"]
    assert len(server.asked) == 14


def test_unfinished_month_is_finished_by_a_later_run(server, api, tmp_path):
    server.too_many = lambda month, poly: is_east_end_of_strip(poly)
    record_answers(tmp_path, WARDS, api, ["2016-01"])
    recorded = answers_in(tmp_path)
    server.answered.clear()
    server.too_many = is_wide

    report = record_answers(tmp_path, WARDS, api, ["2016-01"])

    assert report.complete == ["2016-01"]
    assert recorded.isdisjoint(server.answered)
    with read_recording(tmp_path) as [month]:
        assert month.complete


def test_complete_month_is_not_asked_again(server, api, tmp_path):
    record_answers(tmp_path, WARDS, api)
    server.asked.clear()

    report = record_answers(tmp_path, WARDS, api)

    assert report.complete == ["2016-01", "2016-02"]
    assert server.asked == []


def test_answer_missing_from_a_complete_month_is_asked_again(server, api, tmp_path):
    record_answers(tmp_path, WARDS, api)
    server.asked.clear()
    (tmp_path / "2016-01/E05000306-0.json").unlink()

    record_answers(tmp_path, WARDS, api)

    assert len(server.asked) == 1


def test_month_begun_with_other_polygons_is_refused(server, api, tmp_path):
    record_answers(tmp_path, ONE_WARD, api, ["2016-01"])

    with pytest.raises(OtherPolygonsError, match="2016-01 was recorded with other polygons"):
        record_answers(tmp_path, [("E05000306", [STRIP])], api, ["2016-01"])


def test_answers_that_name_no_polygons_are_not_added_to(server, api, tmp_path):
    (tmp_path / "2016-01").mkdir()
    (tmp_path / "2016-01/E05000306-0.json").write_text("[]")

    with pytest.raises(OtherPolygonsError):
        record_answers(tmp_path, ONE_WARD, api, ["2016-01"])


def test_month_begun_in_an_earlier_edition_is_begun_again(server, api, tmp_path):
    server.faults = [server_faults.body(b'[{"poly": "earlier"}]'), server_faults.status(404)]
    with pytest.raises(PoliceApiError):
        record_answers(tmp_path, WARDS, api, ["2016-01"])
    server.months.append({"date": "2016-03"})

    record_answers(tmp_path, WARDS, api, ["2016-01"])

    assert answers_in(tmp_path) == set(server.answered)
