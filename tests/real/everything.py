"""Import every real police file into one empty database, twice; run as a module of its own.

    python -m tests.real.everything FOLDER COPY

DATABASE_URL names the database, COPY one that is made of it on the way, with the files imported by
then. Writes what happened as one line of JSON.
"""

import json
import resource
import sys
from pathlib import Path

import django
import psycopg

django.setup()

from django.core.management import call_command  # noqa: E402 - needs the set-up
from django.db import connection  # noqa: E402

from havering_safety.releases.models import Release, SourceFile  # noqa: E402
from tests.importing import run  # noqa: E402

REFERENCE = [
    ["import_ward_boundaries", "geography/wards_2025.geojson"],
    [
        "import_population", "geography/population_ward2022_census2021_age6_bestfit.csv",
        "--date=2021-03-21", "--derived",
    ],
    ["import_recorded_crime", "met/MPS Ward Level Crime (202112-202311).csv"],
]  # fmt: skip
IMPORTS = [
    ["import_police_archive", "2023-stop-and-search.zip"],
    ["import_police_archive", "2023-burglary-only.zip", "--only=crime_type=burglary"],
    ["import_police_archive", "2024-01-02-btp-essex-city.zip"],
]
# What comes after the copy; the counts revise some of those held.
LATER_COUNTS = ["import_recorded_crime", "met/MPS Ward Level Crime (202307-202506).csv"]
LATER = [
    ["import_police_archive", "2024-01-02-city-later-download.zip"],
    ["import_police_archive", "broken-months.zip"],
    ["import_police_api", "api-crimes-street-2016-01-to-2017-06.zip"],
]


def import_all(folder, imports):
    """Return the last line of what each import said."""
    return [
        run(command, str(folder / name), *options).splitlines()[-1]
        for command, name, *options in imports
    ]


def police(imports):
    return [[command, f"police/{name}", *options] for command, name, *options in imports]


def copy_database(name):
    """Copy the database, as it is now, to another of its kind."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [name])
        return
    own = connection.settings_dict
    # PostgreSQL copies a database that nobody uses.
    connection.close()
    server = {
        "host": own["HOST"],
        "port": own["PORT"],
        "user": own["USER"],
        "password": own["PASSWORD"],
    }
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as server_connection:
        server_connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{own["NAME"]}"')


def peak_memory():
    """Return the most memory this process ever held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # Unlike getrusage, it forgets the process that started this one.
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 / (1024 if sys.platform == "darwin" else 1)


def main(folder, copy):
    call_command("migrate", verbosity=0)
    import_all(folder, REFERENCE)
    run("load_statements")
    once = import_all(folder, police(IMPORTS))
    copy_database(copy)
    import_all(folder, [LATER_COUNTS])
    once += import_all(folder, police(LATER))
    said = {"once": once, "again": import_all(folder, police(IMPORTS + LATER))}
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
    main(Path(sys.argv[1]), sys.argv[2])
