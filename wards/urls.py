"""Addresses of wards."""

from django.urls import path

from havering_safety.api.formats import paths_of
from wards.views import WardCsvView, WardDetailView, WardGeoJsonView, WardListView
from wards.views_lookup import WardLookupView

urlpatterns = [
    path("/wards", WardListView.as_view()),
    *paths_of("/wards", WardCsvView),
    path("/wards.geojson", WardGeoJsonView.as_view()),
    # Before the wards: no ward is called `lookup`.
    path("/wards/lookup", WardLookupView.as_view()),
    path("/wards/<str:ward>", WardDetailView.as_view()),
]
