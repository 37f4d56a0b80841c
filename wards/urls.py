"""Addresses of wards."""

from django.urls import path

from wards.views import WardCsvView, WardDetailView, WardGeoJsonView, WardListView

urlpatterns = [
    path("/wards", WardListView.as_view()),
    path("/wards.csv", WardCsvView.as_view()),
    path("/wards.geojson", WardGeoJsonView.as_view()),
    path("/wards/<str:ward>", WardDetailView.as_view()),
]
