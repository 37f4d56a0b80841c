"""Which data sets there are changes of, by name, in the order in which they are told."""

from incidents.models import Arrest, Incident, Outcome, RecordedCrime, StopSearch, WeaponRecovery
from incidents.models.api_incident import ApiIncident
from incidents.serializers import IncidentSerializer
from incidents.serializers_changes import OutcomeRowSerializer
from incidents.serializers_recorded_crime import RecordedCrimeSerializer
from incidents.serializers_statements import StatementSerializer
from incidents.serializers_stop_search import (
    ArrestSerializer,
    StopSearchSerializer,
    WeaponRecoverySerializer,
)
from incidents.views import incidents, statements, stop_searches
from incidents.views.changed_tables import LargeTable, SmallTable
from incidents.views.recorded_crime import RecordedCrimeCsvView
from incidents.views.statements import StatementCsvView
from wards.serializers import WardSerializer
from wards.views import WardCsvView


def _searches(noun, model, serializer):
    return LargeTable(noun, model, model.attribute_fields, serializer, stop_searches.tables_of)


CHANGED = {
    "wards": SmallTable(
        "wards", "gss_code", "gss_code", WardCsvView().get_queryset, WardSerializer, lambda release: {}
    ),
    "incidents": LargeTable(
        # Those of the police API can get other words for the same place.
        "street-level incidents", Incident, ApiIncident.attribute_fields, IncidentSerializer,
        incidents.tables_of,
    ),
    "outcomes": LargeTable(
        "outcomes", Outcome, Outcome.attribute_fields, OutcomeRowSerializer, incidents.tables_of
    ),
    "stop-searches": _searches("stop searches", StopSearch, StopSearchSerializer),
    "arrests": _searches("arrests after a stop and search", Arrest, ArrestSerializer),
    "weapon-recoveries": _searches("weapon recoveries", WeaponRecovery, WeaponRecoverySerializer),
    "recorded-crime": LargeTable(
        "recorded crime", RecordedCrime, RecordedCrime.attribute_fields, RecordedCrimeSerializer,
        RecordedCrimeCsvView().get_tables,
    ),
    "statements": SmallTable(
        "statements", "slug", "ward_code", StatementCsvView().get_queryset, StatementSerializer,
        statements.tables_of,
    ),
}  # fmt: skip
# Arrests and weapon recoveries are stop searches: asked for beside them, a row would be told twice.
ALL_ROWS = [name for name in CHANGED if name not in {"arrests", "weapon-recoveries"}]
WITHOUT_MONTHS = {name for name, table in CHANGED.items() if isinstance(table, SmallTable)}
