"""Addresses of police data and codelists."""

from django.urls import path

from havering_safety.api.formats import GRID_FORMATS, paths_of
from incidents.views.changes import ChangeCsvView, ChangeListView
from incidents.views.charts import chart_views
from incidents.views.check import CheckView
from incidents.views.codelists import CodelistDetailView, CodelistIndexView
from incidents.views.entry import EntryView
from incidents.views.feeds import IncidentAtomView, IncidentJsonFeedView
from incidents.views.incidents import (
    IncidentCsvView,
    IncidentDetailView,
    IncidentGeoJsonView,
    IncidentListView,
)
from incidents.views.recorded_crime import RecordedCrimeCsvView, RecordedCrimeListView
from incidents.views.statement_check import StatementCheckView
from incidents.views.statements import (
    StatementCsvView,
    StatementDetailView,
    StatementListView,
)
from incidents.views.statistics import (
    ArrestStatsView,
    IncidentStatsView,
    RecordedCrimeStatsView,
    StopSearchStatsView,
    WeaponRecoveryStatsView,
)
from incidents.views.statistics_csv import (
    ArrestStatsCsvView,
    IncidentStatsCsvView,
    RecordedCrimeStatsCsvView,
    StopSearchStatsCsvView,
    WeaponRecoveryStatsCsvView,
)
from incidents.views.stop_searches import (
    ArrestCsvView,
    ArrestDetailView,
    ArrestListView,
    StopSearchCsvView,
    StopSearchDetailView,
    StopSearchListView,
    WeaponRecoveryCsvView,
    WeaponRecoveryDetailView,
    WeaponRecoveryListView,
)

urlpatterns = [
    path("", EntryView.as_view()),
    path("/incidents", IncidentListView.as_view()),
    *paths_of("/incidents", IncidentCsvView),
    path("/incidents.geojson", IncidentGeoJsonView.as_view()),
    path("/incidents.atom", IncidentAtomView.as_view()),
    path("/incidents.feed.json", IncidentJsonFeedView.as_view()),
    path("/incidents/<str:id>", IncidentDetailView.as_view()),
    path("/stop-searches", StopSearchListView.as_view()),
    *paths_of("/stop-searches", StopSearchCsvView),
    path("/stop-searches/<str:id>", StopSearchDetailView.as_view()),
    path("/arrests", ArrestListView.as_view()),
    *paths_of("/arrests", ArrestCsvView),
    path("/arrests/<str:id>", ArrestDetailView.as_view()),
    path("/weapon-recoveries", WeaponRecoveryListView.as_view()),
    *paths_of("/weapon-recoveries", WeaponRecoveryCsvView),
    path("/weapon-recoveries/<str:id>", WeaponRecoveryDetailView.as_view()),
    path("/recorded-crime", RecordedCrimeListView.as_view()),
    *paths_of("/recorded-crime", RecordedCrimeCsvView),
    path("/statements", StatementListView.as_view()),
    *paths_of("/statements", StatementCsvView),
    path("/statements/<str:slug>", StatementDetailView.as_view()),
    path("/statements/<str:slug>/check", StatementCheckView.as_view()),
    path("/stats/incidents", IncidentStatsView.as_view()),
    *paths_of("/stats/incidents", IncidentStatsCsvView, GRID_FORMATS),
    path("/stats/stop-searches", StopSearchStatsView.as_view()),
    *paths_of("/stats/stop-searches", StopSearchStatsCsvView, GRID_FORMATS),
    path("/stats/arrests", ArrestStatsView.as_view()),
    *paths_of("/stats/arrests", ArrestStatsCsvView, GRID_FORMATS),
    path("/stats/weapon-recoveries", WeaponRecoveryStatsView.as_view()),
    *paths_of("/stats/weapon-recoveries", WeaponRecoveryStatsCsvView, GRID_FORMATS),
    path("/stats/recorded-crime", RecordedCrimeStatsView.as_view()),
    *paths_of("/stats/recorded-crime", RecordedCrimeStatsCsvView, GRID_FORMATS),
    *(path(f"/stats/{name}", view.as_view()) for name, view in chart_views()),
    path("/releases/<int:number>/changes", ChangeListView.as_view()),
    *paths_of("/releases/<int:number>/changes", ChangeCsvView),
    path("/check", CheckView.as_view()),
    path("/codelists", CodelistIndexView.as_view()),
    path("/codelists/<str:name>", CodelistDetailView.as_view()),
]
