"""One list, at the address that the other peers have it."""

from django.urls import path

from bench.peers.plain_drf.views import IncidentViewSet

urlpatterns = [path("api/v1/incidents", IncidentViewSet.as_view({"get": "list"}))]
