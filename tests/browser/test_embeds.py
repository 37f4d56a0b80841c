"""Embeds on a page of another origin, under its strict policy: elements, and frames without a script."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.browser.accessibility import overflow, violations

pytestmark = pytest.mark.xdist_group("browser")

BY_TYPE = "dataset=incidents&ward=st-edwards&group_by=crime_type&date_from=2024-10&date_to=2024-12"
ONE = "dataset=incidents&ward=st-edwards&crime_type=robbery&date_from=2024-10&date_to=2024-12"
# Nothing inline, no markup from texts, and the service for what docs/embeds.md names.
POLICY = (
    "default-src 'none'; style-src 'none'; script-src {0}; connect-src {0}; img-src {0}; frame-src {0}; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Council</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script type="module" src="{}/embed/v1/widget.js"></script></head><body><main>{}</main></body></html>"""


@contextmanager
def other_site(server, body):
    """Serve a page from another origin, with a policy that allows it the service and nothing else."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", POLICY.format(server))
            self.end_headers()
            self.wfile.write(PAGE.format(server, body).encode())

        def log_message(self, *words):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as site:
        threading.Thread(target=site.serve_forever).start()
        try:
            yield f"http://127.0.0.1:{site.server_port}/"
        finally:
            site.shutdown()


def element(kind, query):
    words = "a link of the page itself"
    escaped = query.replace("&", "&amp;")
    return f'<havering-safety-{kind} query="{escaped}"><p>{words}</p></havering-safety-{kind}>'


def frame(server, kind, query):
    address = f"{server}/embed/{kind}?{query}".replace("&", "&amp;")
    return f'<iframe title="{kind}" src="{address}" width="300" height="150"></iframe>'


def test_elements_show_their_answers_under_the_policy_of_another_site(server, open_page):
    asked = {"chart": BY_TYPE, "figure": ONE, "table": BY_TYPE}
    body = "".join(element(kind, query) for kind, query in asked.items())
    with other_site(server, body) as address:
        page = open_page(address, width=320)
        table = page.locator("havering-safety-table table")
        table.wait_for()
        answers = {
            kind: page.request.get(f"{server}/embed/v1/{kind}.json?{query}").json()
            for kind, query in asked.items()
        }

        rows = [row.locator("th, td").all_inner_texts() for row in table.locator("tr").all()]
        assert rows == [answers["table"]["table"]["heads"], *answers["table"]["table"]["rows"]]
        ((figure, about),) = answers["figure"]["figures"]
        assert f"{figure} {about}" in page.locator("havering-safety-figure figure").inner_text()
        picture = page.locator("havering-safety-chart img")
        page.wait_for_function("image => image.complete", arg=picture.element_handle())
        assert picture.evaluate("image => image.naturalWidth") > 0
        assert picture.get_attribute("src") == answers["chart"]["chart"] + "&width=280"
        assert picture.get_attribute("alt") == answers["chart"]["alternative"]
        assert page.get_by_text("Demo data").count() == 3
        assert page.get_by_role("link", name="Permanent link").count() == 3
        assert (overflow(page), violations(page)) == (0, [])


def test_element_asked_anew_shows_nothing_of_the_question_before(server, open_page):
    with other_site(server, element("table", BY_TYPE)) as address:
        page = open_page(address, refused="/embed/v1/table.json?ward=st-edwrds")
        shown = page.locator("havering-safety-table")
        shown.get_by_role("table").wait_for()

        shown.evaluate("element => element.setAttribute('query', 'ward=st-edwrds')")

        told = shown.get_by_role("alert")
        told.wait_for()
        assert "There is no ward 'st-edwrds'. Did you mean st-edwards" in told.inner_text()
        assert shown.get_by_role("table").count() == 0


def test_chart_that_cannot_be_drawn_gives_way_to_its_figures(open_page):
    page = open_page("/problems/gone", refused="/api/v1/stats/incidents.svg")
    page.clock.install()
    page.route("**/*.svg?*", lambda route: route.fulfill(status=429))
    page.evaluate("import('/embed/v1/widget.js')")

    page.evaluate("html => { document.body.innerHTML = html }", element("chart", BY_TYPE))
    told = page.get_by_text("The chart cannot be drawn now.")
    # It asks again a few times, seconds apart.
    for _ in range(100):
        page.clock.run_for(8_000)
        # The answers themselves take real time.
        page.wait_for_timeout(50)
        if told.count():
            break

    assert told.is_visible()
    assert page.get_by_role("table").is_visible()


def test_without_script_frames_show_the_same(server, open_page):
    asked = {"chart": BY_TYPE, "figure": ONE, "table": BY_TYPE}
    body = "".join(frame(server, kind, query) for kind, query in asked.items())
    with other_site(server, body + element("table", ONE)) as address:
        page = open_page(address, script=False)
        for kind in asked:
            inside = page.frame_locator(f"iframe[title={kind}]")
            inside.get_by_text("Demo data: every row is invented.").wait_for()
            assert inside.get_by_role("link", name="Permanent link").count() == 1
        assert page.frame_locator("iframe[title=figure]").locator(".value").inner_text().isdigit()
        assert page.frame_locator("iframe[title=table]").get_by_role("row").count() > 5
        assert page.get_by_text("a link of the page itself").is_visible()


def test_frame_grows_to_its_height_where_the_widget_is(server, open_page):
    with other_site(server, frame(server, "table", BY_TYPE)) as address:
        page = open_page(address)
        page.wait_for_function("document.querySelector('iframe').clientHeight > 400")

        inside = page.frame_locator("iframe").locator("html")
        assert inside.evaluate("html => html.scrollHeight - html.clientHeight") == 0
