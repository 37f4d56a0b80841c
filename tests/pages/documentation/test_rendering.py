"""Markdown and deprecations, apart from the pages they stand on."""

from drf_spectacular.generators import SchemaGenerator

from havering_safety.pages.documentation.deprecations import deprecations_in
from havering_safety.pages.documentation.markdown import page_of, sentence
from tests.deprecation import urls
from tests.deprecation.urls import BRIEF, SEARCH
from tests.pages.reading import Reader


def test_markup_in_a_description_is_shown_not_run():
    html = sentence("`ward` <script>alert(1)</script> [x](javascript:alert(1)) [y](/docs)")

    page = Reader(html)
    assert [tag for tag, _ in page.elements] == ["code", "a"]
    assert page.links == ["/docs"]
    assert "<script>alert(1)</script>" in page.text


def test_a_table_of_a_file_has_its_headings_words_as_caption():
    title, html = page_of("# Files\n\n## What <there> is\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")

    page = Reader(html)
    assert title == "Files"
    assert page.rows == [["a", "b"], ["1", "2"]]
    assert [one for tag, one in page.elements if tag == "th"] == [{"scope": "col"}] * 2
    assert page.text.startswith("What <there> is What <there> is")


def test_deprecations_are_read_from_the_document():
    document = SchemaGenerator(urlconf=urls.__name__).get_schema(request=None, public=True)

    found = {(one.kind, one.name): one for one in deprecations_in(document)}

    assert {*found} == {("parameter", "search"), ("parameter", "brief"), ("field", "residents")}
    search, brief = found["parameter", "search"], found["parameter", "brief"]
    assert (search.since, search.sunset, search.page) == ("2026-01-01", "2027-01-01", SEARCH.page)
    assert (brief.since, brief.sunset, brief.page) == ("2025-06-30", None, BRIEF.page)
