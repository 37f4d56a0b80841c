"""Build the site of docs/deployment.md on one machine: nginx, two web processes, primary, replica, Redis."""

import os
import re
import secrets
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.make_street import FIRST_MONTH, following, map_points, street_rows, write_benchmark
from bench.page_speed import MONTHS, ROOT, rows_a_month
from bench.site.parts import Part, free_port, program
from bench.site.postgresql import ask, make_primary, make_replica, url_of
from incidents.demo.street import write_street_file

THREADS = 4
# The configuration that readers of the documentation copy is the one that is measured.
DEPLOYMENT = ROOT / "docs" / "deployment.md"
NGINX = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-errors.log error;
worker_processes 1;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    client_body_temp_path {folder}/nginx-body;
    proxy_temp_path {folder}/nginx-proxy;
    fastcgi_temp_path {folder}/nginx-fastcgi;
    uwsgi_temp_path {folder}/nginx-uwsgi;
    scgi_temp_path {folder}/nginx-scgi;
    upstream web {{
{servers}
        keepalive 16;
    }}
    server {{
        listen 127.0.0.1:{port} backlog=1024;
        {snippet}
        location / {{ proxy_pass http://web; }}
    }}
}}
"""


def documented_snippet():
    """Return the proxy's settings as the documentation has them; there is no https on this machine."""
    text = DEPLOYMENT.read_text(encoding="utf-8")
    snippet = re.search(r"^```nginx\n(.*?)^```", text, re.M | re.S)[1]
    return snippet.replace("X-Forwarded-Proto $scheme", "X-Forwarded-Proto https")


@dataclass
class Site:
    """The running parts, by name, and the folder all is made in."""

    parts: dict[str, Part]
    folder: Path
    rows: int

    @property
    def address(self):
        """Where readers ask."""
        return f"http://127.0.0.1:{self.parts['nginx'].port}"

    @property
    def web(self):
        """The web processes."""
        return [part for name, part in self.parts.items() if name.startswith("web")]

    @property
    def newest(self):
        """The newest release that the primary holds."""
        return int(ask(self.parts["primary"], "SELECT max(number) FROM releases_release"))

    def new_month(self):
        """Return a folder with a street file of a month that no release holds yet."""
        month, folder = FIRST_MONTH, self.folder / f"month-after-{self.newest}"
        for _ in range(MONTHS + self.newest):
            month = following(month)
        write_street_file(folder, month, street_rows(month, map_points(), rows_a_month(self.rows)))
        return folder

    def environment(self):
        """Return the environment of commands: the primary, and none of the rest."""
        return {"DATABASE_URL": url_of(self.parts["primary"])}


@contextmanager
def running_site(folder, rows, **settings):
    """Build what is absent, start all parts, give the Site; stop them on leaving."""
    folder.mkdir(parents=True, exist_ok=True)
    site = Site({}, folder, rows)
    try:
        _start(site, "primary", make_primary(folder))
        _load(site)
        _start(site, "replica", make_replica(folder, site.parts["primary"]))
        port = free_port()
        redis = [program("redis-server"), "--port", str(port), "--save", "", "--maxmemory", "256mb"]
        redis += ["--maxmemory-policy", "allkeys-lru", "--bind", "127.0.0.1"]
        _start(site, "redis", Part("redis", redis, port, folder / "redis.log"))
        shared = _web_environment(site) | settings
        for name in ("web1", "web2"):
            _start(site, name, _web(name, folder, shared))
        _start(site, "nginx", _nginx(site, folder))
        yield site
    finally:
        for part in reversed(site.parts.values()):
            part.stop()


def _start(site, name, part):
    site.parts[name] = part
    part.start()


def _load(site):
    """Import five years of street crime, where the primary holds none; bring what it holds up to date."""
    primary = site.parts["primary"]
    if "havering" in ask(primary, "SELECT datname FROM pg_database", "postgres").splitlines():
        manage(site.environment(), "migrate")
        return
    print(f"Loading {site.rows:,} incidents (once) ...", file=sys.stderr)
    environment = {"DATABASE_URL": url_of(primary, "unfinished")}
    ask(primary, "CREATE DATABASE unfinished", "postgres")
    with tempfile.TemporaryDirectory(dir=site.folder) as made:
        street, boundaries = Path(made, "street"), Path(made, "boundaries.geojson")
        write_benchmark(street, rows_a_month(site.rows), MONTHS, boundaries)
        manage(environment, "migrate")
        manage(environment, "import_ward_boundaries", boundaries)
        manage(environment, "import_police_archive", street)
    ask(primary, "ALTER DATABASE unfinished RENAME TO havering", "postgres")


def manage(environment, *arguments, check=True):
    """Run a command of the project to its end."""
    command = [sys.executable, "manage.py", *map(str, arguments), "--verbosity", "0"]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, check=check, capture_output=True, text=True
    )


def _web_environment(site):
    parts = site.parts
    return {
        "ENVIRONMENT": "production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "PUBLIC_URL": "https://127.0.0.1",
        "DATABASE_URL": url_of(parts["primary"]),
        "DATABASE_REPLICA_URL": url_of(parts["replica"]),
        "CACHE_URL": f"redis://127.0.0.1:{parts['redis'].port}/0",
        "THROTTLE_REQUESTS": "0",
        "LOG_REQUESTS": "false",
    }


def _web(name, folder, environment):
    port = free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", str(THREADS), "--backlog", "1024", "--log-level", "warning",
        "havering_safety.wsgi:application",
    ]  # fmt: skip
    return Part(name, command, port, folder / f"{name}.log", environment, supervised=True)


def _nginx(site, folder):
    port, file = free_port(), folder / "nginx.conf"
    servers = "\n".join(
        f"        server 127.0.0.1:{part.port} max_fails=1 fail_timeout=1s;" for part in site.web
    )
    file.write_text(
        NGINX.format(folder=folder, port=port, servers=servers, snippet=documented_snippet())
    )
    command = [program("nginx", "usr/sbin"), "-p", str(folder), "-c", str(file)]
    return Part("nginx", command, port, folder / "nginx.log")
