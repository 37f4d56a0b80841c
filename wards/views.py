"""Views of wards."""

from havering_safety.api.problems import Problem
from havering_safety.api.renderers import GeoJSONRenderer
from havering_safety.api.row_views import EXPORT_HINTS, RowsView
from havering_safety.releases.views import ReleasedCsvView, ReleasedListView, ReleasedView
from wards.filters import WardFilterSet
from wards.former import ENDED
from wards.gazetteer import gazetteer_of
from wards.models import Population, Ward
from wards.serializers import WardCollectionSerializer, WardDetailSerializer, WardSerializer


class _Wards(ReleasedView):
    """What every view of many wards shares."""

    tag = "Wards"
    summary = "Wards in force"
    filterset_class = WardFilterSet
    serializer_class = WardSerializer
    ordering_fields = {
        "name": "slug",
        "gss_code": "gss_code",
        "area_km2": "area_km2",
        "population": "population",
    }
    nullable_orderings = frozenset({"population"})
    default_ordering = ["name"]
    key = "gss_code"

    def get_queryset(self, release):
        populations = Population.objects.as_of(release.number)
        return Ward.objects.as_of(release.number).in_force().with_population(populations)

    def describe(self, query):
        words = query.get("search")
        return f"Wards in force with “{words}” in their name" if words else "Wards in force"


class WardListView(_Wards, ReleasedListView):
    """The wards in force, by name, each with its newest population. Names sort as they are
    written: `St` before `Upminster`."""

    operation_id = "listWards"
    export = "/api/v1/wards.csv"


class WardCsvView(_Wards, ReleasedCsvView):
    """The wards in force as CSV."""

    operation_id = "wardsCsv"


class WardGeoJsonView(_Wards, ReleasedView, RowsView):
    """The wards in force with their boundaries, as GeoJSON in WGS84."""

    operation_id = "wardsGeojson"
    renderer_classes = [GeoJSONRenderer]

    @classmethod
    def get_response(cls):
        return WardCollectionSerializer

    @classmethod
    def get_hints(cls):
        return EXPORT_HINTS

    def answer(self, query):
        names = self.plan(query).names
        rows = self.ordered(self.filtered(query), query.get("ordering"))
        features = [
            {
                "type": "Feature",
                "id": row["gss_code"],
                "properties": {name: row[name] for name in names},
                "geometry": _multipolygon(row["boundary"]),
            }
            for row in rows.values(*{*names, "gss_code", "boundary"})
        ]
        body = {"type": "FeatureCollection", "features": features, "meta": self.get_meta(query)}
        return self.json(body)


def _multipolygon(boundary):
    if boundary["type"] == "MultiPolygon":
        return boundary
    return {"type": "MultiPolygon", "coordinates": [boundary["coordinates"]]}


class WardDetailView(ReleasedView):
    """One ward, by GSS code or slug. A ward of 2002 to 2022 answers too, with its successors."""

    operation_id = "getWard"
    tag = "Wards"
    summary = "One ward, current or former"
    serializer_class = WardDetailSerializer
    example_queries = ({}, {"ward": "brooklands"})
    path_parameters = {
        "ward": {
            "schema": {"type": "string", "pattern": "^[A-Za-z0-9-]{1,80}$"},
            "description": "A GSS code or a slug.",
            "example": "st-edwards",
        }
    }

    def answer(self, query, ward):
        gazetteer = gazetteer_of(query.release)
        found, former = gazetteer.find(ward), gazetteer.find_former(ward)
        if not found and not former:
            raise Problem("not-found", f"There is no ward {ward!r}.")
        row = self._current(found, gazetteer) if found else self._former(former, gazetteer)
        self.found = found or former
        return self.json({**row, "meta": self.get_meta(query)})

    def describe(self, query):
        kind = (
            "former ward " if self.found.gss_code not in gazetteer_of(query.release).by_code else ""
        )
        return f"The {kind}{self.found.name}" if kind else f"{self.found.name} ward"

    def _current(self, ward, gazetteer):
        population = gazetteer.populations.get(ward.gss_code)
        return ward_row(ward, population) | {"ended": None, "successors": []}

    def _former(self, ward, gazetteer):
        successors = gazetteer.successors_of(ward)
        return ward_row(ward, None) | {"status": "former", "ended": ENDED, "successors": successors}


def ward_row(ward, population):
    """Return the row of a ward, current or former, as its fields have it; unknown ones are null."""
    row = {name: getattr(ward, name, None) for name in WardSerializer.field_names()}
    if population:
        row |= {
            "population": population.residents,
            "population_date": population.date,
            "population_derived": population.derived,
        }
    return row
