"""What the tests of the police API recorder share."""

from collections.abc import Iterator

import pytest

from incidents.importers.police_api_client import Pace, PoliceApi

from .police_api_server import FakeClock, PoliceApiServer, police_api_server


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PoliceApiServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with police_api_server() as server:
        yield server


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def api(server: PoliceApiServer, clock: FakeClock) -> PoliceApi:
    return PoliceApi(server.url, timeout=0.5, pace=Pace(clock=clock, pause=clock.pause))
