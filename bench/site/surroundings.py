"""What lies around the site and may fail too: a disk that fills up, a clock that jumps."""

import os
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from bench.make_street import write_benchmark
from bench.site.build import manage
from bench.site.faults import under_load
from bench.site.postgresql import USER, ask, url_of

SMALL = 40  # MB: room for the schema and one month, not for six
ROWS = 150_000
CLOCK = "libfaketime.so.1"


@contextmanager
def small_disk(owner):
    """Give a folder on a file system of its own with little room, or None where it cannot be mounted."""
    with tempfile.TemporaryDirectory() as place:
        mount = [
            "mount",
            "-t",
            "tmpfs",
            "-o",
            f"size={SMALL}m,uid={owner},mode=700",
            "tmpfs",
            place,
        ]
        os.chmod(place, 0o755)
        if subprocess.run(mount, check=False, capture_output=True).returncode:
            yield None
            return
        try:
            yield Path(place)
        finally:
            subprocess.run(["umount", place], check=True)


def disk_full(site):
    """Import six months where one has room, on SQLite and on a tablespace of the primary."""
    with small_disk(os.geteuid()) as place:
        if place is None:
            print("\n## Disk full\n- not shown: mounting a small file system needs root")
            return
        fill(site, "SQLite", {"DATABASE_URL": f"sqlite:///{place}/small.sqlite3"})
    owner = subprocess.run(["id", "-u", USER], capture_output=True, text=True, check=True).stdout
    with small_disk(owner.strip()) as place:
        primary = site.parts["primary"]
        ask(primary, f"CREATE TABLESPACE small LOCATION '{place}'", "postgres")
        ask(primary, "CREATE DATABASE small TABLESPACE small", "postgres")
        with under_load(site, "A disk of the primary full during an import, beside the readers"):
            fill(site, "PostgreSQL", {"DATABASE_URL": url_of(primary, "small")})
        ask(primary, "DROP DATABASE small", "postgres")
        ask(primary, "DROP TABLESPACE small", "postgres")


def fill(site, name, environment):
    """Import a month, then six for which there is no room, and print what is left."""
    print(f"\n## Disk full during an import: {name}")
    with tempfile.TemporaryDirectory() as made:
        street, boundaries = Path(made, "street"), Path(made, "boundaries.geojson")
        write_benchmark(street, ROWS // 6, 6, boundaries)
        manage(environment, "migrate")
        manage(environment, "import_ward_boundaries", boundaries)
        manage(environment, "import_police_archive", min(street.iterdir()))
        before = manage(environment, "check_data").stdout.splitlines()[-1]
        full = manage(environment, "import_police_archive", street, check=False)
        after = manage(environment, "check_data", check=False).stdout.splitlines()[-1]
    print(f"- the import: exit {full.returncode}, {full.stderr.strip()[-300:]}")
    print(f"- check_data before: {before}\n- check_data after: {after}", flush=True)


def clock_moved(site):
    """Start one web process under a clock that then jumps a year ahead and two back."""
    libraries = sorted(Path("/usr/lib").glob(f"*/faketime/{CLOCK}"))
    if not libraries:
        print("\n## Clock moved\n- not shown: apt-get install faketime")
        return
    web, file = site.parts["web2"], site.folder / "clock"
    file.write_text("+0", encoding="ascii")
    usual = dict(web.environment)
    web.environment |= {
        "LD_PRELOAD": str(libraries[0]), "FAKETIME_TIMESTAMP_FILE": str(file), "FAKETIME_NO_CACHE": "1",
        "DONT_FAKE_MONOTONIC": "1",
    }  # fmt: skip
    web.kill()
    with under_load(site, "The clock of a web process a year ahead, then a year behind"):
        file.write_text("+366d", encoding="ascii")
        subprocess.run(["sleep", "5"], check=True)
        file.write_text("-366d", encoding="ascii")
    web.environment.clear()
    web.environment.update(usual)
    web.kill()
