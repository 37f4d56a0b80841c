"""A permalink of any question gives the same bytes for ever: later imports, another process, host and port.

Two servers: one on a database, one on the same after later files were imported.
"""

import json
import re
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, assume, given, settings

from tests.openapi import operations
from tests.real.questions import questions
from tests.real.serving import PUBLIC_URL

pytestmark = pytest.mark.xdist_group("processes")

# Few for each of the operations in the suite; many where proof is asked for.
EXAMPLES = max(2, settings.default.max_examples // 50)


@pytest.fixture(scope="module")
def rows(servers):
    """Return values for the parameter in the path of each operation that has one, by its id."""
    found = {}
    for operation_id, (path, operation) in operations().items():
        (name,) = [each["name"] for each in operation["parameters"] if each["in"] == "path"] or [""]
        if name:
            listed = json.loads(servers[0].ask(path.partition("/{")[0]).body)["results"]
            keys = {"ward": ["slug", "gss_code"]}.get(name, [name])
            found[operation_id] = [str(row[key]) for row in listed[:50] for key in keys]
    return found


def permalink_of(answer):
    """Return the permalink that an answer gives of itself: JSON in its `meta`, all in their links."""
    canonical = re.search(r'<([^>]*)>; rel="canonical"', answer.headers["Link"])[1]
    if answer.headers["Content-Type"] == "application/json":
        meta = json.loads(answer.body).get("meta", {"permalink": canonical})
        assert meta["permalink"] == canonical
    return canonical


@pytest.mark.parametrize("operation_id", operations())
def test_permalink_of_any_question_keeps_its_bytes(servers, rows, operation_id):
    before, after = servers

    @settings(
        max_examples=EXAMPLES, derandomize=True, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(questions(operation_id, rows))
    def ask(address):
        asked = before.ask(address)
        # What is refused has no permalink.
        assume(asked.status not in {400, 404, 409})
        assert asked.status == 200, asked.body[:2000]
        permalink = urlsplit(permalink_of(asked))
        assert f"{permalink.scheme}://{permalink.netloc}" == PUBLIC_URL
        assert "release=" in permalink.query

        pinned = f"{permalink.path}?{permalink.query}"
        assert before.ask(pinned).body == asked.body
        elsewhere = after.ask(pinned)
        assert (elsewhere.status, elsewhere.body) == (200, asked.body)
        assert elsewhere.headers["ETag"] == before.ask(pinned).headers["ETag"]

    ask()


def test_the_two_servers_are_of_different_releases(servers):
    first, second = (json.loads(server.ask("/api/v1").body)["meta"] for server in servers)

    assert (first["release"], second["release"]) == (7, 10)
