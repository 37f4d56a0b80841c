"""Pages for people, the document, and answers to what no view took."""

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from drf_spectacular.views import SpectacularSwaggerSplitView

from havering_safety.api.conditional import content_etag
from havering_safety.api.problems import KINDS, problem_response
from havering_safety.api.schema_document import VERSIONS, rendered

MEDIA_TYPES = {
    "json": "application/vnd.oai.openapi+json;version={version}",
    "yaml": "application/vnd.oai.openapi;version={version}",
}


@require_safe
def document(request, older, syntax):
    """The OpenAPI document: 3.1.0, or 3.0.3 for generators that need it."""
    version = VERSIONS[1 if older else 0]
    body = rendered(version, syntax)
    etag = content_etag(body)
    unchanged = get_conditional_response(request, etag=etag)
    media_type = MEDIA_TYPES[syntax].format(version=version.rpartition(".")[0])
    response = unchanged or HttpResponse(body, content_type=media_type)
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300"
    return response


class MovedPermanently(HttpResponsePermanentRedirect):
    """308: moved for good, and the method stays what it was."""

    status_code = 308


def without_slash(request, path):
    """Send `/api/v1/wards/` to `/api/v1/wards`, the query kept."""
    query = request.META.get("QUERY_STRING")
    return MovedPermanently(f"/{path}?{query}" if query else f"/{path}")


@require_safe
def problem_page(request, kind):
    """What a kind of problem means: the page that its `type` names."""
    if kind not in KINDS:
        return not_found(request, None)
    status, title, text = KINDS[kind]
    return render(request, "pages/problem.html", {"status": status, "title": title, "text": text})


swagger = SpectacularSwaggerSplitView.as_view(
    url="/api/v1/openapi.json", url_self="/swagger", template_name="pages/swagger.html"
)


def bad_request(request, exception):
    return problem_response(request, "bad-request", "The request is malformed or for another host.")


def not_found(request, exception):
    return problem_response(
        request, "not-found", "There is nothing at this address; /api/v1 names what there is."
    )


def server_error(request):
    return problem_response(request, "internal-error", KINDS["internal-error"][2])
