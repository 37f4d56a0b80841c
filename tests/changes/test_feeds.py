"""Feeds: of releases, and of what they changed in the answer to a query."""

import json
from xml.etree import ElementTree as ET

import pytest

from havering_safety.releases.models import Release
from tests.borough import RAINHAM, make_incident, publish
from tests.problems import faults_of

RELEASES, INCIDENTS = "/api/v1/releases", "/api/v1/incidents"
ATOM = "{http://www.w3.org/2005/Atom}"
REQUIRED = {"id", "title", "updated"}


def atom(client, address):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml")
    return ET.fromstring(response.content)


def json_feed(client, address):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/feed+json")
    return response.json()


def text_of(node, name):
    return node.findtext(f"{ATOM}{name}")


def links_of(node):
    return {link.get("rel"): link.get("href") for link in node.findall(f"{ATOM}link")}


def members_of(node):
    return {child.tag.removeprefix(ATOM) for child in node}


@pytest.mark.parametrize("address", [RELEASES, INCIDENTS])
@pytest.mark.usefixtures("february")
def test_atom_has_all_that_it_must_have(client, address):
    feed = atom(client, f"{address}.atom")

    entries = feed.findall(f"{ATOM}entry")
    assert members_of(feed) >= REQUIRED | {"author", "link", "rights"}
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Havering Safety"
    assert links_of(feed) == {
        "self": f"http://localhost:8000{address}.atom", "alternate": f"http://localhost:8000{address}",
    }  # fmt: skip
    assert len(entries) >= 3
    assert all(members_of(entry) == REQUIRED | {"link", "summary"} for entry in entries)
    ids = [text_of(node, "id") for node in (feed, *entries)]
    assert len({*ids}) == len(ids)
    assert all(one.startswith("tag:localhost,2024:/api/v1/") for one in ids)
    assert text_of(feed, "updated") == text_of(entries[0], "updated")


@pytest.mark.parametrize("address", [RELEASES, f"{INCIDENTS}?ward=st-edwards"])
@pytest.mark.usefixtures("february")
def test_json_feed_tells_what_atom_tells(client, address):
    path, _, query = address.partition("?")

    feed = json_feed(client, f"{path}.feed.json?{query}")
    entries = atom(client, f"{path}.atom?{query}").findall(f"{ATOM}entry")

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    told = [
        (text_of(one, "id"), text_of(one, "title"), links_of(one)["alternate"]) for one in entries
    ]
    assert [(item["id"], item["title"], item["url"]) for item in feed["items"]] == told


@pytest.mark.usefixtures("february")
def test_release_is_told_in_plain_words(client):
    made = Release.objects.get(number=4).created_at

    (first, *_) = json_feed(client, f"{RELEASES}.feed.json")["items"]

    assert first == {
        "id": "tag:localhost,2024:/api/v1/releases/4",
        "url": "http://localhost:8000/api/v1/releases/4?release=4",
        "title": "Release 4: Police archive: 1 rows added, 1 revised, 1 withdrawn",
        "content_text": (
            f"Release 4, {made:%-d %B %Y}: Police archive: 1 rows added, 1 revised, 1 withdrawn. "
            "What changed, row by row: "
            "http://localhost:8000/api/v1/releases/4/changes?release=4&since=3"
        ),
        "date_published": made.isoformat().replace("+00:00", "Z"),
    }


def told_of(client, query):
    """Return (release, title after its colon) of every entry of a query's feed."""
    items = json_feed(client, f"{INCIDENTS}.feed.json?{query}")["items"]
    return [
        (item["url"].partition("release=")[2][0], item["title"].rpartition(": ")[2])
        for item in items
    ]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("", [("4", "1 added, 1 revised and 1 withdrawn"), ("3", "2 added"), ("2", "5 added")]),
        ("ward=rainham-wennington", [("3", "1 added"), ("2", "1 added")]),
        ("ward=rainham-wennington&release=2", [("2", "1 added")]),
        ("crime_type=anti-social-behaviour", [("4", "1 withdrawn"), ("2", "1 added")]),
        ("month=2024-02&ward=st-edwards", [("3", "1 added")]),
        # A revision brought one row in, and so took it from where it was.
        ("last_outcome_category=suspect-charged", [("4", "1 revised")]),
        ("last_outcome_category=under-investigation&ward=st-edwards&month=2024-01",
         [("4", "1 added and 1 revised"), ("2", "1 added")]),
        ("crime_type=public-order", []),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("february")
def test_query_is_told_what_each_release_changed(client, query, told):
    assert told_of(client, query) == told


@pytest.mark.usefixtures("february")
def test_entry_leads_to_the_list_as_it_was(client):
    (item,) = json_feed(client, f"{INCIDENTS}.feed.json?month=2024-02&ward=st-edwards")["items"]

    body = client.get(item["url"].removeprefix("http://localhost:8000")).json()

    assert body["count"] == 1
    assert body["meta"]["release"] == 3
    assert item["title"] == "Street-level incidents in St Edward's, February 2024: 1 added"


@pytest.mark.parametrize("address", [f"{RELEASES}.atom", f"{INCIDENTS}.feed.json?ward=upminster"])
@pytest.mark.usefixtures("january")
def test_later_releases_leave_entries_as_they_were(client, tmp_path, address):
    before = client.get(address)
    kept = client.get(address + ("&" if "?" in address else "?") + "release=2")
    publish(tmp_path, [make_incident(RAINHAM, serial=9, month="2024-02")], month="2024-02")

    after = client.get(address)

    assert kept.content == before.content
    assert (
        client.get(address + ("&" if "?" in address else "?") + "release=2").content == kept.content
    )
    assert after["ETag"] != before["ETag"]
    assert _entries(before) == _entries(after)[-len(_entries(before)) :]


def _entries(response):
    if response["Content-Type"].endswith("json"):
        return json.loads(response.content)["items"]
    return [ET.tostring(one) for one in ET.fromstring(response.content).findall(f"{ATOM}entry")]


HOSTILE = [
    "<script>alert(1)</script>",
    "]]><x a='",
    "&lt;&amp;",
    "\ufffe\uffff",
    "a\u2028b\U0001ffff",
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.usefixtures("january")
def test_hostile_words_come_out_as_words(client, text):
    response = client.get(f"{INCIDENTS}.atom", {"search": text})

    feed = ET.fromstring(response.content)
    shown = text.translate(dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd"))
    assert shown in text_of(feed, "title")
    assert (
        "script>" not in response.content.decode() or "&lt;script&gt;" in response.content.decode()
    )
    assert "<script>" not in response.content.decode()
    assert json_feed_title(client, text).count(text) == 1


def json_feed_title(client, text):
    return client.get(f"{INCIDENTS}.feed.json", {"search": text}).json()["title"]


@pytest.mark.parametrize("ending", [".atom", ".feed.json"])
@pytest.mark.usefixtures("january")
def test_feed_held_already_is_not_sent_again(client, ending, django_assert_num_queries):
    held = client.get(f"{INCIDENTS}{ending}")

    # The newest release.
    with django_assert_num_queries(1):
        again = client.get(f"{INCIDENTS}{ending}", headers={"If-None-Match": held["ETag"]})

    assert again.status_code == 304
    assert held["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("page=2", ("page", None, "unknown_parameter")),
        ("crime_type=robery", ("crime_type", "robery", "unknown")),
        ("ward=", ("ward", "", "empty")),
    ],
)
@pytest.mark.usefixtures("january")
def test_query_of_a_feed_is_read_as_strictly_as_that_of_the_list(client, query, fault):
    assert faults_of(client.get(f"{INCIDENTS}.atom?{query}")) == [fault]


@pytest.mark.django_db
@pytest.mark.parametrize("address", [RELEASES, INCIDENTS])
def test_feed_of_nothing_is_a_feed(client, address):
    feed = atom(client, f"{address}.atom")

    assert text_of(feed, "updated") == "2000-01-01T00:00:00+00:00"
    assert feed.findall(f"{ATOM}entry") == []


@pytest.mark.usefixtures("february")
def test_feed_takes_few_queries(client, django_assert_num_queries):
    client.get(f"{INCIDENTS}?ward=upminster")

    # 1. the newest release  2. what was opened  3. what was closed  4. the releases
    with django_assert_num_queries(4):
        client.get(f"{INCIDENTS}.atom?ward=upminster")


@pytest.mark.usefixtures("january")
def test_demo_says_in_every_entry_that_it_is_one(client):
    Release.objects.update(synthetic=True)

    for address in (RELEASES, INCIDENTS):
        feed = json_feed(client, f"{address}.feed.json")
        texts = [feed["description"], *(item["content_text"] for item in feed["items"])]
        assert all("Demo data: every row is invented." in text for text in texts)


@pytest.mark.parametrize(("page", "feeds"), [("/", 1), ("/wards/upminster", 2)])
@pytest.mark.usefixtures("january")
def test_pages_name_the_feeds_of_what_they_show(client, page, feeds):
    head = client.get(page).content.decode().partition("</head>")[0]

    found = [link for link in head.split("<link ") if "application/atom+xml" in link]
    assert len(found) == feeds
    for link in found:
        address = link.partition('href="')[2].partition('"')[0].replace("&amp;", "&")
        assert client.get(address).status_code == 200


@pytest.mark.usefixtures("january")
def test_explorer_offers_the_feed_of_the_rows_that_it_counts(client):
    page = client.get("/explore?dataset=incidents&ward=upminster&group_by=month").content.decode()

    (address,) = {
        part.partition('"')[0] for part in page.split('href="') if ".atom?ward" in part[:80]
    }
    assert address == f"http://localhost:8000{INCIDENTS}.atom?ward=upminster"
