"""Snippets: whatever was typed stays inside its string, language by language."""

import ast
import json
import re
import shlex
import subprocess
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest

from havering_safety.pages.languages import code_of, in_code, in_formula, in_m
from tests.pages.reading import read_page
from tests.pages.test_hostile_queries import is_harmless

ENDPOINT = "http://localhost:8000/api/v1/stats/incidents"
HOSTILE = {
    "double quote": '"); evil("',
    "single quote": "'; touch evil; '",
    "shell": "$(touch evil) `touch evil` ${HOME} & | > < ! * ~",
    "backslash": "\\\" \\' \\n \\",
    "line": "one\ntwo\r\n\tthree\x00\x7f",
    "M": '#(lf) #"x" #(#) ]',
    "JavaScript": "${alert(1)} `x` </script><!-- \u2028\u2029",
    "formula": '=HYPERLINK("http://x")',
    "letters": "\N{GRINNING FACE} é \N{RIGHT-TO-LEFT OVERRIDE}",
    "address": "a=b&c=d?e#f;g,h+i%20%",
    "glob": "[1-100]{a,b}",
}
hostile = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


def code(title, pairs, format):
    """Return the snippet of a title that asks pairs of names and texts."""
    found = code_of("/api/v1/stats/incidents", urlencode(pairs, quote_via=quote), format)
    return {snippet.title: snippet.code for snippet in found}[title]


def calls(source):
    """Return the literal arguments of every call in Python source that has only such."""
    found = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            named = {one.arg: ast.literal_eval(one.value) for one in node.keywords}
            try:
                found[node.func.attr] = [ast.literal_eval(one) for one in node.args], named
            except ValueError:
                continue
    return found


def read_m(literal):
    """Return the text of a literal of M (Power Query M language, consolidated lexical grammar)."""
    assert re.fullmatch(r'"(?:[^"#\x00-\x1f]|""|#(?!\()|#\((?:#|[0-9A-F]{4})\))*"', literal), (
        literal
    )
    text = re.sub(
        r"#\((#|[0-9A-F]{4})\)",
        lambda found: "#" if found[1] == "#" else chr(int(found[1], 16)),
        literal[1:-1],
    )
    return text.replace('""', '"')


def pairs_of(address):
    assert address.startswith((f"{ENDPOINT}?", f"{ENDPOINT}.csv?"))
    assert re.fullmatch(r"[A-Za-z0-9:/?&=%.,_~-]+", address)
    return parse_qsl(urlsplit(address).query, keep_blank_values=True)


@hostile
def test_in_a_shell(text):
    asked = [("search", text), (text, "x")]

    command = shlex.split(code("curl", asked, "json"))
    shell = ["sh", "-c", "curl() { printf '%s' \"$1\"; }\n" + code("curl", asked, "json")]
    heard = subprocess.run(shell, capture_output=True, text=True, check=True).stdout

    assert command[0] == "curl"
    assert pairs_of(command[1]) == asked
    assert heard == command[1]


def test_in_a_shell_a_file_has_a_plain_name():
    command = shlex.split(code("curl, into a file", [("ward", "x; rm -rf")], "csv"))

    assert command[:3] == ["curl", "--output", "incidents.csv"]
    assert pairs_of(command[3]) == [("ward", "x; rm -rf")]


@hostile
def test_in_python(text):
    asked = [("search", text), (text, "x")]

    ((address,), named) = calls(code("Python with requests", asked, "json"))["get"]
    ((whole,), _) = calls(code("Python with pandas", asked, "csv"))["read_csv"]

    assert (address, named["params"]) == (ENDPOINT, asked)
    assert pairs_of(whole) == asked


@hostile
def test_in_javascript_and_r(text):
    asked = [("search", text), (text, "x")]
    source = code("JavaScript", asked, "json")

    lines = re.findall(r"^  (\[.*\]),$", source, re.MULTILINE)
    (literal,) = re.findall(r'^table <- read.csv\(("[^"\\]*"), encoding', code("R", asked, "csv"))

    # What JSON takes for a text, JavaScript does (ECMA-262, JSON superset).
    assert [tuple(json.loads(line)) for line in lines] == asked
    assert len(source.splitlines()) == len(lines) + 7 or "\u2028" in text
    assert pairs_of(json.loads(literal)) == asked


@hostile
def test_in_power_query(text):
    source = code("Excel, Power Query", [("search", text), (text, "x")], "csv")

    (record,) = re.findall(r"\[Query = \[(.*)\]\]\),$", source, re.MULTILINE)
    assert record == f'#"search" = {in_m(text)}, #{in_m(text)} = "x"'
    assert read_m(in_m(text)) == text


def test_in_power_query_a_name_stands_once():
    source = code("Excel, Power Query", [("ward", "a"), ("ward", "b")], "csv")

    assert '[Query = [#"ward" = "a,b"]]' in source


@hostile
def test_in_google_sheets(text):
    asked = [("search", text)]
    (literal,) = re.findall(r'=IMPORTDATA\(("[^"]*")\)', code("Google Sheets", asked, "csv"))

    assert pairs_of(literal[1:-1]) == asked
    assert pairs_of(code("Datawrapper", asked, "csv")) == asked
    assert re.fullmatch(r'"(?:[^"]|"")*"', in_formula(text))
    assert in_formula(text)[1:-1].replace('""', '"') == text


def test_a_text_of_code_is_one_literal_of_python():
    for text in HOSTILE.values():
        assert ast.literal_eval(in_code(text)) == text


def test_a_question_without_a_query_has_none_in_code():
    assert "params" not in code("Python with requests", [], "json")
    assert "search" not in code("JavaScript", [], "json")
    assert "[Query = []]" in code("Excel, Power Query", [], "csv")
    assert code("Datawrapper", [], "csv") == f"{ENDPOINT}.csv"


@pytest.mark.parametrize("name", ["double quote", "backslash", "JavaScript"])
def test_on_a_page_it_is_text(client, winter, name):
    typed = "".join(one for one in HOSTILE[name] if one.isprintable()).strip()
    response = client.get("/explore", {"dataset": "incidents", "search": typed})

    assert response.status_code == 200
    assert is_harmless(response)
    assert in_code(typed) in read_page(response).text


def test_the_explorer_gives_its_query_in_every_language_pinned_to_its_release(client, winter):
    query = "crime_type=robbery&group_by=ward&month=2024-02"
    page = read_page(client.get(f"/explore?dataset=incidents&{query}"))

    for text in (
        f"curl '{ENDPOINT}?crime_type=robbery&group_by=ward&month=2024-02&release=4'",
        'requests.get( "http://localhost:8000/api/v1/stats/incidents", params=[',
        f'pandas.read_csv("{ENDPOINT}.csv?',
        f'read.csv("{ENDPOINT}.csv?',
        f'new URL("{ENDPOINT}")',
        f'Web.Contents("{ENDPOINT}.csv", [Query = [#"crime_type" = "robbery",',
        f'=IMPORTDATA("{ENDPOINT}.csv?',
    ):
        assert text in page.text
    assert '#"release" = "4"' in page.text


@pytest.mark.parametrize(
    ("operation_id", "titles"),
    [
        ("listIncidents", ["curl", "Python with requests", "JavaScript"]),
        (
            "incidentsCsv",
            ["curl, into a file", "Python with pandas", "R", "Excel, Power Query", "Google Sheets", "Datawrapper"],
        ),
        ("incidentStatsPng", ["curl, into a file"]),
        ("getIncident", ["curl", "Python with requests", "JavaScript"]),
    ],
)  # fmt: skip
def test_an_endpoint_shows_the_languages_of_its_format(client, db, operation_id, titles):
    page = read_page(client.get(f"/docs/endpoints/{operation_id}"))

    shown = [one["aria-label"] for tag, one in page.elements if tag == "pre"]
    assert shown[: len(titles)] == titles
