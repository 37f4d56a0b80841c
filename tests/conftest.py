"""What every test may ask for: how many made examples, and where the real files are."""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest
from django.test import override_settings
from hypothesis import settings

from tests.importing import import_boundaries
from tests.ward_files import make_boundaries, two_wards

# How long a Redis may take to start, in seconds.
REDIS_PATIENCE = 20

ROOT = Path(__file__).resolve().parent.parent

# A deadline measures the machine, not the code: two busy workers would fail at random.
settings.register_profile("ci", max_examples=100, deadline=None)
settings.register_profile("proof", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session", autouse=True)
def answers_made_anew():
    """Keep no answers: a test that asks twice means to be answered twice. Those of the cache turn it on."""
    with override_settings(ANSWER_CACHE_BYTES=0):
        yield


@pytest.fixture(scope="session")
def real_data():
    """Return the folder of real files, which are never part of the repository.

    `REAL_DATA` names it. Without it the test skips, or fails where `REQUIRE_REAL_DATA=1`.
    """
    folder = Path(os.environ.get("REAL_DATA") or ROOT.parent / "shared" / "data").resolve()
    if not folder.is_dir():
        give_up = pytest.fail if os.environ.get("REQUIRE_REAL_DATA") == "1" else pytest.skip
        give_up(f"no real data in {folder}: name its folder in REAL_DATA")
    return folder


@pytest.fixture
def two_wards_loaded(db, tmp_path_factory):
    """Load the wards West and East, which are then the area."""
    import_boundaries(
        make_boundaries(tmp_path_factory.mktemp("wards") / "wards.geojson", two_wards())
    )


@pytest.fixture
def redis(settings, tmp_path):
    """Start a Redis of its own, which a test may kill, and share it."""
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed (Debian: redis-server)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    server = subprocess.Popen(
        [*command, "--dir", str(tmp_path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"redis://127.0.0.1:{port}/0",
            "OPTIONS": {"socket_connect_timeout": 0.25, "socket_timeout": 0.25},
        }
    }
    patience = time.monotonic() + REDIS_PATIENCE
    while time.monotonic() < patience:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.02)
    yield server
    server.kill()
    server.wait()
