"""The page of statements: each claim beside the figure, or the reason why not."""

import pytest

from tests.importing import run
from tests.pages.reading import json_ld_of, read_page

pytestmark = pytest.mark.usefixtures("said")

FILE = """
[sources.paper]
organisation = "A Paper"
speaker = "Ada Example"
role = "Superintendent"
said_on = 2024-03-01
source_title = "A Paper, 1 March 2024"
source_url = "https://paper.example/"

[[statement]]
source = "paper"
slug = "robberies-in-february"
kind = "figure"
text = "There were 3 robberies in February <b>."
measure = "count"
value = "3"
qualifier = "exactly"
unit = "robberies"
period_from = 2024-02-01
period_to = 2024-02-29
dataset = "incidents"
query = { crime_type = "robbery" }
comparability = "same"
caveat = "Robberies of the street-level files."

[[statement]]
source = "paper"
slug = "robberies-in-january"
kind = "figure"
text = "There were 3 robberies in January."
measure = "count"
value = "3"
qualifier = "exactly"
period_from = 2024-01-01
period_to = 2024-01-31
dataset = "incidents"
query = { crime_type = "robbery" }
comparability = "same"
caveat = "Robberies of the street-level files."

[[statement]]
source = "paper"
slug = "young-victims"
kind = "figure"
text = "Each of 2 robberies had a young victim."
measure = "count"
value = "2"
qualifier = "exactly"
period_from = 2024-02-01
period_to = 2024-02-29
dataset = "incidents"
query = { crime_type = "robbery" }
comparability = "wider"
caveat = "The data hold no ages."

[[statement]]
source = "paper"
slug = "many-weapons"
kind = "figure"
text = "Many weapons were found."
ward = "E05013983"

[[statement]]
source = "paper"
slug = "more-patrols"
kind = "commitment"
text = "There will be more patrols."
"""


@pytest.fixture
def said(winter, tmp_path):
    """Load statements of which one can be checked, one is of a month not held, two cannot be."""
    (tmp_path / "said.toml").write_text(FILE)
    run("load_statements", str(tmp_path / "said.toml"))


def statements(page):
    """Return the words of each statement by its slug."""
    text = page.text
    ids = [one["id"] for tag, one in page.elements if tag == "article"]
    starts = sorted((text.index(WORDS[slug]), slug) for slug in ids)
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return {slug: text[start:end] for (start, slug), end in zip(starts, ends, strict=True)}


WORDS = {
    "robberies-in-february": "There were 3 robberies in February <b>.",
    "robberies-in-january": "There were 3 robberies in January.",
    "young-victims": "Each of 2 robberies had a young victim.",
    "many-weapons": "Many weapons were found.",
    "more-patrols": "There will be more patrols.",
}


def test_a_claim_stands_beside_the_figure_with_its_result(client):
    said = statements(read_page(client.get("/statements")))["robberies-in-february"]
    check = client.get("/api/v1/statements/robberies-in-february/check").json()["checks"][0]

    assert (check["figure"]["value"], check["result"]) == (2, "within_interval")
    assert (
        "Stated exactly 3 robberies The data give 2 (0.242 to 7.225) , 2 counted in 29 days" in said
    )
    assert "What was stated lies within the figure's 95 % interval." in said
    assert "Ada Example, Superintendent, A Paper, 1 March 2024." in said
    assert all(caveat["detail"] in said for caveat in check["caveats"])


def test_a_claim_about_something_else_has_no_result(client):
    said = statements(read_page(client.get("/statements")))["young-victims"]

    assert "so they stand side by side without a result." in said
    assert "The data hold no ages." in said


@pytest.mark.parametrize("slug", ["robberies-in-january", "many-weapons"])
def test_why_there_is_no_check_is_said_in_the_words_of_the_api(client, slug):
    said = statements(read_page(client.get("/statements")))[slug]
    problem = client.get(f"/api/v1/statements/{slug}/check").json()

    assert problem["status"] == 409
    assert f"Not checked. {problem['detail']}" in said


def test_a_commitment_needs_no_check(client):
    said = statements(read_page(client.get("/statements")))["more-patrols"]

    assert "checked" not in said


def test_the_query_string_filters_as_it_does_in_the_api(client):
    page = read_page(client.get("/statements?kind=commitment"))

    assert [*statements(page)] == ["more-patrols"]
    assert read_page(client.get("/statements?kind=rumour"), 400).rows == []


def test_a_ward_page_names_what_was_said_about_it(client):
    page = read_page(client.get("/wards/st-edwards"))

    assert page.link("Many weapons were found.") == "/statements#many-weapons"


def test_few_queries(client, django_assert_max_num_queries):
    client.get("/statements")

    # 1. the release of the page; 2. to 4. the list; of each of three claims with a value the
    # release, the statement, its row and its count, and of the fourth what says that it has none.
    with django_assert_max_num_queries(18):
        client.get("/statements")


def test_no_statement_fits(client):
    assert "No statement fits." in read_page(client.get("/statements?kind=incident-report")).text


def test_claims_and_figures_are_said_to_search_engines(client):
    response = client.get("/statements")
    graph = json_ld_of(response)["@graph"]
    (claim,) = [one for one in graph if one["text"].startswith("There were 3 robberies in Feb")]

    assert claim["author"] == {"@type": "Person", "name": "Ada Example"}
    assert claim["subjectOf"] == [
        {
            "@type": "Observation",
            "variableMeasured": "incidents, count",
            "observationPeriod": "2024-02/2024-02",
            "value": 2.0,
            "minValue": 0.242,
            "maxValue": 7.225,
        }
    ]
    assert "ClaimReview" not in response.content.decode()
