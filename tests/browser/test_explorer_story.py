"""A journalist's question, from the form to the file, with the keyboard alone and no script."""

import pytest

pytestmark = pytest.mark.xdist_group("browser")

MOST_STEPS = 150


def tab_to(page, target):
    """Press Tab until an element has the focus, as somebody without a mouse does."""
    focused = page.locator(":focus")
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if focused.count() and focused.evaluate("(one, other) => one === other", target):
            return
    raise AssertionError(f"{MOST_STEPS} steps do not lead to it")


def element(page, *role, **name):
    return page.get_by_role(*role, **name).first.element_handle()


def test_a_question_asked_and_taken_home_by_keyboard_without_script(open_page):
    page = open_page("/explore", script=False)

    page.keyboard.press("Tab")
    assert page.locator(".skip-link").is_visible()
    page.keyboard.press("Enter")
    tab_to(page, element(page, "checkbox", name="Robbery"))
    page.keyboard.press("Space")
    tab_to(page, element(page, "textbox", name="From", exact=True))
    page.keyboard.type("2024")
    tab_to(page, element(page, "textbox", name="To", exact=True))
    page.keyboard.type("2024-06")
    tab_to(page, element(page, "combobox", name="Count by, 1"))
    page.keyboard.type("Ward")
    tab_to(page, element(page, "button", name="Show the figures"))
    page.keyboard.press("Enter")

    page.get_by_role("heading", level=1, name="Robberies in Havering").wait_for()
    assert page.url.partition("?")[2] == (
        "dataset=incidents&crime_type=robbery&date_from=2024&date_to=2024-06&group_by=ward&measures=count"
    )
    assert page.get_by_role("row").count() == 21
    tab_to(page, element(page, "link", name="CSV, opens in Excel"))


def test_a_slip_is_mended_from_the_error_summary_by_keyboard(open_page):
    address = "/explore?dataset=incidents&ward=st-edwrds&group_by=month&date_from=2024-10"
    page = open_page(address, script=False)

    assert page.title().startswith("Error: ")
    tab_to(page, element(page, "link", name="There is no ward 'st-edwrds'."))
    page.keyboard.press("Enter")
    assert page.url.endswith("#field-ward")
    tab_to(page, element(page, "link", name="st-edwards"))
    page.keyboard.press("Enter")

    page.get_by_role("heading", level=1, name="Street-level incidents in St Edward's").wait_for()
    assert page.get_by_role("row").count() == 4
