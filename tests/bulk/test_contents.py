"""What the files of a release hold is what the API answers for it, value by value and byte by byte."""

import json
import shutil
import sqlite3
import subprocess
import warnings
import zipfile
from contextlib import closing

import pytest
from csvw import CSVW
from django.conf import settings
from pyarrow import parquet

from tests.importing import run

TABLES = [
    "wards", "incidents", "stop_searches", "arrests", "weapon_recoveries", "recorded_crime",
    "recorded_crime_borough", "knife_crime_borough", "statements",
]  # fmt: skip
RELEASES = ("10", "3")


def manifest_of(folder, release="10"):
    return json.loads((folder / release / "manifest.json").read_text())


def sqlite_of(folder, release="10"):
    path = folder / release / f"havering-safety-release-{release}.sqlite"
    return closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True))


def body_of(client, address):
    """Return the body of a permalink."""
    response = client.get(address.removeprefix(settings.PUBLIC_URL))
    assert response.status_code == 200, response.content
    return response.getvalue()


@pytest.mark.parametrize("release", RELEASES)
def test_zipped_csv_is_what_the_permalinks_give(client, built, release):
    data_sets = manifest_of(built, release)["data_sets"]

    with zipfile.ZipFile(built / release / f"havering-safety-release-{release}-csv.zip") as archive:
        assert archive.testzip() is None
        tables = [name for name in archive.namelist() if name.endswith(".csv")]
        zipped = {name: archive.read(name) for name in tables}

    expected = {}
    for said in data_sets:
        first, *others = [body_of(client, address) for address in said["permalinks"]]
        rows = b"".join(other.split(b"\r\n", 1)[1] for other in others)
        expected[f"{said['table']}.csv"] = first + rows
        assert said["rows"] == (first + rows).count(b"\r\n") - 1
    assert zipped == expected


@pytest.mark.parametrize("release", RELEASES)
def test_zipped_csv_is_valid_by_its_metadata(built, tmp_path, release):
    data_sets = manifest_of(built, release)["data_sets"]
    with zipfile.ZipFile(built / release / f"havering-safety-release-{release}-csv.zip") as archive:
        archive.extractall(tmp_path)

    with warnings.catch_warnings():
        # What it finds wrong it says as warnings, which it gathers itself.
        warnings.simplefilter("always")
        read = CSVW(str(tmp_path / "csv-metadata.json"), validate=True)
        assert read.is_valid, [str(warning.message) for warning in read.warnings]

    found = {str(table.url): len(list(table.iterdicts())) for table in read.tables}
    assert found == {f"{said['table']}.csv": said["rows"] for said in data_sets}
    keys = {str(table.url): table.tableSchema.foreignKeys for table in read.tables}
    assert [key.columnReference for key in keys["arrests.csv"]] == [["ward_code"], ["id"]]


def rows_of(client, address):
    """Return every row that a JSON list gives, page by page."""
    found, following = [], address.replace(".csv?", "?") + "&page_size=1000"
    while following:
        body = json.loads(body_of(client, following))
        found += body["results"]
        following = body["next"]
    return found


@pytest.mark.parametrize("release", RELEASES)
def test_sqlite_holds_the_rows_of_the_lists(client, built, release):
    data_sets = manifest_of(built, release)["data_sets"]

    with sqlite_of(built, release) as database:
        database.row_factory = sqlite3.Row
        stored = {
            said["table"]: list(map(dict, database.execute(f"SELECT * FROM {said['table']}")))
            for said in data_sets
        }

    for said in data_sets:
        listed = [row for address in said["permalinks"] for row in rows_of(client, address)]
        # True is 1 in both languages.
        assert stored[said["table"]] == listed


def test_data_sets_of_a_release_are_its_tables(built):
    names = [said["table"] for said in manifest_of(built)["data_sets"]]

    assert names == TABLES
    assert [said["table"] for said in manifest_of(built, "3")["data_sets"]] == [
        name for name in TABLES if not name.endswith("_borough")
    ]


def test_sqlite_is_sound_and_its_keys_lead_somewhere(built):
    with sqlite_of(built) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA foreign_key_list(arrests)").fetchall() == [
            (0, 0, "wards", "ward_code", "gss_code", "NO ACTION", "NO ACTION", "NONE"),
            (1, 0, "stop_searches", "id", "id", "NO ACTION", "NO ACTION", "NONE"),
        ]
        plan = database.execute(
            "EXPLAIN QUERY PLAN SELECT * FROM incidents WHERE ward_code = 'E05013983' AND month > '2023-01'"
        ).fetchall()

    assert "USING INDEX incidents_ward_code_month (ward_code=? AND month>?)" in plan[0][-1]


def test_sqlite_says_what_it_is(built):
    with sqlite_of(built) as database:
        metadata = dict(database.execute("SELECT * FROM metadata"))
        said = database.execute(
            "SELECT * FROM data_sets WHERE table_name = 'knife_crime_borough'"
        ).fetchone()
        column = database.execute(
            "SELECT type, description FROM columns WHERE table_name = 'incidents' AND column_name = 'month'"
        ).fetchone()

    facts = manifest_of(built)
    assert metadata == {
        "title": "Havering Safety",
        "description": "Crime and policing in Havering, release 10",
        "release": "10",
        "released_at": facts["released_at"],
        "redaction": "0",
        "synthetic": "false",
        "code_version": settings.CODE_VERSION,
        "manifest": f"{settings.PUBLIC_URL}/bulk/10/manifest.json",
        "licence_id": "OGL-UK-3.0",
        "licence_url": facts["licence"]["url"],
        "licence_attribution": facts["licence"]["attribution"],
        "warnings": "",
    }
    described = next(one for one in facts["data_sets"] if one["table"] == "knife_crime_borough")
    assert said[3].split("\n") == described["permalinks"]
    assert said[5:8] == ("2023-11", "2024-02", "[]")
    assert "The subgroups of knife crime hold one another: never add them up." in said[8]
    assert column == ("text", "The month, YYYY-MM. Street-level incidents have no day.")


def test_parquet_holds_the_rows_of_the_sqlite_file(built):
    for said in manifest_of(built)["data_sets"]:
        path = built / "10" / f"havering-safety-release-10-{said['table']}.parquet"
        table = parquet.read_table(path)
        with sqlite_of(built) as database:
            database.row_factory = sqlite3.Row
            stored = list(map(dict, database.execute(f"SELECT * FROM {said['table']}")))

        assert [_plain(row) for row in table.to_pylist()] == stored
        about = json.loads(table.schema.metadata[b"havering_safety"])
        assert (about["release"], about["rows"]) == (10, said["rows"])


def _plain(row):
    return {
        name: value.isoformat().replace("+00:00", "Z") if hasattr(value, "isoformat") else value
        for name, value in row.items()
    }


def test_digests_are_those_that_sha256sum_finds(built):
    checked = subprocess.run(
        [shutil.which("sha256sum"), "--check", "--strict", "SHA256SUMS"],
        cwd=built / "10", capture_output=True, text=True, check=False,
    )  # fmt: skip

    files = manifest_of(built)["files"]
    assert checked.returncode == 0
    assert checked.stdout.splitlines() == [f"{file['name']}: OK" for file in files]
    assert [file["size"] for file in files] == [
        (built / "10" / file["name"]).stat().st_size for file in files
    ]


def test_the_same_release_gives_the_same_bytes(built, own_folder):
    run("build_bulk_files", "--parquet")

    once, again = (
        {path.name: path.read_bytes() for path in (folder / "10").iterdir()}
        for folder in (built, own_folder)
    )
    assert again == once
