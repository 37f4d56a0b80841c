"""An answer that was given is given again from memory: the same bytes, for the release and the words asked."""

import gzip

import pytest

from havering_safety.api.answers import answers
from havering_safety.api.coding import coding_of
from havering_safety.api.repeated import repeated
from tests.asking import INCIDENTS, serials
from tests.borough import make_incident, publish

QUERY = f"{INCIDENTS}?crime_type=robbery&page_size=2"


@pytest.fixture(autouse=True)
def kept(settings, february):
    settings.ANSWER_CACHE_BYTES = 1_000_000
    forget()
    yield
    forget()


def forget():
    """Be another process."""
    answers.clear()
    repeated.clear()


def test_second_answer_asks_for_the_release_alone(client, django_assert_num_queries):
    first = client.get(QUERY)

    # 1. the newest release
    with django_assert_num_queries(1):
        second = client.get(QUERY)

    assert second.content == first.content
    unlike = {"X-Request-ID"}
    assert {n: v for n, v in second.headers.items() if n not in unlike} == {
        n: v for n, v in first.headers.items() if n not in unlike
    }


def test_unchanged_answer_asks_for_the_release_alone(client, django_assert_num_queries):
    etag = client.get(QUERY)["ETag"]
    answers.clear()

    # 1. the newest release
    with django_assert_num_queries(1):
        response = client.get(QUERY, headers={"If-None-Match": etag})

    assert response.status_code == 304


def test_same_question_in_other_words_is_the_same_answer(client, django_assert_num_queries):
    client.get(f"{INCIDENTS}?crime_type=robbery,drugs&page=1")

    with django_assert_num_queries(1):
        client.get(f"{INCIDENTS}?page=1&crime_type=drugs&crime_type=robbery&utm_source=letter")


def test_pinned_answer_has_its_own_time_to_live(client):
    release = client.get(QUERY).json()["meta"]["release"]

    pinned = client.get(f"{QUERY}&release={release}")

    assert answers.size[0] == 1
    assert pinned["Cache-Control"] == "public, max-age=86400"
    assert client.get(QUERY)["Cache-Control"] == "public, max-age=300"


def test_new_release_is_seen_at_once(client, tmp_path):
    before = client.get(QUERY).json()

    publish(
        tmp_path, [make_incident(serial=90, Crime_type="Robbery", month="2024-03")], month="2024-03"
    )
    after = client.get(QUERY)

    assert after.json()["meta"]["release"] == before["meta"]["release"] + 1
    assert serials(after)[0] == 90


def test_new_code_answers_anew(client, settings, django_assert_num_queries):
    client.get(QUERY)
    settings.CODE_VERSION = "0123456789ab"
    repeated.clear()

    # 1. the newest release  2. the count  3. the rows
    with django_assert_num_queries(3):
        client.get(QUERY)


def test_other_public_address_answers_anew(client, settings):
    client.get(QUERY)
    settings.PUBLIC_URL = "https://other.example"
    repeated.clear()

    assert client.get(QUERY).json()["meta"]["permalink"].startswith("https://other.example/")


@pytest.mark.parametrize("query", ["crime_type=robery", "page=90", "release=77"])
def test_refusal_is_not_kept(client, query):
    statuses = [client.get(f"{INCIDENTS}?{query}").status_code for _ in range(2)]

    assert statuses[0] == statuses[1] >= 400
    assert answers.size == (0, 0)


@pytest.mark.parametrize("address", [f"{INCIDENTS}.csv", f"{INCIDENTS}.geojson", "/explore"])
def test_streams_and_pages_are_not_kept(client, address):
    assert client.get(address).getvalue()
    assert answers.size == (0, 0)


def test_head_has_the_headers_of_the_kept_answer(client):
    length = client.get(QUERY)["Content-Length"]

    response = client.head(QUERY)

    assert (response.content, response["Content-Length"]) == (b"", length)


def test_kept_answer_is_refused_to_who_does_not_take_it(client):
    client.get(QUERY)

    assert client.get(QUERY, headers={"Accept": "text/csv"}).status_code == 406


def test_kept_answer_is_read_not_posted(client):
    client.get(QUERY)

    assert client.post(QUERY).status_code == 405


def test_words_of_an_earlier_release_are_read_anew(client, tmp_path):
    """The newest release may have a ward or a value that the one before had not."""
    client.get(QUERY)
    publish(tmp_path, [make_incident(serial=90, month="2024-03")], month="2024-03")

    assert (
        client.get(QUERY).json()["meta"]["release"]
        == client.get("/api/v1").json()["meta"]["release"]
    )


def test_memory_is_bounded(client, settings):
    settings.ANSWER_CACHE_BYTES = 10_000

    for size in range(1, 20):
        client.get(f"{INCIDENTS}?page_size={size}")

    entries, kept = answers.size
    assert entries >= 1
    assert kept <= 10_000


def test_large_answer_is_not_kept(client, settings):
    settings.ANSWER_CACHE_LARGEST = 100

    client.get(QUERY)

    assert answers.size == (0, 0)


def test_packed_answer_is_the_same_answer(client):
    plain = client.get(QUERY)

    packed = client.get(QUERY, headers={"Accept-Encoding": "br, gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["Content-Length"] == str(len(packed.content))
    assert packed["ETag"] != plain["ETag"]
    assert {name.strip() for name in packed["Vary"].lower().split(",")} == {
        "origin", "accept-encoding",
    }  # fmt: skip
    assert packed["Vary"] == plain["Vary"]


def test_packed_answer_is_packed_once(client, monkeypatch):
    first = client.get(QUERY, headers={"Accept-Encoding": "gzip"})
    monkeypatch.setattr(gzip, "compress", None)

    second = client.get(QUERY, headers={"Accept-Encoding": "gzip"})

    assert second.content == first.content


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("br;q=1.0, GZIP;q=0.5", "gzip"),
        ("*", "gzip"),
        ("gzip;q=0", None),
        ("gzip; q=0.000, br", None),
        ("gzip;q=0.001", "gzip"),
        ("br", None),
        ("x-gzip-not", None),
        ("", None),
        ("identity", None),
    ],
)
def test_coding_is_what_the_client_takes(client, accepted, coding):
    response = client.get(QUERY, headers={"Accept-Encoding": accepted})

    assert response.get("Content-Encoding") == coding


def test_answer_for_one_coding_is_not_unchanged_in_another(client):
    plain = client.get(QUERY)["ETag"]

    response = client.get(QUERY, headers={"Accept-Encoding": "gzip", "If-None-Match": plain})

    assert response.status_code == 200


def test_picture_is_not_packed_again(rf):
    request = rf.get("/", headers={"Accept-Encoding": "gzip"})

    assert coding_of(request, "image/png") is None
    assert coding_of(request, "image/svg+xml") == "gzip"
