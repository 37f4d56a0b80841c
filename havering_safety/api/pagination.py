"""Pages with exact counts, and links that stay in the release they began in."""

from dataclasses import dataclass

from havering_safety.api.parameters import ValueFault
from havering_safety.api.problems import Fault, Problem
from havering_safety.api.values import IntegerParameter, read_whole_number

MOST_ROWS = 100_000


class PageParameter(IntegerParameter):
    """The number of a page. How deep one may go depends on the size too: see `find_page_faults`."""

    def read(self, text, release):
        number = read_whole_number(text)
        if number < self.least:
            raise ValueFault("out_of_range", "The first page is 1.")
        return number


PARAMETERS = {
    "page": PageParameter("The page, from 1.", 1, least=1, most=MOST_ROWS, default=1),
    "page_size": IntegerParameter(
        "Rows a page, at most 1,000.", 100, least=1, most=1000, default=100
    ),
}


@dataclass(frozen=True)
class Page:
    """A page of a list, by number and size."""

    number: int
    size: int

    @property
    def start(self):
        return (self.number - 1) * self.size

    @property
    def stop(self):
        return self.number * self.size


def page_of(query):
    return Page(query.get("page"), query.get("page_size"))


def find_page_faults(values, export):
    """Yield the fault of a page too deep to count to; `export` is the address that has all rows."""
    page = values.get("page") or PARAMETERS["page"].default
    size = values.get("page_size") or PARAMETERS["page_size"].default
    if page * size > MOST_ROWS:
        yield Fault(
            "page",
            str(page),
            "combination",
            f"page x page_size is at most {MOST_ROWS:,}; all rows are at {export} and in the bulk files at /bulk.",
        )


def refuse_past_the_last(page, count):
    """Raise a 404 problem for a page past the last; page 1 of nothing is an empty list."""
    if page.number > 1 and page.start >= count:
        last = max(1, -(-count // page.size))
        raise Problem("not-found", f"Page {page.number:,} is past the last, which is {last:,}.")
