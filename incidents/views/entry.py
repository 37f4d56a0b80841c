"""The entry document: where everything is."""

from django.conf import settings

from havering_safety.api.links import absolute
from havering_safety.releases.views import ReleasedView
from incidents.coverage import Asked, coverage_of
from incidents.models import Incident
from incidents.serializers import EntrySerializer
from incidents.statistics.catalogue import DATASETS
from wards.gazetteer import gazetteer_of

ROWS = (
    ("", "application/json"),
    (".csv", "text/csv"),
    (".csv-metadata.json", "application/csvm+json"),
    (".ndjson", "application/x-ndjson"),
    (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)
POINTS = (".geojson", "application/geo+json")
FEEDS = ((".atom", "application/atom+xml"), (".feed.json", "application/feed+json"))
COLLECTIONS = {
    "incidents": (*ROWS, POINTS, *FEEDS),
    "stop-searches": ROWS,
    "arrests": ROWS,
    "weapon-recoveries": ROWS,
    "recorded-crime": ROWS,
    "statements": ROWS,
    "wards": (*ROWS, POINTS),
    "releases": (*ROWS, *FEEDS),
}
LINKS = (
    *(
        (name, f"/api/v1/{name}{ending}", media)
        for name, formats in COLLECTIONS.items()
        for ending, media in formats
    ),
    *(
        ("stats", f"/api/v1/stats/{name}{ending}", media)
        for name in DATASETS
        for ending, media in ROWS[:3]
    ),
    ("codelists", "/api/v1/codelists", "application/json"),
    ("bulk", "/bulk", "application/json"),
    ("service-desc", "/api/v1/openapi.json", "application/vnd.oai.openapi+json;version=3.1"),
    ("service-desc", "/api/v1/openapi-3.0.json", "application/vnd.oai.openapi+json;version=3.0"),
    ("service-desc", "/api/v1/openapi.yaml", "application/vnd.oai.openapi;version=3.1"),
    ("service-desc", "/api/v1/openapi-3.0.yaml", "application/vnd.oai.openapi;version=3.0"),
    ("service-doc", "/docs", "text/html"),
    ("service-doc", "/swagger", "text/html"),
    ("service-meta", "/catalog.jsonld", "application/ld+json"),
    ("api-catalog", "/.well-known/api-catalog", "application/linkset+json"),
)


class EntryView(ReleasedView):
    """Where everything is, the release that answers, and which months of street-level incidents
    it covers."""

    operation_id = "getEntry"
    tag = "Entry"
    summary = "Entry document"
    serializer_class = EntrySerializer

    def describe(self, query):
        return f"Crime and policing in {settings.AREA_NAME}"

    def get_coverage(self, query):
        return coverage_of(query.release, Asked(Incident.kind)).as_meta()

    def answer(self, query):
        links = [{"rel": rel, "href": absolute(path), "type": media} for rel, path, media in LINKS]
        return self.json(
            {
                "title": "Havering Safety",
                "area": settings.AREA_NAME,
                "wards": len(gazetteer_of(query.release).current),
                "links": links,
                "meta": self.get_meta(query),
            }
        )
