"""Composition of all addresses."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path

from havering_safety.pages.documentation.views import (
    CodelistPage,
    EndpointPage,
    EntryPage,
    FirstPage,
)
from havering_safety.pages.embeds.oembed import oembed
from havering_safety.pages.errors import bad_request, not_found, server_error
from havering_safety.pages.explorer.view import ExplorerPage
from havering_safety.pages.home import HomePage
from havering_safety.pages.statements import StatementsPage
from havering_safety.pages.views import document, problem_page, swagger, without_slash
from havering_safety.pages.wards.views import WardPage, WardsPage

urlpatterns = [
    path("api/v1", include("incidents.urls")),
    path("api/v1", include("wards.urls")),
    path("api/v1", include("havering_safety.releases.urls")),
    path("", include("incidents.urls_metadata")),
    path("bulk", include("havering_safety.bulk.urls")),
    re_path(r"^api/v1/openapi(?P<older>-3\.0)?\.(?P<syntax>json|yaml)$", document),
    re_path(r"^(?P<path>api/v1(?:/.*)?)/$", without_slash),
    path("", HomePage.as_view()),
    path("wards", WardsPage.as_view()),
    path("wards/<str:ward>", WardPage.as_view()),
    path("statements", StatementsPage.as_view()),
    path("explore", ExplorerPage.as_view()),
    path("docs", FirstPage.as_view()),
    path("docs/endpoints/<str:operation_id>", EndpointPage.as_view()),
    path("docs/codelists/<str:name>", CodelistPage.as_view()),
    path("docs/<str:slug>", EntryPage.as_view()),
    path("embed", include("havering_safety.pages.embeds.urls")),
    path("oembed", oembed),
    path("swagger", swagger),
    path("problems/<slug:kind>", problem_page),
    path(f"{settings.ADMIN_PATH}/", admin.site.urls),
]

handler400 = bad_request
handler404 = not_found
handler500 = server_error
