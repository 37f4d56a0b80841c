"""Every kind of page: no WCAG violation, nothing cut off, quiet, and nobody else is asked."""

import pytest

from tests.browser.accessibility import overflow, violations

pytestmark = pytest.mark.xdist_group("browser")

# One of each kind.
PAGES = [
    "/problems/invalid-query",
    "/nothing-here",
    "/explore",
    "/explore?dataset=incidents&crime_type=robbery&group_by=ward,month&date_from=2024&measures=count,per_day",
    "/explore?dataset=stop-searches&ward=st-edwrds&date_from=2024-13&crimetype=robbery",
]
# Swagger UI is not ours: it must work here, not be judged.
OF_OTHERS = ["/swagger"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_page_has_no_accessibility_violation(open_page, path, scheme):
    assert violations(open_page(path, scheme=scheme)) == []


@pytest.mark.parametrize("path", PAGES)
def test_page_fits_a_narrow_window(open_page, path):
    assert overflow(open_page(path, width=320)) == 0


@pytest.mark.parametrize("path", PAGES)
def test_page_fits_when_zoomed_in(open_page, path):
    assert overflow(open_page(path, width=1280, zoom=2)) == 0


def test_swagger_ui_works_under_our_policy(open_page):
    page = open_page("/swagger")

    page.get_by_role("heading", name="Havering Safety").wait_for()
    assert page.get_by_text("/api/v1/incidents", exact=True).first.is_visible()
