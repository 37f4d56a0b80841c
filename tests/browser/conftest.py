"""A browser, and a server of its own on the demo data: what the tests of the pages look with.

`open_page` opens a page in light or dark, at a width, with or without scripts. At the end of a
test every page it opened must have been quiet: no error on the console, no other host asked.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
# No GPU, no sandbox (tests may run as root), and nothing that asks the network by itself.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
SECONDS_TO_START = 30


def give_up(why):
    (pytest.fail if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip)(why)


def once_on_sqlite():
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        pytest.skip("the pages are looked at once, on SQLite")


@pytest.fixture(scope="package")
def chromium():
    """Start Debian's chromium; without it the test skips, or fails where `REQUIRE_BROWSER=1`."""
    once_on_sqlite()
    if not CHROMIUM.exists():
        give_up(f"no browser at {CHROMIUM}: install Debian's package chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def server(tmp_path_factory):
    """Serve the demo data as `make run` does; return the address."""
    once_on_sqlite()
    folder = tmp_path_factory.mktemp("served")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3"}
    environment |= {"PORT": str(port), "PUBLIC_URL": address, "CACHE_URL": "locmemcache://"}
    for command in (["migrate", "--verbosity=0"], ["load_demo"], ["load_statements"]):
        manage = [sys.executable, "manage.py", *command]
        subprocess.run(manage, cwd=ROOT, env=environment, check=True, capture_output=True)
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    options = ["--port", str(port), "--blocking-threads", "4", "havering_safety.wsgi:application"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [*granian, *options], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            wait_for(f"{address}/api/v1")
            yield address
        finally:
            process.terminate()
            process.wait(timeout=10)


def wait_for(address):
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"{address} does not answer")


@pytest.fixture
def open_page(chromium, server):
    """Return a function that opens a path, or a whole address, and returns Playwright's page.

    Of `refused`, a path that the page asks itself, an error may be told on the console.
    """
    contexts, complaints = [], []

    def open_(path, *, scheme="light", width=1280, height=900, script=True, refused=None):
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=script,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        address = path if "://" in path else server + path
        watch(page, server, (address, refused and server + refused), complaints)
        page.goto(address)
        return page

    yield open_

    for context in contexts:
        context.close()
    assert complaints == []


def watch(page, server, judged, complaints):
    """Gather what goes wrong on a page. That an address answers 400 or 404 is for the test to judge."""
    opened = judged[0]

    def hear(message):
        url = message.location["url"]
        if message.type == "error" and not any(each and url.startswith(each) for each in judged):
            complaints.append(f"console: {message.text} ({message.location['url']})")

    def see(request):
        if not request.url.startswith((server, opened, "data:", "blob:", "about:")):
            complaints.append(f"asked elsewhere: {request.url}")

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on("request", see)
