"""Embeds: one question in a frame, and the same for an element; never a figure that was not asked for."""

import re
from html import escape, unescape

import pytest
from django.conf import settings

from havering_safety.pages.embeds.views import KINDS, widget_integrity
from havering_safety.releases.models import Release
from tests.pages.reading import Reader, read_page
from tests.problems import faults_of

pytestmark = pytest.mark.usefixtures("winter")

WIDGET = "/embed/v1/widget.js"
BY_MONTH = "dataset=incidents&group_by=month&date_from=2023-12&date_to=2024-02"
QUESTIONS = {"chart": BY_MONTH, "figure": "dataset=incidents&month=2023-12", "table": BY_MONTH}


def texts_of(data):
    return [data["table"]["heads"], *data["table"]["rows"]]


def test_frame_and_element_show_the_figures_of_the_api_and_never_a_blank(client):
    page = read_page(client.get(f"/embed/table?{BY_MONTH}"))
    data = client.get(f"/embed/v1/table.json?{BY_MONTH}").json()

    assert page.rows == texts_of(data)
    assert page.rows == [
        ["Month", "Count"],
        ["December 2023", "12 (6.194 to 20.963)"],
        ["January 2024", "not held"],
        ["February 2024", "3 (0.619 to 8.767)"],
    ]


def test_figure_stands_with_its_interval(client):
    query = QUESTIONS["figure"] + "&measures=count,per_day"
    page = read_page(client.get(f"/embed/figure?{query}"))

    figures = client.get(f"/embed/v1/figure.json?{query}").json()["figures"]

    assert figures[0] == ["12", "Count, 95 % interval 6.194 to 20.963"]
    assert len(figures) == 2
    for text, about in figures:
        assert f"{text} {about}" in page.text


def test_figure_that_is_not_held_is_no_number(client):
    query = "dataset=incidents&month=2024-01"

    assert client.get(f"/embed/v1/figure.json?{query}").json()["figures"] == [["not held", "Count"]]
    assert "not held Count" in read_page(client.get(f"/embed/figure?{query}")).text


def test_chart_is_of_the_release_of_its_table_with_its_text_beside_it(client):
    query = "dataset=incidents&group_by=ward&chart=map"
    data = client.get(f"/embed/v1/chart.json?{query}").json()
    page = read_page(client.get(f"/embed/chart?{query}"))

    (picture,) = page.images
    drawn = client.get(data["chart"].removeprefix(settings.PUBLIC_URL)).content.decode()

    assert data["chart"] == (
        f"{settings.PUBLIC_URL}/api/v1/stats/incidents.svg?chart=map&group_by=ward&release=4"
    )
    assert picture == {"src": data["chart"] + "&width=640", "alt": data["alternative"]}
    assert data["alternative"].startswith(
        "Map. Street-level incidents in Havering, by ward. Count:"
    )
    assert escape(data["alternative"], quote=False) in drawn
    assert page.rows == texts_of(data)


@pytest.mark.parametrize("kind", KINDS)
def test_source_licence_and_permanent_link_are_there(client, kind):
    query = QUESTIONS[kind]
    data = client.get(f"/embed/v1/{kind}.json?{query}").json()
    page = read_page(client.get(f"/embed/{kind}?{query}"))

    links = [data["source"], data["permalink"], data["licence"]]

    assert page.links == links
    source, permalink, _ = (link.removeprefix(settings.PUBLIC_URL) for link in links)
    assert "release=" not in source
    assert "release=4" in permalink
    for address in (source, permalink):
        assert data["title"] in read_page(client.get(address)).text
    assert data["attribution"] in page.text


@pytest.mark.parametrize("kind", KINDS)
def test_demo_data_say_so(client, kind):
    Release.objects.update(synthetic=True)

    assert "Demo data" in client.get(f"/embed/v1/{kind}.json?{QUESTIONS[kind]}").json()["demo"]
    assert "Demo data" in read_page(client.get(f"/embed/{kind}?{QUESTIONS[kind]}")).text


REFUSED = {
    "a slip": ("chart", "ward=upminstr", ("ward", "upminstr", "unknown")),
    "no such data set": ("table", "dataset=incident", ("dataset", "incident", "unknown")),
    "a figure by ward": ("figure", "group_by=ward", ("group_by", "ward", "combination")),
    "a line of wards": ("chart", "group_by=ward&chart=line", ("chart", "line", "combination")),
    "three groups drawn": (
        "chart", "group_by=ward,month,crime_type",
        ("group_by", "ward,month,crime_type", "combination"),
    ),
    "a form of a table": ("table", "chart=map", ("chart", None, "unknown_parameter")),
    "a width": ("chart", "width=300", ("width", None, "unknown_parameter")),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "query", "fault"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_shown_is_told_in_words(client, kind, query, fault):
    problem = client.get(f"/embed/v1/{kind}.json?{query}")
    page = read_page(client.get(f"/embed/{kind}?{query}"), 400)

    assert faults_of(problem) == [fault]
    (told,) = problem.json()["errors"]
    assert told["detail"] in page.text
    assert all(near in page.text for near in told["did_you_mean"])
    assert (page.rows, page.images) == ([], [])


@pytest.mark.parametrize(
    "path", ["/embed/table?group_by=month", "/embed/table?ward=x", "/embed/no"]
)
def test_other_sites_may_frame_embeds_and_their_errors(client, path):
    response = client.get(path)

    assert "frame-ancestors *;" in response["Content-Security-Policy"] + ";"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert "Main" not in [one.get("aria-label") for _, one in read_page(
        response, response.status_code).elements]  # fmt: skip


@pytest.mark.parametrize("path", ["/", "/explore", "/wards", "/problems/gone", "/embedded"])
def test_nothing_else_can_be_framed(client, path):
    response = client.get(path)

    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


def test_pages_of_any_origin_may_read_what_the_element_needs_and_no_page(client):
    asked = {"origin": "https://council.example"}

    for path in (WIDGET, f"/embed/v1/table.json?{BY_MONTH}", "/embed/v1/table.json?ward=x"):
        assert client.get(path, headers=asked)["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get(
        f"/embed/table?{BY_MONTH}", headers=asked
    )


@pytest.mark.parametrize("path", ["/embed/table", "/embed/v1/table.json"])
def test_embed_asked_again_is_unchanged(client, path):
    first = client.get(f"{path}?{BY_MONTH}")
    again = client.get(f"{path}?{BY_MONTH}", headers={"if-none-match": first["ETag"]})
    head = client.head(f"{path}?{BY_MONTH}")

    assert (again.status_code, again.content) == (304, b"")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", first["ETag"])
    assert first["Cache-Control"] == "public, max-age=300"


def test_few_queries(client, django_assert_num_queries):
    client.get(f"/embed/v1/chart.json?{BY_MONTH}")

    # 1. the newest release; 2. the same, named; 3. the counts.
    with django_assert_num_queries(3):
        client.get(f"/embed/v1/chart.json?{BY_MONTH}")


def test_widget_is_small_and_its_integrity_is_as_documented(client):
    response = client.get(WIDGET)
    documented = (settings.BASE_DIR / "docs" / "embeds.md").read_text(encoding="utf-8")

    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert len(response.content) < 5_000
    assert b"import " not in response.content
    assert f'integrity="{widget_integrity()}"' in documented


def lines_offered(client, query):
    """Return {id: the element that a line of HTML beside an answer makes last}."""
    page = client.get(f"/explore?{query}").content.decode()
    fields = re.findall(r'<textarea id="([^"]+)"[^>]*>([^<]*)</textarea>', page)
    return {name: Reader(unescape(line)).elements for name, line in fields}


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        (BY_MONTH, ["chart", "table"]),
        (QUESTIONS["figure"], ["figure", "table"]),
        ("dataset=incidents&group_by=ward,month,crime_type", ["table"]),
        ("dataset=arrests&group_by=ward&release=2", ["chart", "table"]),
        ("dataset=incidents&group_by=month&search=%22%3E%3Cscript%3E", ["chart", "table"]),
    ],
)
def test_explorer_offers_lines_that_show_its_answer(client, query, kinds):
    offered = lines_offered(client, query)
    title = client.get(f"/embed/v1/table.json?{query}").json()["title"]

    assert [*offered] == [f"{way}-{kind}" for kind in kinds for way in ("embed", "frame")]
    for kind in kinds:
        (_, script), (name, element), (_, link) = offered[f"embed-{kind}"]
        ((_, frame),) = offered[f"frame-{kind}"]
        assert name == f"havering-safety-{kind}"
        assert script["src"] == settings.PUBLIC_URL + WIDGET
        assert script["integrity"] == widget_integrity()
        assert link["href"] == f"{settings.PUBLIC_URL}/explore?{element['query']}"
        assert frame["src"] == f"{settings.PUBLIC_URL}/embed/{kind}?{element['query']}"
        assert frame["title"] == title
        shown = client.get(f"/embed/v1/{kind}.json?{element['query']}").json()
        assert shown["title"] == title
        assert ("release=" in element["query"]) == ("release=" in query)


def test_no_line_is_offered_where_there_is_no_answer(client):
    assert lines_offered(client, "") == lines_offered(client, "ward=x") == {}
