"""Fixed addresses at which machines look for documents."""

from django.urls import path

from incidents.views.metadata import catalogue, llms, robots, site_map, well_known

urlpatterns = [
    path("catalog.jsonld", catalogue),
    path(".well-known/api-catalog", well_known),
    path("llms.txt", llms),
    path("robots.txt", robots),
    path("sitemap.xml", site_map),
]
