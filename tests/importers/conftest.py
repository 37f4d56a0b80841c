"""What the tests of importers share: a police API, and short ways to import."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from incidents.importers.police_api_client import Pace, PoliceApi
from tests.importing import import_archive
from tests.police_files import make_month
from tests.stop_search_files import make_search_month

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


@pytest.fixture
def import_searches(tmp_path: Path) -> Callable[..., str]:
    """Import searches as one month, and return what the command said."""

    def import_rows(
        *rows: dict[str, str], month: str = "2024-01", options: Sequence[str] = ()
    ) -> str:
        return import_archive(make_search_month(tmp_path / "searches.zip", rows, month), *options)

    return import_rows


@pytest.fixture
def take(tmp_path):
    """Return a function that imports rows as the file of January 2024 and returns what was said."""

    def take_rows(rows, *options):
        return import_archive(make_month(tmp_path / "january.zip", rows), *options)

    return take_rows
