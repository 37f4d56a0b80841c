"""Only whole files of the present state are served: nothing of before a redaction, nothing beside the folder."""

import json
import os
import tracemalloc
from pathlib import Path

import pytest

from havering_safety.releases.models import Release
from tests.bulk.test_contents import manifest_of
from tests.importing import run
from tests.problems import faults_of, read_problem

NAME = "havering-safety-release-3.sqlite"


@pytest.fixture
def own(own_folder):
    """Build release 3 in a folder of the test's own."""
    run("build_bulk_files", "--no-parquet", "--release=3")
    return own_folder


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        (
            "/bulk/10/other.sqlite",
            "Release 10 has these files: havering-safety-release-10.sqlite, ",
        ),
        ("/bulk/10/..", "Release 10 has these files: "),
        ("/bulk/10/%2e%2e%2fmanifest.json", "There is nothing at this address"),
        ("/bulk/10/..%2f3%2fmanifest.json", "There is nothing at this address"),
        ("/bulk/10/%00", "Release 10 has these files: "),
        ("/bulk/../etc/passwd", "There is nothing at this address"),
        (
            "/bulk/4/manifest.json",
            "There are no files of release 4; there are of 10, 3. "
            "`manage.py build_bulk_files --release 4` makes them.",
        ),
        ("/bulk/11/manifest.json", "There is no release 11."),
        (f"/bulk/{10**30}/manifest.json", f"There is no release {10**30}."),
        ("/bulk/builds/x", "There is nothing at this address"),
        ("/bulk/.lock", "There is nothing at this address"),
    ],
)
def test_what_is_not_there_is_told(client, address, detail):
    assert read_problem(client.get(address), "not-found")["detail"].startswith(detail)


def test_nothing_is_served_where_nothing_was_built(client, own_folder):
    assert client.get("/bulk").json()["releases"] == []
    assert read_problem(client.get("/bulk/3/manifest.json"), "not-found")["detail"] == (
        "There are no files of release 3; there are of no release. "
        "`manage.py build_bulk_files --release 3` makes them."
    )


def test_a_filter_is_refused_and_never_ignored(client):
    assert faults_of(client.get("/bulk/3/manifest.json?ward=upminster")) == [
        ("ward", "upminster", "unknown")
    ]
    assert client.get("/bulk/3/manifest.json?utm_source=x").status_code == 200


def test_files_of_before_a_redaction_are_not_served_until_made_anew(client, own):
    manifest = manifest_of(own, "3") | {"redaction": 7}
    (own / "3" / "manifest.json").write_text(json.dumps(manifest))

    refused = read_problem(client.get(f"/bulk/3/{NAME}"), "not-found")["detail"]
    listed = client.get("/bulk").json()["releases"]
    # Another release is built, and the outdated one with it.
    said = run("build_bulk_files", "--no-parquet")

    assert refused == (
        "The files of release 3 are of a state that is no longer published, and are not served "
        "until they are made anew. `manage.py build_bulk_files --release 3` makes them."
    )
    assert listed == []
    assert said.count("Release ") == 2
    for number in ("3", "10"):
        assert client.get(f"/bulk/{number}/manifest.json").json()["redaction"] == 0
    assert len(list((own / "builds").iterdir())) == 2


def test_files_of_another_history_are_neither_served_nor_kept(client, own):
    (own / "3").rename(own / "11")
    moved = manifest_of(own, "11")

    assert moved["release"] == 3
    read_problem(client.get(f"/bulk/11/{NAME}"), "not-found")
    said = run("build_bulk_files", "--no-parquet", "--release=2")

    assert said.startswith("Release 11 is not in this database: its files are gone.\n")
    assert sorted(path.name for path in own.iterdir()) == [".lock", "2", "builds"]
    assert len(list((own / "builds").iterdir())) == 1


def test_a_release_restored_otherwise_has_no_files(client, own):
    Release.objects.filter(number=3).update(created_at="2020-01-01T00:00:00Z")

    read_problem(client.get(f"/bulk/3/{NAME}"), "not-found")


def test_a_file_cut_short_is_an_error_and_never_half_a_file(client, own, caplog):
    path = own / "3" / NAME
    os.truncate(path, 100)

    read_problem(client.get(f"/bulk/3/{NAME}"), "internal-error")

    assert "is not of the size in its manifest" in caplog.text


def test_invented_data_say_so_in_the_name_of_every_file(client, own):
    Release.objects.update(synthetic=True)

    run("build_bulk_files", "--no-parquet", "--release=3")

    manifest = client.get("/bulk/3/manifest.json").json()
    assert manifest["synthetic"] is True
    assert [file["name"] for file in manifest["files"]] == [
        "synthetic-demo-havering-safety-release-3.sqlite",
        "synthetic-demo-havering-safety-release-3-csv.zip",
    ]


def test_memory_stays_flat_whatever_the_size(client, own):
    """A file of two gigabytes, which takes no room on the disk."""
    size = 2 * 1024**3
    path, folder = own / "3" / NAME, own / "3"
    os.truncate(path, size)
    manifest = manifest_of(own, "3")
    manifest["files"][0]["size"] = size
    Path(folder, "manifest.json").write_text(json.dumps(manifest))

    tracemalloc.start()
    response = client.get(f"/bulk/3/{NAME}", headers={"range": f"bytes={size - 2 * 10**8}-"})
    received = sum(map(len, response.streaming_content))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    response.close()

    assert received == 2 * 10**8
    assert peak < 2 * 1024**2


def test_a_download_begun_before_a_new_build_ends_as_it_began(client, own):
    before = (own / "3" / NAME).read_bytes()
    response = client.get(f"/bulk/3/{NAME}")
    first = next(response.streaming_content)

    Release.objects.update(synthetic=True)
    run("build_bulk_files", "--no-parquet", "--release=3")

    assert first + b"".join(response.streaming_content) == before
    response.close()
