"""One question as code to copy: curl, Python, R, JavaScript, Excel, Google Sheets, Datawrapper.

What somebody typed stands in these texts. Each language has its own way out of a string, so each
has its own way of writing one; nothing else here may put a text between quotes.
"""

import json
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, quote, urlencode

from havering_safety.api.links import absolute

CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Question:
    """What is asked: a path without its ending, a query string, a format (`json`, `csv` …)."""

    path: str
    query: str
    format: str

    @property
    def endpoint(self):
        """The whole address without the query."""
        return absolute(self.path if self.format == "json" else f"{self.path}.{self.format}")

    @cached_property
    def pairs(self):
        return parse_qsl(self.query, keep_blank_values=True)

    @property
    def address(self):
        """The whole address, of characters that no language takes for anything but themselves."""
        if not self.pairs:
            return self.endpoint
        return f"{self.endpoint}?{urlencode(self.pairs, safe=',', quote_via=quote)}"

    @property
    def filename(self):
        return f"{self.path.rpartition('/')[2]}.{self.format}"


@dataclass(frozen=True)
class Language:
    """Where an answer can be wanted, in one format or any, and how it is asked for there."""

    title: str
    format: str | None
    note: str
    write: Callable[[Question], str]


@dataclass(frozen=True)
class Snippet:
    title: str
    note: str
    code: str


def code_of(path, query, *formats):
    """Return the Snippets that ask a path with a query string for formats."""
    return [
        Snippet(one.title, one.note, one.write(Question(path, query, format)))
        for one in LANGUAGES
        for format in formats
        if one.format == format or (one.format is None and format != "json")
    ]


def in_code(text):
    """Return a string literal of Python, JavaScript and R, which share these escapes."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", r"\u007f")


def in_m(text):
    """Return a text literal of Power Query's M, where `#(` begins an escape and quotes are doubled."""
    text = text.replace("#(", "#(#)(").replace('"', '""')
    return '"' + CONTROL.sub(lambda found: f"#({ord(found[0]):04X})", text) + '"'


def in_formula(text):
    """Return a text of a spreadsheet formula, where quotes are doubled."""
    return '"' + text.replace('"', '""') + '"'


def curl(question):
    return f"curl {shlex.quote(question.address)}"


def curl_to_file(question):
    return f"curl --output {shlex.quote(question.filename)} {shlex.quote(question.address)}"


def python(question):
    pairs = "".join(
        f"        ({in_code(name)}, {in_code(text)}),\n" for name, text in question.pairs
    )
    params = f"    params=[\n{pairs}    ],\n" if pairs else ""
    return f"""import requests

response = requests.get(
    {in_code(question.endpoint)},
{params}    timeout=60,
)
response.raise_for_status()
answer = response.json()
print(answer["meta"]["description"])
"""


def pandas(question):
    return f"""import pandas

table = pandas.read_csv({in_code(question.address)})
print(table)
"""


def r(question):
    return f"""table <- read.csv({in_code(question.address)}, encoding = "UTF-8")
print(table)
"""


def javascript(question):
    pairs = "".join(f"  [{in_code(name)}, {in_code(text)}],\n" for name, text in question.pairs)
    search = f"address.search = new URLSearchParams([\n{pairs}]);\n" if pairs else ""
    return f"""const address = new URL({in_code(question.endpoint)});
{search}const response = await fetch(address);
const answer = await response.json();
if (!response.ok) throw new Error(answer.detail);
console.log(answer.meta.description);
"""


def power_query(question):
    fields = ", ".join(f"#{in_m(name)} = {in_m(text)}" for name, text in _joined(question.pairs))
    return f"""let
    Source = Csv.Document(
        Web.Contents({in_m(question.endpoint)}, [Query = [{fields}]]),
        [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]
    ),
    Result = Table.PromoteHeaders(Source, [PromoteAllScalars = true])
in
    Result
"""


def _joined(pairs):
    """Return pairs with the values of one name joined by commas: a record has each name once."""
    found = {}
    for name, text in pairs:
        found.setdefault(name, []).append(text)
    return [(name, ",".join(texts)) for name, texts in found.items()]


def google_sheets(question):
    return f"=IMPORTDATA({in_formula(question.address)})"


def datawrapper(question):
    return question.address


LANGUAGES = (
    Language("curl", "json", "In a terminal.", curl),
    Language("curl, into a file", None, "In a terminal.", curl_to_file),
    Language("Python with requests", "json", "The whole answer as a dictionary.", python),
    Language("Python with pandas", "csv", "The table as a data frame.", pandas),
    Language("R", "csv", "The table as a data frame, without a package.", r),
    Language("JavaScript", "json", "In a module, in a browser or in Node 18 or later.", javascript),
    Language(
        "Excel, Power Query", "csv",
        "Data, Get Data, From Other Sources, Blank Query; there, put this in the Advanced Editor.",
        power_query,
    ),
    Language(
        "Google Sheets", "csv",
        "In an empty cell. Google asks for it, so the address must be one that the whole world can reach.",
        google_sheets,
    ),
    Language(
        "Datawrapper", "csv",
        "In the first step of a chart choose “Link external dataset” and give this address.",
        datawrapper,
    ),
)  # fmt: skip
