"""What a request claims about itself neither stops it nor changes what it asks."""

import io

import pytest

from havering_safety.operations.requests import Handler

application = Handler()

CLAIMS = [
    "application/json; charset=punycode", "application/json; charset=utf-7", "text/plain; charset=utf-16",
    "text/plain; charset=rot13", "text/plain; charset=idna", "text/plain; charset=no-such", ";;;=", "a" * 20_000,
]  # fmt: skip


def ask(query, **headers):
    """Return status and body as the web process gives them."""
    said = []
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/api/v1/incidents", "QUERY_STRING": query, "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "HTTP_HOST": "localhost", "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http", **headers,
    }  # fmt: skip
    body = b"".join(application(environ, lambda status, headers: said.append(status)))
    return said[0], body


@pytest.mark.django_db
@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize("query", ["crime_type=robbery", "crime_type=robery", "crime_type=%C3%A9"])
def test_content_type_changes_no_answer(claim, query):
    assert ask(query, CONTENT_TYPE=claim) == ask(query)
