"""The entry document: where everything is."""

from django.conf import settings

from havering_safety.api.links import absolute
from havering_safety.releases.views import ReleasedView
from incidents.coverage import Asked, coverage_of
from incidents.models import Incident
from incidents.serializers import EntrySerializer
from incidents.statistics.catalogue import DATASETS
from wards.gazetteer import gazetteer_of

LINKS = (
    ("incidents", "/api/v1/incidents", "application/json"),
    ("incidents", "/api/v1/incidents.csv", "text/csv"),
    ("incidents", "/api/v1/incidents.geojson", "application/geo+json"),
    *(
        (name, f"/api/v1/{name}{suffix}", media)
        for name in (
            "stop-searches",
            "arrests",
            "weapon-recoveries",
            "recorded-crime",
            "statements",
        )
        for suffix, media in (("", "application/json"), (".csv", "text/csv"))
    ),
    *(
        ("stats", f"/api/v1/stats/{name}{suffix}", media)
        for name in DATASETS
        for suffix, media in (("", "application/json"), (".csv", "text/csv"))
    ),
    ("wards", "/api/v1/wards", "application/json"),
    ("wards", "/api/v1/wards.csv", "text/csv"),
    ("wards", "/api/v1/wards.geojson", "application/geo+json"),
    ("releases", "/api/v1/releases", "application/json"),
    ("releases", "/api/v1/releases.csv", "text/csv"),
    ("codelists", "/api/v1/codelists", "application/json"),
    ("service-desc", "/api/v1/openapi.json", "application/vnd.oai.openapi+json;version=3.1"),
    ("service-desc", "/api/v1/openapi-3.0.json", "application/vnd.oai.openapi+json;version=3.0"),
    ("service-desc", "/api/v1/openapi.yaml", "application/vnd.oai.openapi;version=3.1"),
    ("service-desc", "/api/v1/openapi-3.0.yaml", "application/vnd.oai.openapi;version=3.0"),
    ("service-doc", "/swagger", "text/html"),
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
