"""Errors: as a page where people look, as a problem everywhere else.

A page about an error asks the database nothing, for that may be what failed.
"""

from django.conf import settings

from havering_safety.api.problems import KINDS, problem_response
from havering_safety.api.views import READ_METHODS
from havering_safety.pages.rendering import render_page

# Where people look, and where programs ask; elsewhere it is a person if the browser says so.
FOR_PEOPLE = (
    f"/{settings.ADMIN_PATH}/", "/problems/", "/swagger", "/explore", "/wards", "/statements", "/docs", "/embed/",
)  # fmt: skip
FOR_PROGRAMS = ("/api", "/bulk", "/catalog", "/oembed", "/embed/v1/", "/.well-known", "/static")
# Where other sites may show a page in a frame.
FRAMED = "/embed/"


def is_for_people(request):
    """Tell whether a request is for a page."""
    path = request.path
    if path.startswith(FOR_PROGRAMS):
        return False
    if path == "/" or path.startswith(FOR_PEOPLE):
        return True
    return "text/html" in request.headers.get("Accept", "")


def error_response(request, kind, detail=None, **words):
    """Return an error of a kind, as the asker understands it. `words` are for the page alone."""
    if is_for_people(request):
        words = {"detail": detail, "base": base_of(request), **words}
        response = error_page(kind, KINDS[kind][0], **words)
        response["Cache-Control"] = "no-store"
    else:
        response = problem_response(request, kind, detail or KINDS[kind][2])
    if kind == "method-not-allowed":
        response["Allow"] = ", ".join(READ_METHODS)
    return response


def base_of(request):
    """Return the template that stands around a page: in the frame of another site there is no navigation."""
    return f"pages/{'embed/frame' if request.path.startswith(FRAMED) else 'base'}.html"


def error_page(kind, status, **words):
    """Return the page about a kind of error. `faults` and `suggestions` are listed where given.

    `base` is the template around it.
    """
    code, title, text = KINDS[kind]
    words = {"status": code, "title": title, "text": text, "base": "pages/base.html", **words}
    return render_page("pages/problem.html", words, status)


def bad_request(request, exception):
    return error_response(
        request, "bad-request", "The request is malformed, too large, or for another host."
    )


def not_found(request, exception):
    if is_for_people(request):
        return error_response(request, "not-found")
    return error_response(
        request, "not-found", "There is nothing at this address; /api/v1 names what there is."
    )


def server_error(request):
    return error_response(request, "internal-error")
