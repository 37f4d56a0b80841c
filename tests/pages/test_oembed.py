"""oEmbed: the frame that stands for a page, its size kept to, and nothing for what is no page of ours."""

from html import unescape
from urllib.parse import quote
from xml.etree import ElementTree as Xml

import pytest
from django.conf import settings

from tests.pages.reading import Reader, read_page
from tests.problems import faults_of, read_problem

pytestmark = pytest.mark.usefixtures("winter")

HOME = settings.PUBLIC_URL
BY_WARD = f"{HOME}/explore?dataset=incidents&crime_type=robbery&group_by=ward"


def ask(client, url, **more):
    return client.get("/oembed", {"url": url, **more})


def frame_in(answer):
    """Return the attributes of the one element in an answer's HTML."""
    ((tag, attributes),) = Reader(answer["html"]).elements
    assert tag == "iframe"
    return attributes


def test_a_question_is_a_chart_in_a_frame(client):
    response = ask(client, BY_WARD)

    assert response["Content-Type"] == "application/json"
    assert response.json() == {
        "version": "1.0",
        "type": "rich",
        "title": "Robberies in Havering, by ward",
        "provider_name": "Havering Safety",
        "provider_url": HOME,
        "cache_age": 300,
        "width": 640,
        "height": 640,
        "html": (
            f'<iframe src="{HOME}/embed/chart?dataset=incidents&amp;crime_type=robbery&amp;group_by=ward" '
            'title="Robberies in Havering, by ward" width="640" height="640" frameborder="0" '
            'loading="lazy"></iframe>'
        ),
    }


def test_xml_says_what_json_says(client):
    response = ask(client, BY_WARD, format="xml")
    root = Xml.fromstring(response.content)

    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert root.tag == "oembed"
    assert {one.tag: one.text for one in root} == {
        name: str(value) for name, value in ask(client, BY_WARD).json().items()
    }


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/explore?dataset=incidents&month=2023-12", "figure"),
        ("/explore?dataset=incidents&group_by=month&_=1&utm_source=x", "chart"),
        ("/explore?dataset=incidents&group_by=ward,month,crime_type", "table"),
        ("/explore?dataset=incidents&group_by=month&release=3", "chart"),
        ("/wards", "chart"),
        ("/wards/upminster", "chart"),
        ("/wards/upminster?release=4", "chart"),
    ],
)
def test_the_frame_shows_what_the_page_is_about(client, path, kind):
    answer = ask(client, HOME + path).json()

    address = frame_in(answer)["src"].removeprefix(HOME)
    page = read_page(client.get(address))

    assert address.startswith(f"/embed/{kind}?")
    assert answer["title"] in page.text
    assert ("release=" in address) == ("release=" in path)


@pytest.mark.parametrize("bound", [1, 200, 639])
def test_frame_is_no_larger_than_the_room_there_is(client, bound):
    answer = ask(client, BY_WARD, maxwidth=bound, maxheight=bound).json()

    assert (answer["width"], answer["height"]) == (bound, bound)
    assert (frame_in(answer)["width"], frame_in(answer)["height"]) == (str(bound), str(bound))


@pytest.mark.parametrize("room", ["0", "-1", "ten", "", "1.5"])
def test_room_that_is_no_number_is_refused(client, room):
    assert faults_of(ask(client, BY_WARD, maxwidth=room)) == [("maxwidth", room, "invalid")]


UNKNOWN = {
    "another site": "https://example.com/explore?group_by=ward",
    "a site that begins like ours": f"{HOME}.example.com/explore?group_by=ward",
    "a page without figures": f"{HOME}/docs",
    "the form": f"{HOME}/explore",
    "the form of a release": f"{HOME}/explore?release=2",
    "a slip": f"{HOME}/explore?ward=upminstr",
    "no such ward": f"{HOME}/wards/nowhere",
    "a look-up": f"{HOME}/wards?postcode=RM1+3BB",
    "no such release": f"{HOME}/explore?group_by=ward&release=99",
    "a script": "javascript:alert(1)",
    "no address": "http://[",
    "bytes": f"{HOME}/explore?search=\x00",
    "too many parameters": f"{HOME}/explore?{'a=1&' * 1_001}",
}


@pytest.mark.parametrize("url", UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_no_page_with_figures_is_not_found(client, url):
    read_problem(ask(client, url), "not-found")


def test_an_address_is_needed(client):
    assert faults_of(client.get("/oembed")) == [("url", None, "empty")]


@pytest.mark.parametrize("form", ["html", "JSON", ""])
def test_other_formats_are_not_implemented(client, form):
    response = ask(client, BY_WARD, format=form)

    read_problem(response, "not-implemented")
    assert response.status_code == 501


def test_what_consumers_send_beside_is_ignored(client):
    assert ask(client, BY_WARD, dnt="1", theme="dark").json() == ask(client, BY_WARD).json()


HOSTILE = ["<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "{{7*7}}]]><!--"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_an_address_stays_text(client, text):
    url = f"{HOME}/explore?dataset=incidents&search={quote(text)}"
    answer = ask(client, url).json()
    attributes = frame_in(answer)

    assert {*attributes} == {"src", "title", "width", "height", "frameborder", "loading"}
    assert text in attributes["title"]
    assert attributes["src"].endswith(f"search={quote(text, safe='')}")
    root = Xml.fromstring(ask(client, url, format="xml").content)
    assert root.findtext("html") == answer["html"]


@pytest.mark.parametrize(
    "path",
    ["/explore?dataset=incidents&search=a%22%3E&group_by=ward", "/wards", "/wards/upminster"],
)
def test_pages_name_their_oembed(client, path):
    page = read_page(client.get(path))
    found = {
        one["type"]: one["href"]
        for tag, one in page.elements
        if tag == "link" and "oembed" in one.get("type", "")
    }

    assert {*found} == {"application/json+oembed", "text/xml+oembed"}
    for href in found.values():
        assert client.get(unescape(href).removeprefix(HOME)).status_code == 200


def test_pages_without_an_answer_name_none(client):
    for path in ("/", "/explore", "/explore?ward=x", "/docs"):
        assert b"+oembed" not in client.get(path).content
