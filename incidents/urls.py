"""Addresses of police data and codelists."""

from django.urls import path

from incidents.views.codelists import CodelistDetailView, CodelistIndexView
from incidents.views.entry import EntryView
from incidents.views.incidents import IncidentCsvView, IncidentDetailView, IncidentListView
from incidents.views.statistics import IncidentStatsCsvView, IncidentStatsView

urlpatterns = [
    path("", EntryView.as_view()),
    path("/incidents", IncidentListView.as_view()),
    path("/incidents.csv", IncidentCsvView.as_view()),
    path("/incidents/<str:id>", IncidentDetailView.as_view()),
    path("/stats/incidents", IncidentStatsView.as_view()),
    path("/stats/incidents.csv", IncidentStatsCsvView.as_view()),
    path("/codelists", CodelistIndexView.as_view()),
    path("/codelists/<str:name>", CodelistDetailView.as_view()),
]
