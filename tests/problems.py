"""Read an error as RFC 9457 shapes it: the one place that knows what all of them share."""

from django.conf import settings

from havering_safety.api.problems import KINDS

MEMBERS = ["type", "title", "status", "detail", "instance", "errors"]
FAULT_MEMBERS = [
    "parameter", "value", "code", "detail", "allowed", "did_you_mean", "successors",
]  # fmt: skip


def read_problem(response, kind):
    """Return the body of a problem of a kind, once everything that all problems share is right."""
    status, title, _ = KINDS[kind]
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert not {"ETag", "Last-Modified", "Link"} & {*response.headers}
    body = response.json()
    assert list(body) == MEMBERS
    assert body["type"] == f"{settings.PUBLIC_URL}/problems/{kind}"
    assert (body["title"], body["status"]) == (title, status)
    assert body["detail"]
    assert all(list(fault) == FAULT_MEMBERS and fault["detail"] for fault in body["errors"])
    return body


def faults_of(response):
    """Return (parameter, value, code) of every fault of a query that was refused."""
    body = read_problem(response, "invalid-query")
    assert body["errors"]
    return [(fault["parameter"], fault["value"], fault["code"]) for fault in body["errors"]]


def suggestions_of(response):
    """Return what a query with one fault probably meant."""
    (fault,) = read_problem(response, "invalid-query")["errors"]
    return fault["did_you_mean"]
