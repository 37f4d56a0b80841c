"""Addresses of releases."""

from django.urls import path

from havering_safety.releases.views import ReleaseCsvView, ReleaseDetailView, ReleaseListView

urlpatterns = [
    path("/releases", ReleaseListView.as_view()),
    path("/releases.csv", ReleaseCsvView.as_view()),
    path("/releases/<int:number>", ReleaseDetailView.as_view()),
]
