"""The police API's faults, played by a server on this machine; no other address is asked."""

from email.utils import formatdate

import pytest

from incidents.importers.police_api_client import Pace, PoliceApi, PoliceApiError
from incidents.importers.police_api_recorder import record_answers

from . import police_api_server as server_faults
from .police_api_server import police_api_server
from .police_api_wards import ONE_WARD, answers_in, parts_in


@pytest.mark.parametrize("months", [[], [{"date": "2016"}], ["2016-01"], [{}]])
def test_list_of_months_must_be_one(server, api, tmp_path, months):
    server.months = months

    with pytest.raises(PoliceApiError, match="crimes-street-dates: not a list of months"):
        record_answers(tmp_path, ONE_WARD, api)


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(server_faults.status(429), id="too many requests"),
        pytest.param(server_faults.status(502), id="bad gateway"),
        pytest.param(server_faults.silence, id="timeout"),
        pytest.param(server_faults.hang_up, id="connection closed"),
        pytest.param(server_faults.cut_off, id="connection cut in the body"),
        pytest.param(server_faults.body(b"<html>busy</html>"), id="not JSON"),
        pytest.param(server_faults.body(b'[{"id": 1}, {"i'), id="half an answer"),
        pytest.param(server_faults.body(b""), id="nothing"),
        pytest.param(server_faults.body(b'{"error": "busy"}'), id="not a list"),
    ],
)
class TestPassingFault:
    def test_is_asked_again(self, server, api, clock, tmp_path, fault):
        server.faults = [fault, fault]

        report = record_answers(tmp_path, ONE_WARD, api, ["2016-01"])

        assert report.complete == ["2016-01"]
        assert len(server.asked) == 3
        assert answers_in(tmp_path) == set(server.answered)

    def test_that_does_not_pass_is_an_error_naming_ward_and_month(
        self, server, api, tmp_path, fault
    ):
        api.tries, api.timeout = 3, 0.1
        server.faults = [fault] * 3

        with pytest.raises(PoliceApiError, match="E05000306-0, 2016-01: given up after 3 tries"):
            record_answers(tmp_path, ONE_WARD, api, ["2016-01"])

        assert len(server.asked) == 3
        assert parts_in(tmp_path / "2016-01") == set()


def test_backoff_doubles_with_jitter_up_to_a_minute(server, api, clock, tmp_path):
    server.faults = [server_faults.status(429)] * 8

    with pytest.raises(PoliceApiError):
        record_answers(tmp_path, ONE_WARD, api, ["2016-01"])

    bounds = [1, 2, 4, 8, 16, 32, 60]
    assert len(clock.backoffs) == len(bounds)
    for seconds, bound in zip(clock.backoffs, bounds, strict=True):
        assert bound / 2 <= seconds <= bound


@pytest.mark.parametrize("header", ["90", formatdate(4102444800, usegmt=True), "0", "soon"])
def test_retry_after_is_waited_for(server, api, clock, tmp_path, monkeypatch, header):
    monkeypatch.setattr("incidents.importers.police_api_client.time.time", lambda: 4102444710)
    server.faults = [server_faults.status(429, Retry_After=header)]

    record_answers(tmp_path, ONE_WARD, api, ["2016-01"])

    (seconds,) = clock.backoffs
    assert seconds == 90 if header not in ("0", "soon") else 0.5 <= seconds <= 1


def test_retry_after_beyond_ten_minutes_ends_the_run(server, api, clock, tmp_path):
    server.faults = [server_faults.status(429, Retry_After="601")]

    with pytest.raises(PoliceApiError, match="E05000306-0, 2016-01: given up after 1 tries"):
        record_answers(tmp_path, ONE_WARD, api, ["2016-01"])

    assert clock.backoffs == []


@pytest.mark.parametrize("code", [400, 404])
def test_refusal_is_not_asked_again(server, api, tmp_path, code):
    server.faults = [server_faults.status(code)]

    with pytest.raises(PoliceApiError, match=f"E05000306-0, 2016-01: HTTP {code}"):
        record_answers(tmp_path, ONE_WARD, api, ["2016-01"])

    assert len(server.asked) == 1


def test_server_that_is_not_there_is_an_error(clock, tmp_path):
    with police_api_server() as gone:
        url = gone.url

    with pytest.raises(PoliceApiError, match="crimes-street-dates: given up after 2 tries"):
        PoliceApi(url, tries=2, pace=Pace(clock=clock, pause=clock.pause)).months()


def test_address_that_is_not_http_is_refused():
    with pytest.raises(PoliceApiError, match="not an http address"):
        PoliceApi("file:///etc")


def test_no_second_holds_more_than_fifteen_requests(clock):
    pace, times = Pace(clock=clock, pause=clock.pause), []

    for _ in range(100):
        pace.await_turn()
        times.append(clock.now)

    assert all(b - a >= 1 - 1e-9 for a, b in zip(times, times[15:], strict=False))
    assert times[-1] < 7


def test_slow_answers_are_not_slowed_further(clock):
    pace = Pace(clock=clock, pause=clock.pause)

    for _ in range(3):
        pace.await_turn()
        clock.now += 0.2

    assert clock.pauses == []


def test_retries_keep_the_pace_too(server, api, clock, tmp_path):
    api.pace.per_second = 1
    server.faults = [server_faults.body(b"")]

    record_answers(tmp_path, ONE_WARD, api)

    assert clock.now >= 3
