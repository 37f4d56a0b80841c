"""What makes a page usable by everybody, as far as a program can tell."""

from axe_playwright_python.sync_playwright import Axe

# WCAG 2.0 to 2.2, levels A and AA.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]


def violations(page):
    """Return what axe finds against WCAG 2.2 AA, as lines that name the rule and the elements."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:160]}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


def overflow(page):
    """Return how many pixels the page is wider than its window: 0 where nothing is cut off."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
