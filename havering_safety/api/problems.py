"""Errors as RFC 9457 problems: one shape for every 4xx and 5xx outside the pages for people."""

import logging
from dataclasses import asdict, dataclass

import orjson
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from rest_framework.exceptions import APIException, MethodNotAllowed

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

# Kind: status, title, and what the page about it says.
KINDS = {
    "invalid-query": (400, "The query was not understood", "A parameter or a value is unknown, empty, repeated or contradicts another. Nothing was answered, so that a misspelt filter is never taken for the whole. All faults are listed, with suggestions where something near exists."),
    "bad-request": (400, "The request was not understood", "The request itself is malformed."),
    "not-found": (404, "Not found", "No such address, row, page or release."),
    "method-not-allowed": (405, "Method not allowed", "This service only reads: GET, HEAD and OPTIONS."),
    "not-acceptable": (406, "Not available in that media type", "Each address gives one media type; other formats have addresses of their own, such as .csv."),
    "nothing-to-compare": (409, "Nothing to compare", "The statement gives no figure that data could be held against."),
    "not-covered": (409, "Not held", "The data do not cover the whole period asked; the months that are missing are named. What is not held is unknown, not zero."),
    "synthetic-data": (409, "Demo data", "The data here are invented; no real statement is held against them."),
    "gone": (410, "Withdrawn", "The row was withdrawn from every release, to protect somebody's privacy."),
    "range-not-satisfiable": (416, "No such part", "The range asked for begins beyond the end of the file; Content-Range says how long it is."),
    "too-many-requests": (429, "Too much at once", "Wait for as long as Retry-After says."),
    "internal-error": (500, "Something went wrong here", "The fault is ours and has been logged."),
    "not-implemented": (501, "Not in that format", "This address answers in JSON and in XML; nothing else is made."),
    "unavailable": (503, "Temporarily unavailable", "Something that answers need cannot be reached; try again after Retry-After."),
}  # fmt: skip
KIND_OF_STATUS = {status: kind for kind, (status, _, _) in reversed(KINDS.items())} | {
    400: "bad-request"
}


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a query: the parameter and value at fault, a code, and what would do."""

    parameter: str
    value: str | None
    code: str
    detail: str
    allowed: list[str] | None = None
    did_you_mean: tuple[str, ...] = ()
    successors: tuple[dict, ...] = ()


class Problem(APIException):
    """Raised anywhere below a view to answer with a problem."""

    def __init__(self, kind, detail, faults=(), retry_after=None):
        self.kind = kind
        self.status_code = KINDS[kind][0]
        self.faults = list(faults)
        self.retry_after = retry_after
        super().__init__(detail)


def answer_exception(exception, context):
    """Turn an exception in a view into a problem, as REST framework's EXCEPTION_HANDLER."""
    problem = problem_of(exception)
    if problem is None:
        return None
    response = problem_response(
        context["request"], problem.kind, str(problem.detail), problem.faults, problem.retry_after
    )
    if isinstance(exception, MethodNotAllowed):
        response["Allow"] = "GET, HEAD, OPTIONS"
    return response


def problem_of(exception):
    """Return the Problem that an exception in a view amounts to, None for one that nobody expected."""
    if isinstance(exception, Problem):
        return exception
    if isinstance(exception, OperationalError) and was_stopped(exception):
        detail = f"Stopped after {settings.STATEMENT_SECONDS:g} seconds: narrow the query by month, ward or kind, or take the bulk files."
        return Problem("too-many-requests", detail, retry_after=60)
    if isinstance(exception, (OperationalError, InterfaceError)):
        log.error("the database did not answer", exc_info=exception)
        return Problem(
            "unavailable",
            "The database cannot be reached; try again after Retry-After.",
            retry_after=5,
        )
    if isinstance(exception, Http404):
        return Problem("not-found", str(exception) or "No such thing.")
    if isinstance(exception, APIException):
        kind = KIND_OF_STATUS.get(exception.status_code, "bad-request")
        return Problem(kind, str(exception.detail))
    if isinstance(exception, PermissionDenied):
        return Problem("bad-request", "Permission denied.")
    return None


def was_stopped(exception):
    """Return whether a statement failed because it ran too long, not because the database did."""
    cause = exception.__cause__
    return str(cause) == "interrupted" or getattr(cause, "sqlstate", None) == "57014"


def problem_response(request, kind, detail, faults=(), retry_after=None):
    """Return a problem of a kind. `instance` is the address asked, without a host."""
    status, title, _ = KINDS[kind]
    body = {
        "type": f"{settings.PUBLIC_URL}/problems/{kind}",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": request.get_full_path()[:2000],
        "errors": [asdict(fault) for fault in faults],
    }
    response = HttpResponse(_dumps(body), status=status, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store"
    if retry_after is not None:
        response["Retry-After"] = str(retry_after)
    return response


def _dumps(body):
    # An address may hold lone surrogates; they are shown escaped, never a reason to fail.
    try:
        return orjson.dumps(body)
    except TypeError:
        body["instance"] = body["instance"].encode("ascii", "backslashreplace").decode()
        return orjson.dumps(body)
