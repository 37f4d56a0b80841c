"""A statement withdrawn for privacy is in no release, and its name is not used again."""

import pytest

from incidents.models import Statement
from tests.importing import run
from tests.invariants.checking import breaches
from tests.problems import read_problem
from tests.statements.test_load_statements import SLUG
from tests.statements.test_statement_admin import LIST, errors_of, form_of

LISTED = "/api/v1/statements"


@pytest.fixture
def redacted(admin_client):
    """Load the shipped statements as release 1, edit one as release 2, and redact it as release 3."""
    run("load_statements")
    standing = Statement.objects.get(slug=SLUG)
    sent = form_of(standing, text="Names somebody.")
    admin_client.post(f"{LIST}{standing.pk}/change/", sent)
    assert Statement.objects.filter(slug=SLUG).count() == 2
    said = run("redact_row", SLUG, "--reason=names somebody")
    assert f"Release 3: {SLUG} withdrawn from every release." in said
    return sent


def test_redacted_statement_is_in_no_release(client, redacted):
    for release in (1, 2, 3):
        listed = client.get(f"{LISTED}?release={release}").json()["results"]
        assert len(listed) == 19
        assert SLUG not in {row["slug"] for row in listed}
        for address in (f"{LISTED}/{SLUG}", f"{LISTED}/{SLUG}/check"):
            read_problem(client.get(f"{address}?release={release}"), "gone")
    assert client.get("/api/v1/releases/3").json()["redacted"] == [SLUG]
    # No boundaries are loaded here.
    assert [*breaches()] == ["Every ward code is that of a ward loaded by then."]


def test_neither_the_file_nor_an_editor_brings_it_back(admin_client, redacted):
    assert "Nothing changed, no release made." in run("load_statements")
    errors = errors_of(admin_client.post(f"{LIST}add/", redacted))

    assert errors["slug"] == ["The statement of that name was withdrawn for privacy."]
    assert not Statement.objects.filter(slug=SLUG).exists()


def test_redacting_it_twice_changes_nothing(redacted):
    said = run("redact_row", SLUG, "--reason=names somebody")

    assert said == f"{SLUG} was withdrawn in release 3 already. Nothing changed.\n"
