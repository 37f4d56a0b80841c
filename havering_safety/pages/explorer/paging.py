"""Pages of a long table: which rows are shown, and the way to the others."""

from dataclasses import dataclass

from havering_safety.api.pagination import Page as Rows
from havering_safety.api.pagination import PageParameter, refuse_past_the_last
from havering_safety.pages.grids import MOST_ROWS
from havering_safety.pages.wording import number

PAGE = PageParameter("The page of the table, from 1.", 1, least=1, most=1_000)


@dataclass(frozen=True)
class Step:
    """A page that can be gone to. `skips` tells that pages before it are left out."""

    number: int
    href: str
    is_current: bool
    skips: bool


@dataclass(frozen=True)
class Paging:
    """Where in a table one stands, and Steps to other pages of it."""

    rows: Rows
    count: int
    steps: list[Step]
    previous: str | None
    following: str | None

    @property
    def sentence(self):
        last = min(self.rows.stop, self.count)
        return f"Rows {number(self.rows.start + 1)} to {number(last)} of {number(self.count)}."


def paging_of(query, path, count):
    """Return the Paging of a table of so many rows, or raise a not-found Problem past its last page.

    As in the API, the links stay in the release that answered.
    """
    rows = Rows(query.get("page", 1), MOST_ROWS)
    refuse_past_the_last(rows, count)
    last = max(1, -(-count // rows.size))
    here, hrefs = rows.number, {}
    for page in sorted({1, here - 1, here, here + 1, last} & {*range(1, last + 1)}):
        hrefs[page] = f"{path}?{query.canonical(page=page)}"
    steps = [
        Step(page, href, page == here, page > 1 and page - 1 not in hrefs)
        for page, href in hrefs.items()
    ]
    return Paging(rows, count, steps, hrefs.get(here - 1), hrefs.get(here + 1))
