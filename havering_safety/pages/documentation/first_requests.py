"""Three requests to begin with, about months that are held."""

from dataclasses import dataclass

from havering_safety.api.links import absolute
from havering_safety.pages.asking import query_of
from havering_safety.pages.datasets import SHOWN
from havering_safety.pages.documentation.markdown import sentence

# The months asked for where none is held: they are then answered as unknown.
ANY_YEAR = ("2024-01", "2024-12")


@dataclass(frozen=True)
class Request:
    """A request with what to look at in its answer."""

    title: str
    address: str
    look: str


FIGURE = (
    "Robberies in each ward over the twelve latest months. `results` has a cell for every ward: its "
    "`count`, and the 95 % interval around it. `meta.description` is your question in plain English: "
    "check that it is the one you meant. `meta.warnings` says what to beware of, `meta.coverage` which "
    "months are held."
)
SLIP = (
    "A misspelt value or parameter is never ignored: you would take all crimes for robberies. The "
    "answer is an error with status 400, and `did_you_mean` holds the word you wanted."
)
ROWS = (
    "The same question put to the rows, as a file that opens in a spreadsheet: one line for each "
    "robbery that was counted. Every list and every table has such an address, with `.csv` before the "
    "question mark."
)


def first_requests(release):
    """Return the three Requests: a figure, the same with a slip, and a file of the rows behind it."""
    shown = SHOWN["incidents"]
    first, last = shown.latest_year(release) or ANY_YEAR
    asked = {"crime_type": "robbery", "group_by": "ward", "date_from": first, "date_to": last}
    slip = asked | {"crime_type": "robery"}
    rows = {name: text for name, text in asked.items() if name != "group_by"}
    return [
        Request("Ask for a figure", _address(shown.path, asked), sentence(FIGURE)),
        Request("Make a mistake", _address(shown.path, slip), sentence(SLIP)),
        Request("Take the rows with you", _address(f"{shown.rows_path}.csv", rows), sentence(ROWS)),
    ]


def _address(path, texts):
    return absolute(path, query_of(texts).urlencode(safe=","))
