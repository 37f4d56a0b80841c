"""Import every real police file into one empty database, twice; run as a module of its own.

    python -m tests.real.everything FOLDER

DATABASE_URL names the database. Writes what happened as one line of JSON.
"""

import json
import resource
import sys
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - needs the set-up

from havering_safety.releases.models import Release, SourceFile  # noqa: E402
from tests.importing import run  # noqa: E402

IMPORTS = [
    ["import_police_archive", "2023-stop-and-search.zip"],
    ["import_police_archive", "2023-burglary-only.zip", "--only=crime_type=burglary"],
    ["import_police_archive", "2024-01-02-btp-essex-city.zip"],
    ["import_police_archive", "2024-01-02-city-later-download.zip"],
    ["import_police_archive", "broken-months.zip"],
    ["import_police_api", "api-crimes-street-2016-01-to-2017-06.zip"],
]


def import_all(folder):
    """Return the last line of what each import said."""
    return [
        run(command, str(folder / "police" / name), *options).splitlines()[-1]
        for command, name, *options in IMPORTS
    ]


def peak_memory():
    """Return the most memory this process ever held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # Unlike getrusage, it forgets the process that started this one.
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 / (1024 if sys.platform == "darwin" else 1)


def main(folder):
    call_command("migrate", verbosity=0)
    run("import_ward_boundaries", str(folder / "geography/wards_2025.geojson"))
    said = {"once": import_all(folder), "again": import_all(folder)}
    files = SourceFile.objects.filter(source__in=("archive", "api"))
    done = {
        "rows_read": sum(files.values_list("rows_read", flat=True)),
        "rejected": sum(files.values_list("rejected", flat=True)),
        "files": files.count(),
        "releases": Release.objects.count(),
        "peak": peak_memory(),
    }
    sys.stdout.write(json.dumps(said | done) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
