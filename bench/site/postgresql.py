"""A PostgreSQL primary and its streaming replica, made in a folder from Debian's package."""

import os
import subprocess

from bench.site.parts import Part, free_port, program

PROGRAMS = "usr/lib/postgresql/*/bin"
USER = "postgres"
# What a small server has; durability stays as it is by default.
OPTIONS = {
    "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "max_connections": "60",
    "shared_buffers": "512MB", "wal_keep_size": "2GB", "max_wal_size": "2GB", "hot_standby_feedback": "on",
}  # fmt: skip


def make_primary(folder):
    """Return the primary in a folder, made where it is absent."""
    home = folder / "primary"
    if not (home / "PG_VERSION").exists():
        _give(folder)
        _run(
            "initdb", "--auth", "trust", "--username", USER, "--encoding", "UTF8", "--pgdata", home
        )
    return _part("primary", home, folder)


def make_replica(folder, primary):
    """Return a replica copied anew from a running primary."""
    home = folder / "replica"
    subprocess.run(["rm", "-rf", home], check=True)
    _run(
        "pg_basebackup", "--pgdata", home, "--write-recovery-conf", "--checkpoint", "fast",
        "--dbname", f"host=127.0.0.1 port={primary.port} user={USER}",
    )  # fmt: skip
    return _part("replica", home, folder)


def url_of(part, database="havering"):
    """Return the DATABASE_URL of a database on a part."""
    return f"postgres://{USER}@127.0.0.1:{part.port}/{database}"


def ask(part, sql, database="havering"):
    """Return what psql prints for a statement."""
    run = subprocess.run(
        [program("psql"), "--tuples-only", "--no-align", "--host", "127.0.0.1", "--username", USER,
         "--port", str(part.port), "--dbname", database, "--command", sql],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return run.stdout.strip()


def _part(name, home, folder):
    options = [f"--{key}={value}" for key, value in OPTIONS.items()]
    port = free_port()
    command = [program("postgres", PROGRAMS), "-D", str(home), f"--port={port}", *options]
    return Part(name, command, port, folder / f"{name}.log", user=USER)


def _run(name, *arguments):
    prefix = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    command = [*prefix, program(name, PROGRAMS), *map(str, arguments)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _give(folder):
    """PostgreSQL refuses to run as root: its folder belongs to its own user."""
    if os.geteuid() == 0:
        subprocess.run(["chown", USER, folder], check=True)
