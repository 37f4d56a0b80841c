"""The document, Swagger UI, and what the `type` of a problem names."""

from functools import wraps

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import get_conditional_response
from django.utils.encoding import escape_uri_path
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.views import SpectacularSwaggerSplitView

from havering_safety.api.conditional import content_etag
from havering_safety.api.problems import KINDS
from havering_safety.api.schema_document import VERSIONS, rendered
from havering_safety.api.views import READ_METHODS, ReadView
from havering_safety.pages.errors import error_page, error_response

MEDIA_TYPES = {
    "json": "application/vnd.oai.openapi+json;version={version}",
    "yaml": "application/vnd.oai.openapi;version={version}",
}


def read_only(view):
    """Make a view answer other methods as the API does, without a look at cookies or tokens."""

    @csrf_exempt
    @wraps(view)
    def reads(request, *args, **kwargs):
        if request.method not in READ_METHODS:
            return error_response(request, "method-not-allowed")
        if request.method == "OPTIONS":
            return ReadView.options(request)
        return view(request, *args, **kwargs)

    return reads


@read_only
def document(request, syntax, older=None):
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


@csrf_exempt
def without_slash(request, path):
    """Send `/api/v1/wards/` to `/api/v1/wards`, the query kept."""
    query = request.META.get("QUERY_STRING")
    address = f"/{escape_uri_path(path)}"
    return MovedPermanently(f"{address}?{query}" if query else address)


@read_only
def problem_page(request, kind):
    """What a kind of problem means: the page that its `type` names."""
    if kind not in KINDS:
        return error_response(request, "not-found")
    return error_page(kind, 200)


swagger = SpectacularSwaggerSplitView.as_view(
    url="/api/v1/openapi.json", url_self="/swagger", template_name="pages/swagger.html"
)
