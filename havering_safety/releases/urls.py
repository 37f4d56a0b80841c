"""Addresses of releases."""

from django.urls import path

from havering_safety.api.formats import paths_of
from havering_safety.releases.views import ReleaseCsvView, ReleaseDetailView, ReleaseListView

urlpatterns = [
    path("/releases", ReleaseListView.as_view()),
    *paths_of("/releases", ReleaseCsvView),
    path("/releases/<int:number>", ReleaseDetailView.as_view()),
]
