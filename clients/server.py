"""A live server on real data: the files that REAL_DATA names, or the demo where there are none."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
IMPORTS = [
    ["import_ward_boundaries", "geography/wards_2025.geojson"],
    ["import_police_archive", "police/2023-burglary-only.zip", "--only=crime_type=burglary"],
    ["import_police_archive", "police/2024-01-02-btp-essex-city.zip"],
]


def real_data():
    folder = Path(os.environ.get("REAL_DATA") or ROOT.parent / "shared" / "data")
    return folder if folder.is_dir() else None


@contextmanager
def serving(folder):
    """Serve a database made in a folder; give the server's address and what it holds."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder}/clients.sqlite3",
        "PUBLIC_URL": base,
        "PORT": str(port),
        "ENVIRONMENT": "local",
    }
    held = fill(environment)
    command = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    log = (folder / "server.log").open("w")
    process = subprocess.Popen(
        [sys.executable, *command, "havering_safety.wsgi:application"],
        cwd=ROOT, env=environment, stdout=log, stderr=log,
    )  # fmt: skip
    try:
        wait_for(f"{base}/readyz", process)
        yield base, held
    finally:
        process.terminate()
        process.wait()
        log.close()


def fill(environment):
    """Fill the database; return in words what with."""

    def manage(*arguments):
        subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True
        )

    manage("migrate", "-v0")
    folder = real_data()
    if folder is None:
        manage("load_demo", "--if-empty")
        return "demo data, for want of real files (REAL_DATA)"
    for command, name, *options in IMPORTS:
        manage(command, str(folder / name), *options)
    return "real data: the Met's burglaries of 2023, and what BTP, Essex and City recorded since"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(address, process):
    for _ in range(150):
        if process.poll() is not None:
            raise SystemExit("The server did not start; its log is beside its database.")
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, ConnectionError):
            time.sleep(0.2)
    raise SystemExit("The server is not ready after 30 seconds.")
