"""The applications that are measured beside each other, each started as its own process.

All but Datasette stand behind granian with one worker and one thread; Datasette brings its server.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / "var" / "bench" / "venv"
PATIENCE = 60


@dataclass(frozen=True, eq=False)
class Peer:
    """How an application is started, and how it is asked: `query` turns our words into its own."""

    name: str
    target: str
    interface: str = "wsgi"
    environment: dict[str, str] = field(default_factory=dict)
    query: Callable[[str], str] = str
    threads: int = 1

    def command(self, python, port, database):
        if self.interface == "datasette":
            return [python, "-m", "datasette", "serve", database, "--port", port]
        return [
            python, "-m", "granian", "--interface", self.interface, "--host", "127.0.0.1",
            "--port", port, "--workers", "1",
            "--blocking-threads", str(self.threads),
            "--no-access-log", "--log-level", "warning", self.target,
        ]  # fmt: skip

    def path(self, database):
        if self.interface == "datasette":
            return f"/{database.stem}/incidents_incident.json"
        return "/api/v1/incidents"


def in_words_of_datasette(query):
    """Return our query as Datasette's filters, with the same order, rows and version of them."""
    for ours, theirs in (
        ("ward=", "ward_code="), ("date_from=", "month__gte="), ("date_to=", "month__lte="),
    ):  # fmt: skip
        query = query.replace(ours, theirs)
    return f"{query}&last_release=2147483647&_sort_desc=month&_size=100&_shape=objects"


def bare_of_datasette(query):
    """Return the same without count and facets."""
    return f"{in_words_of_datasette(query)}&_nocount=1&_nofacet=1&_nosuggest=1"


COLD = {"ANSWER_CACHE_BYTES": "0"}
OURS = Peer("Havering Safety", "havering_safety.wsgi:application", environment=COLD)
PLAIN = Peer("plain ModelViewSet", "bench.peers.plain_drf.wsgi:application")
FLOOR = Peer("floor", "bench.peers.floor:application")
FASTAPI = Peer(
    "FastAPI, SQLAlchemy, Pydantic", "bench.peers.fastapi_app:application", interface="asgi"
)
DATASETTE = Peer("Datasette", "", interface="datasette", query=in_words_of_datasette)
DATASETTE_BARE = Peer(
    "Datasette without count and facets", "", interface="datasette", query=bare_of_datasette
)
# As `make run` starts it: charts may hold two threads.
DRAWING = Peer("with charts", "havering_safety.wsgi:application", threads=4)
KEPT = Peer("kept answer", "havering_safety.wsgi:application")
BARE = Peer("bare view behind our middleware", "bench.peers.bare:application")


@contextmanager
def serving(peer, database, **environment):
    """Serve an application on a free port of this machine; give its address, stop it on leaving."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if name != "ENVIRONMENT"}
    kept |= {"DATABASE_URL": f"sqlite:///{database}", "BENCH_DATABASE": str(database)}
    own = peer.interface != "wsgi"
    server = subprocess.Popen(
        [
            *map(
                str, peer.command(python_of_peers() if own else sys.executable, str(port), database)
            )
        ],
        cwd=ROOT,
        env=kept | peer.environment | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if peer.interface == "datasette" else None,
    )
    try:
        _wait_for(server, port)
        yield f"http://127.0.0.1:{port}{peer.path(database)}"
    finally:
        server.terminate()
        server.wait(timeout=10)


def _wait_for(server, port):
    patience = time.monotonic() + PATIENCE
    while time.monotonic() < patience and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"The server on port {port} did not start.")


def python_of_peers():
    """Return the Python of the environment that the peers of other makes run in, made where it is absent."""
    python, made = ENVIRONMENT / "bin" / "python", ENVIRONMENT / ".made"
    if not made.exists():
        print(f"Making {ENVIRONMENT} (once) ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
        files = ["-r", "requirements.txt", "-r", "bench/requirements.txt"]
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *files]
        subprocess.run(install, cwd=ROOT, check=True)
        made.touch()
    return python
