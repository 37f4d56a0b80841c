"""Errors as people and as programs get them."""

import pytest
from django.utils.html import escape

from havering_safety.api.problems import KINDS
from tests.problems import read_problem

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize("path", ["/problems/none", "/wards/a/b", "/docs/none/at/all", "/embed/no"])
def test_a_missing_page_is_a_page_for_everybody(client, path):
    response = client.get(path, headers={"accept": "*/*"})

    assert (response.status_code, response["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert response["Cache-Control"] == "no-store"
    assert "<h1>Not found</h1>" in response.content.decode()


def test_an_unknown_address_is_a_page_for_a_browser_and_a_problem_for_a_program(client):
    assert client.get("/nothing", headers=BROWSER)["Content-Type"].startswith("text/html")
    read_problem(client.get("/nothing"), "not-found")


@pytest.mark.parametrize("path", ["/api/nothing", "/bulk/nothing", "/.well-known/nothing"])
def test_programs_get_problems_even_from_a_browser(client, path):
    read_problem(client.get(path, headers=BROWSER), "not-found")


def test_a_page_refuses_other_methods_with_a_page(client):
    response = client.post("/problems/invalid-query")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert "<h1>Method not allowed</h1>" in response.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_problem_has_its_page(client, kind):
    _, title, text = KINDS[kind]

    response = client.get(f"/problems/{kind}")

    assert response.status_code == 200
    assert f"<h1>{title}</h1>" in response.content.decode()
    assert escape(text.split(";")[0]) in response.content.decode()


def test_pages_keep_the_policy_that_allows_no_inline_style_or_script(client):
    policy = client.get("/problems/gone")["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_page_about_an_address_shows_no_markup_of_it(client):
    page = client.get("/wards/<script>alert(1)</script>").content.decode()

    assert "<script>alert" not in page
