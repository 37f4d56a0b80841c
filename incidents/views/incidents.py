"""Views of street-level incidents."""

import re

from havering_safety.api.fields import RowPlan
from havering_safety.api.geojson import PointsView
from havering_safety.api.problems import Problem
from havering_safety.api.row_views import RowsView
from havering_safety.releases.views import ReleasedCsvView, ReleasedListView, ReleasedView
from incidents.codelists import CRIME_TYPES, OUTCOMES
from incidents.filters import IncidentFilterSet
from incidents.models import Incident, Outcome
from incidents.serializers import IncidentDetailSerializer, IncidentSerializer
from incidents.serializers_geojson import IncidentCollectionSerializer
from incidents.statistics.datasets import INCIDENTS
from incidents.statistics.kept import kept_count
from incidents.unlisted import labels_of
from incidents.versions import absence, versions_of
from incidents.warnings import Facts, warnings_for
from wards.gazetteer import gazetteer_of

PUBLIC_ID = re.compile("[a-z2-7]{13}")


def tables_of(release):
    """Return the look-up tables of incident rows."""
    gazetteer = gazetteer_of(release)
    return {
        "crime_types": labels_of(release, CRIME_TYPES),
        "outcomes": labels_of(release, OUTCOMES),
        "ward_slugs": gazetteer.slugs,
        "ward_names": gazetteer.names,
    }


def outcomes_of(public_id, release):
    """Return the outcomes that name the incident's Crime ID, oldest first."""
    same = Incident.objects.as_of(release.number)
    crime_ids = same.filter(public_id=public_id, crime_id__isnull=False).values("crime_id")
    rows = Outcome.objects.as_of(release.number).filter(crime_id__in=crime_ids)
    labels = labels_of(release, OUTCOMES)
    return [
        {**row, "outcome_type_name": labels.get(row["outcome_type"])}
        for row in rows.joined_to(same).values(
            "month", "outcome_type", "ambiguous", "first_release"
        )
    ]


class _Incidents(ReleasedView, RowsView):
    """What every view of many incidents shares."""

    tag = "Incidents"
    summary = "Street-level incidents"
    filterset_class = IncidentFilterSet
    serializer_class = IncidentSerializer
    ordering_fields = {
        "month": "month",
        "crime_type": "crime_type",
        "last_outcome_category": "last_outcome_category",
        "ward_code": "ward_code",
        "id": "public_id",
    }
    nullable_orderings = frozenset({"last_outcome_category"})
    default_ordering = ["-month"]
    example_queries: tuple[dict[str, str], ...] = (
        {"ward": "st-edwards", "month": "2024-01", "crime_type": "robbery"},
    )

    example_of_few = {"date_from": "2024-01"}

    def get_queryset(self, release):
        return Incident.objects.as_of(release.number)

    def get_tables(self, release):
        return tables_of(release)

    def describe(self, query):
        return INCIDENTS.describe(query)

    def get_coverage(self, query):
        return INCIDENTS.coverage(query).as_meta()

    def get_warnings(self, query):
        coverage = INCIDENTS.coverage(query)
        return warnings_for(Facts(query, coverage, INCIDENTS))

    def count(self, question):
        kept = kept_count(INCIDENTS, question.query)
        return super().count(question) if kept is None else kept


class IncidentListView(_Incidents, ReleasedListView):
    """Street-level incidents, newest month first. Each is dated to the month and placed on an
    anonymised map point; the ward is the one in force since May 2022 that holds the point.
    Nothing is filtered unless asked. Months that are not held are named in `meta.coverage`:
    no rows there means unknown, not zero."""

    operation_id = "listIncidents"
    example_queries = (
        *_Incidents.example_queries,
        {"crime_type": "robbery,burglary", "date_from": "2024-01", "page": "2"},
    )
    example_problems = {"400": {"crime_type": "robery"}, "404": {"page": "900"}}
    export = "/api/v1/incidents.csv"


class IncidentCsvView(_Incidents, ReleasedCsvView):
    """Every street-level incident that fits, as one CSV document: the same query string as the
    list, without pages. The number of rows stands in `X-Total-Count`."""

    operation_id = "incidentsCsv"


class IncidentGeoJsonView(_Incidents, ReleasedView, PointsView):
    """Every street-level incident that fits, as GeoJSON points in WGS84: the same query string as
    the list, without pages. The properties of a feature are the incident's row. Many incidents
    share a map point. The number of features stands in `X-Total-Count`."""

    operation_id = "incidentsGeojson"

    @classmethod
    def get_response(cls):
        return IncidentCollectionSerializer


class IncidentDetailView(ReleasedView):
    """One incident with all its versions up to the release that answers."""

    operation_id = "getIncident"
    tag = "Incidents"
    summary = "One incident with its history"
    serializer_class = IncidentDetailSerializer
    redactable = True
    path_parameters = {
        "id": {
            "schema": {"type": "string", "pattern": f"^{PUBLIC_ID.pattern}$"},
            "description": "The incident's id.",
            "example": "33plbnkzifr36",
        }
    }

    def describe(self, query):
        return self.title

    def answer(self, query, id):
        if not PUBLIC_ID.fullmatch(id):
            raise Problem("not-found", f"There is no incident {id!r}.")
        release = query.release
        plan = RowPlan(IncidentSerializer)
        rows = (
            Incident.objects.as_of(release.number).filter(public_id=id).values_list(*plan.columns)
        )
        found = plan.dicts(rows, tables_of(release))
        versions = versions_of(Incident, id, release, ("last_outcome_category", "ward_code"))
        if not found:
            raise absence("Incident", Incident, id, versions)
        self.title = (
            f"{found[0]['crime_type_name']} in {found[0]['ward_name']}, {found[0]['month']}"
        )
        body = {**found[0], "versions": versions, "outcomes": outcomes_of(found[0]["id"], release)}
        return self.json({**body, "meta": self.get_meta(query)})
