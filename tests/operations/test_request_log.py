"""Each request has an id and one line of log, which no request can forge."""

import json
import logging
import sys

import pytest

from havering_safety.operations.request_log import JSONFormatter, request_id

REQUESTS = "havering_safety.requests"


@pytest.fixture
def lines(settings, caplog):
    settings.LOG_REQUESTS = True
    caplog.set_level(logging.INFO, logger=REQUESTS)
    return lambda: [
        json.loads(JSONFormatter().format(r)) for r in caplog.records if r.name == REQUESTS
    ]


def test_each_request_has_an_id_of_its_own(client):
    names = {client.get("/healthz")["X-Request-ID"] for _ in range(5)}

    assert len(names) == 5


def test_id_of_the_proxy_is_kept(client):
    assert (
        client.get("/healthz", headers={"X-Request-ID": "edge-0123456789"})["X-Request-ID"]
        == "edge-0123456789"
    )


@pytest.mark.parametrize(
    "forged", ["short", "x" * 65, "a line\nof mine here", "<script>alert()</script>", "ñandúñandú"]
)
def test_forged_id_is_replaced(client, forged):
    answered = client.get("/healthz", headers={"X-Request-ID": forged})

    assert len(answered["X-Request-ID"]) == 32


def test_line_says_what_was_asked_and_how_it_ended(client, lines):
    client.get("/healthz?x=%0aINFO%20forged", headers={"X-Forwarded-For": "192.0.2.1"})

    [line] = lines()
    assert line.pop("milliseconds") >= 0
    assert line.pop("time").endswith("Z")
    assert line == {
        "level": "INFO",
        "logger": REQUESTS,
        "message": "GET /healthz?x=%0aINFO%20forged 200",
        "request_id": None,
        "method": "GET",
        "address": "/healthz?x=%0aINFO%20forged",
        "status": 200,
    }


def test_text_that_is_no_text_is_logged_all_the_same():
    record = logging.LogRecord("x", logging.INFO, "x", 1, "lone \ud800 surrogate", (), None)

    assert json.loads(JSONFormatter().format(record))["message"] == "lone \\ud800 surrogate"


def test_exception_and_id_are_part_of_the_line():
    try:
        raise ValueError("wrong")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "x", 1, "failed", (), sys.exc_info())
    token = request_id.set("edge-0123456789")

    line = json.loads(JSONFormatter().format(record))

    request_id.reset(token)
    assert line["request_id"] == "edge-0123456789"
    assert "ValueError: wrong" in line["exception"]


def test_nothing_is_logged_unless_asked(client, caplog):
    caplog.set_level(logging.INFO, logger=REQUESTS)

    client.get("/healthz")

    assert caplog.text == ""
