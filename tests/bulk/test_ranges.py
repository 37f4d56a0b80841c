"""Bulk files over HTTP: whole, in parts, unchanged; with headers that tell what they are."""

import base64
import hashlib
import json

import pytest

from tests.problems import read_problem

NAME = "havering-safety-release-10.sqlite"
ADDRESS = f"/bulk/10/{NAME}"


@pytest.fixture(scope="module")
def content(built):
    return (built / "10" / NAME).read_bytes()


def test_a_file_is_sent_whole(client, content):
    response = client.get(ADDRESS)

    assert response.status_code == 200
    assert response.getvalue() == content
    digest = hashlib.sha256(content)
    assert {name: response[name] for name in HEADERS} == {
        "Content-Type": "application/vnd.sqlite3",
        "Content-Length": str(len(content)),
        "Accept-Ranges": "bytes",
        "Repr-Digest": f"sha-256=:{base64.b64encode(digest.digest()).decode()}:",
        "ETag": f'"{digest.hexdigest()[:32]}"',
        "Cache-Control": "public, max-age=86400, no-transform",
        "Content-Disposition": f'attachment; filename="{NAME}"',
        "Link": (
            f'<http://localhost:8000{ADDRESS}>; rel="canonical", '
            '<http://localhost:8000/bulk/10/manifest.json>; rel="describedby", '
            "<https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/>; "
            'rel="license"'
        ),
    }


HEADERS = (
    "Content-Type", "Content-Length", "Accept-Ranges", "Repr-Digest", "ETag", "Cache-Control",
    "Content-Disposition", "Link",
)  # fmt: skip


def test_head_has_the_same_headers_and_no_body(client):
    whole, head = client.get(ADDRESS), client.head(ADDRESS, headers={"range": "bytes=0-9"})

    assert (head.status_code, head.content) == (200, b"")
    assert {name: head[name] for name in HEADERS} == {name: whole[name] for name in HEADERS}
    whole.close()


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-99", 0, 100),
        ("bytes=100-", 100, None),
        ("bytes=-100", -100, None),
        ("bytes=5-99999999999", 5, None),
        ("bytes=-99999999999", 0, None),
        ("BYTES=10-19", 10, 20),
    ],
)
def test_a_part_is_sent(client, content, asked, start, stop):
    response = client.get(ADDRESS, headers={"range": asked})

    expected = content[start:stop]
    first = start if start >= 0 else len(content) + start
    assert response.status_code == 206
    assert response.getvalue() == expected
    assert response["Content-Range"] == f"bytes {first}-{first + len(expected) - 1}/{len(content)}"
    assert response["Content-Length"] == str(len(expected))
    assert response["Repr-Digest"] == client.head(ADDRESS)["Repr-Digest"]


@pytest.mark.parametrize(
    "asked",
    ["bytes=0-1,5-6", "bytes=9-3", "bytes=", "bytes=-", "bytes=a-b", "lines=0-1", "bytes 0-1",
     "bytes=--1", "bytes=1-2-3", "bytes=٠-٩", "bytes=" + "9" * 4000 + "-"],
)  # fmt: skip
def test_what_is_no_single_range_is_answered_whole(client, content, asked):
    response = client.get(ADDRESS, headers={"range": asked})

    assert response.status_code == 200
    assert response["Content-Length"] == str(len(content))
    assert "Content-Range" not in response
    response.close()


@pytest.mark.parametrize("asked", ["bytes={0}-", "bytes={0}-{1}", "bytes=-0"])
def test_a_range_beyond_the_end_is_refused_with_the_size(client, content, asked):
    asked = asked.format(len(content), len(content) + 5)

    response = client.get(ADDRESS, headers={"range": asked})

    read_problem(response, "range-not-satisfiable")
    assert response["Content-Range"] == f"bytes */{len(content)}"


def test_a_download_is_resumed_only_where_the_file_is_the_same(client):
    first = client.head(ADDRESS)
    same = (first["ETag"], first["Last-Modified"])
    other = ('"0"', f"W/{first['ETag']}", "Thu, 01 Jan 2026 00:00:00 GMT")

    def status_of(condition):
        response = client.get(ADDRESS, headers={"range": "bytes=5-9", "if-range": condition})
        response.close()
        return response.status_code

    assert [status_of(condition) for condition in same + other] == [206, 206, 200, 200, 200]


def test_an_unchanged_file_is_not_sent_again(client):
    etag = client.head(ADDRESS)["ETag"]

    for headers in ({}, {"range": "bytes=0-9"}):
        response = client.get(ADDRESS, headers=headers | {"if-none-match": etag})

        assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("havering-safety-release-10-csv.zip", "application/zip"),
        ("havering-safety-release-10-wards.parquet", "application/vnd.apache.parquet"),
        ("manifest.json", "application/json"),
        ("SHA256SUMS", "text/plain; charset=utf-8"),
    ],
)
def test_every_file_has_its_media_type(client, built, name, media_type):
    response = client.get(f"/bulk/10/{name}")

    assert response["Content-Type"] == media_type
    assert response.getvalue() == (built / "10" / name).read_bytes()


def test_the_index_names_the_releases_that_have_files(client, built):
    body = client.get("/bulk").json()

    manifests = [
        json.loads((built / number / "manifest.json").read_text()) for number in ["10", "3"]
    ]
    names = ("release", "released_at", "synthetic", "manifest")
    assert body["releases"] == [{name: one[name] for name in names} for one in manifests]


def test_other_origins_may_read_parts_and_digests(client):
    response = client.head(ADDRESS, headers={"origin": "https://example.org"})

    exposed = response["Access-Control-Expose-Headers"].split(", ")
    assert {"Content-Range", "Accept-Ranges", "Repr-Digest"} <= {*exposed}


def test_other_methods_are_refused(client):
    assert read_problem(client.post(ADDRESS), "method-not-allowed")["detail"]
    assert client.options(ADDRESS)["Allow"] == "GET, HEAD, OPTIONS"
