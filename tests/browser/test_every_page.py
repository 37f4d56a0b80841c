"""Every kind of page: no WCAG violation, nothing cut off, quiet, and nobody else is asked."""

import pytest

from tests.browser.accessibility import overflow, violations

pytestmark = pytest.mark.xdist_group("browser")

# One of each kind.
PAGES = [
    "/",
    "/wards",
    "/wards?postcode=nonsense",
    "/wards/st-edwards",
    "/wards/romford-town",
    "/statements",
    "/problems/invalid-query",
    "/nothing-here",
    "/docs",
    "/docs/endpoints",
    "/docs/endpoints/incidentStats",
    "/docs/answers",
    "/docs/codelists/stop-search-outcomes",
    "/docs/method",
    "/docs/clients",
    "/docs/embeds",
    "/explore",
    "/explore?dataset=incidents&crime_type=robbery&group_by=ward,month&date_from=2023-04&measures=count,per_day",
    "/explore?dataset=stop-searches&ward=st-edwrds&date_from=2024-13&crimetype=robbery",
    "/embed/chart?dataset=incidents&group_by=ward,quarter&date_from=2024-07",
    "/embed/figure?dataset=incidents&month=2024-12&measures=count,per_day",
    "/embed/table?dataset=stop-searches&group_by=outcome,gender&date_from=2024-12",
    "/embed/table?ward=nowhere&colour=red",
]
# Swagger UI is not ours: it must work here, not be judged.
OF_OTHERS = ["/swagger"]


@pytest.mark.parametrize("path", PAGES)
def test_page_has_no_accessibility_violation_in_light_or_dark(open_page, path):
    page = open_page(path, scheme="light")
    in_light = violations(page)
    page.emulate_media(color_scheme="dark")

    assert in_light == violations(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_page_fits_a_narrow_window_and_one_zoomed_in(open_page, path):
    page = open_page(path, width=320)
    narrow = overflow(page)
    # A window of 1280 at 200 %.
    page.set_viewport_size({"width": 640, "height": 450})

    assert narrow == overflow(page) == 0


def test_a_ward_page_prints_its_figures_and_no_navigation(open_page):
    page = open_page("/wards/st-edwards")
    page.emulate_media(media="print")

    assert page.get_by_role("table").first.is_visible()
    assert not page.locator("nav[aria-label=Main]").is_visible()
    assert not page.get_by_label("Postcode", exact=True).is_visible()


def test_a_ward_page_weighs_less_than_150_kb_with_all_it_loads(open_page):
    page, sizes = open_page("/problems/gone"), []
    page.on("response", lambda response: sizes.append(len(response.body())))

    page.goto(page.url.replace("/problems/gone", "/wards/st-edwards"))
    page.locator("picture img").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")

    assert page.locator("picture img").evaluate("image => image.complete && image.naturalWidth") > 0
    assert len(sizes) >= 3
    assert sum(sizes) < 150_000


def test_swagger_ui_works_under_our_policy(open_page):
    page = open_page("/swagger")

    # The server makes the document when it is first asked for.
    page.get_by_role("heading", name="Havering Safety").wait_for(timeout=30_000)
    assert page.get_by_text("/api/v1/incidents", exact=True).first.is_visible()
