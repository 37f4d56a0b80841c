"""After a new release a server is asked what many will ask."""

import http.client

import pytest

from havering_safety.api.answers import answers
from havering_safety.api.repeated import repeated
from havering_safety.operations import warming
from havering_safety.operations.warming import WarmingError, warm
from tests.asking import INCIDENTS
from tests.borough import make_borough, make_incident, publish

SERVER = "http://127.0.0.1:8001"


class Connected:
    """Stands for a connection: asks this process."""

    def __init__(self, client):
        self.client, self.asked = client, []

    def __call__(self, *address, timeout):
        return self

    def request(self, method, path, headers):
        self.asked.append(path)
        self.answer = self.client.generic(method, path, headers=headers)

    def getresponse(self):
        return self

    @property
    def status(self):
        return self.answer.status_code

    def read(self):
        return self.answer.getvalue()

    def close(self):
        """Nothing is open."""


@pytest.fixture
def server(client, settings, monkeypatch, db, tmp_path):
    settings.ANSWER_CACHE_BYTES = 10_000_000
    settings.PUBLIC_URL = "http://testserver"
    make_borough(tmp_path)
    publish(tmp_path, [make_incident()])
    connected = Connected(client)
    monkeypatch.setattr(warming.http.client, "HTTPConnection", connected)
    yield connected
    answers.clear()
    repeated.clear()


@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_what_was_warmed_is_answered_from_memory(server, client, coding, django_assert_num_queries):
    warm(SERVER)

    # 1. the newest release
    with django_assert_num_queries(1):
        client.get(INCIDENTS, headers={"Accept-Encoding": coding})


def test_pages_of_all_wards_are_asked_and_no_template(server):
    asked = warm(SERVER)

    assert {"/", "/api/v1", "/wards/upminster", INCIDENTS} <= {*server.asked}
    assert not any("{" in path or "://" in path for path in server.asked)
    # The entry document and the site map are read once more, to know what to ask.
    assert asked == len(server.asked) - 2


def test_failing_answer_is_named(server, monkeypatch):
    monkeypatch.setattr(Connected, "status", 503)

    with pytest.raises(WarmingError, match=r"/api/v1 answered 503"):
        warm(SERVER)


@pytest.mark.parametrize("address", ["https://127.0.0.1", "127.0.0.1:8001", "file:///etc/hosts"])
def test_what_is_no_web_process_is_refused(address):
    with pytest.raises(WarmingError, match="not the http address"):
        warm(address)


def test_server_that_hangs_up_is_named(monkeypatch):
    def hang_up(connection):
        raise http.client.RemoteDisconnected("it hung up")

    monkeypatch.setattr(warming, "_addresses", hang_up)

    with pytest.raises(WarmingError, match=r"127.0.0.1:8001: it hung up"):
        warm(SERVER)
