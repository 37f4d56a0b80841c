"""Documents at addresses of their own, outside the API: read only, without parameters, errors as problems."""

from functools import wraps

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from havering_safety.api.conditional import CURRENT_SECONDS, content_etag
from havering_safety.api.links import link_header
from havering_safety.api.parameters import IGNORED
from havering_safety.api.problems import KINDS, Fault, Problem, answer_exception, problem_response
from havering_safety.api.views import LICENCE_URL, READ_METHODS


def answering_problems(view):
    """Make a view answer as the API does: reads alone, and problems."""

    @csrf_exempt
    @wraps(view)
    def answers(request, **path):
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(READ_METHODS)})
        if request.method not in READ_METHODS:
            kind = "method-not-allowed"
            response = problem_response(request, kind, KINDS[kind][2])
            response["Allow"] = ", ".join(READ_METHODS)
            return response
        try:
            return view(request, **path)
        except Exception as error:
            response = answer_exception(error, {"request": request})
            if response is None:
                raise
            return response

    return answers


def reading(view):
    """Make a view answer as the API does, and take no parameters."""

    @wraps(view)
    def reads(request, **path):
        _refuse_parameters(request)
        return view(request, **path)

    return answering_problems(reads)


def _refuse_parameters(request):
    detail = "This document is always whole: it takes no parameters."
    faults = [
        Fault(name, request.GET[name], "unknown", detail)
        for name in request.GET
        if not IGNORED.fullmatch(name)
    ]
    if faults:
        raise Problem("invalid-query", detail, faults)


def document_response(request, body, media_type, address, links=None):
    """Return a document that is sent whole, with a validator made of its bytes.

    `address` is its canonical one, `links` are further {relation: address}.
    """
    etag = content_etag(body)
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is None or unchanged.status_code != 304:
        unchanged = None
    response = unchanged or HttpResponse(body, content_type=media_type)
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={CURRENT_SECONDS}"
    links = {"canonical": address, "license": LICENCE_URL, **(links or {})}
    response["Link"] = link_header(links)
    return response
