"""The SVG: whole, named, safe to put into any page, and asking nobody for anything."""

import re
from collections import Counter

import pytest

from incidents.charts.spec import DEMO
from incidents.charts.svg import finished
from tests.charts.drawings import BURGLARIES, SVG, spec_of, svg_of, texts_of

FORMS = {
    "one figure": BURGLARIES + "&month=2023-01",
    "nothing held": BURGLARIES + "&month=1999-01",
    "a line": BURGLARIES + "&group_by=month",
    "panels": BURGLARIES + "&group_by=ward,month",
    "bars": BURGLARIES + "&group_by=ward",
    "a map": BURGLARIES + "&group_by=ward&chart=map",
}
each_form = pytest.mark.parametrize("address", FORMS.values(), ids=FORMS)


@each_form
def test_drawing_has_a_name_and_a_description(client, address):
    root, spec = svg_of(client, address), spec_of(client, address)

    title, description = root[0], root[1]
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
    assert title.text == spec["usermeta"]["meta"]["description"]
    assert description.text == spec["description"]


@each_form
def test_ids_are_the_drawings_own(client, address):
    other = svg_of(client, BURGLARIES + "&group_by=quarter")
    root = svg_of(client, address)

    mine, theirs = ([e.get("id") for e in each.iter() if e.get("id")] for each in (root, other))

    assert max(Counter(mine).values()) == 1
    assert not {*mine} & {*theirs}


@each_form
def test_drawing_has_the_same_bytes_whatever_was_drawn_before(client, address):
    first = client.get(address.format(".svg"))
    client.get(FORMS["a map"].format(".svg") + "&width=300")

    again = client.get(address.format(".svg"))

    assert (again.status_code, again.content) == (200, first.content)


@each_form
def test_drawing_has_no_script_and_asks_nobody(client, address):
    root = svg_of(client, address)

    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    values = [value for element in root.iter() for value in element.attrib.values()]
    assert tags <= {"svg", "title", "desc", "g", "path", "rect", "line", "text", "tspan", "defs",
                    "clipPath", "linearGradient", "stop"}  # fmt: skip
    assert not [
        name for e in root.iter() for name in e.attrib if re.match(r"on|.*href|style", name)
    ]
    assert not [value for value in values if "http" in value or "javascript" in value]
    assert {e.get("font-family") for e in root.iter(f"{SVG}text")} == {
        "Liberation Sans, Arial, Helvetica, sans-serif"
    }


@each_form
@pytest.mark.parametrize("width", [280, 640, 1600])
def test_drawing_is_as_wide_as_asked(client, address, width):
    root = svg_of(client, f"{address}&width={width}")

    assert root.get("width") == str(width)
    assert root.get("viewBox") == f"0 0 {width} {root.get('height')}"


@each_form
def test_source_licence_and_release_are_printed(client, address):
    shown = " ".join(texts_of(svg_of(client, address)))

    assert "Source: Havering Safety, release 10. Contains public sector information" in shown
    assert "Open Government Licence v3.0" in shown
    assert DEMO not in shown


HOSTILE = '"><script>alert(1)</script>\'&]]>{{7*7}} url(#clip0) id="x"'


def test_hostile_search_comes_out_as_text(client):
    address = BURGLARIES.format("{}") + "&search=%22%3E%3Cscript%3Ealert(1)%3C/script%3E%27%26]]%3E"

    root = svg_of(client, address)

    assert not [e for e in root.iter() if e.tag.endswith("script")]
    assert "<script>alert(1)</script>'&]]>" in root[0].text
    assert "<script>" in " ".join(texts_of(root))


def test_words_of_a_drawing_are_never_taken_for_ids():
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><defs><clipPath id="clip0"/></defs>'
        '<g clip-path="url(#clip0)"><text>id="clip0" url(#clip0) &lt;b&gt;</text></g></svg>'
    )

    svg = finished(drawing, title=HOSTILE, description=HOSTILE, identity="c1", width=10)

    assert 'id="c1-0"' in svg
    assert 'clip-path="url(#c1-0)"' in svg
    assert '<text>id="clip0" url(#clip0) &lt;b&gt;</text>' in svg
    assert "<script" not in svg


def test_words_without_a_blank_are_cut_to_the_width(client):
    word = "x" * 200

    root = svg_of(client, f"{BURGLARIES}&search={word}&width=280")

    assert root.get("width") == "280"
    assert word in root[0].text
