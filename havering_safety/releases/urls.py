"""Addresses of releases."""

from django.urls import path

from havering_safety.api.formats import paths_of
from havering_safety.releases.feeds import ReleaseAtomView, ReleaseJsonFeedView
from havering_safety.releases.views import ReleaseCsvView, ReleaseDetailView, ReleaseListView

urlpatterns = [
    path("/releases", ReleaseListView.as_view()),
    *paths_of("/releases", ReleaseCsvView),
    path("/releases.atom", ReleaseAtomView.as_view()),
    path("/releases.feed.json", ReleaseJsonFeedView.as_view()),
    path("/releases/<int:number>", ReleaseDetailView.as_view()),
]
