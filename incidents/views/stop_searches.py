"""Views of stop searches, and of the arrests and weapon recoveries among them."""

from havering_safety.api.fields import RowPlan
from havering_safety.releases.views import ReleasedCsvView, ReleasedListView, ReleasedView
from incidents.codelists_stop_search import LEGISLATION, SEARCH_OBJECTS, SEARCH_OUTCOMES
from incidents.models import Arrest, StopSearch, WeaponRecovery
from incidents.serializers_stop_search import (
    ArrestDetailSerializer,
    ArrestSerializer,
    StopSearchDetailSerializer,
    StopSearchSerializer,
    WeaponRecoveryDetailSerializer,
    WeaponRecoverySerializer,
)
from incidents.statistics.datasets import ARRESTS, STOP_SEARCHES, WEAPON_RECOVERIES, DataSet
from incidents.unlisted import labels_of
from incidents.versions import absence, versions_of
from incidents.warnings import Facts, warnings_for
from wards.gazetteer import gazetteer_of


def tables_of(release):
    """Return the look-up tables of stop search rows."""
    gazetteer = gazetteer_of(release)
    return {
        "legislation": labels_of(release, LEGISLATION),
        "objects": labels_of(release, SEARCH_OBJECTS),
        "outcomes": labels_of(release, SEARCH_OUTCOMES),
        "ward_slugs": gazetteer.slugs,
        "ward_names": gazetteer.names,
    }


class _Searches(ReleasedView):
    """What every view of many stop searches shares."""

    dataset: DataSet

    ordering_fields = {
        "date": "date",
        "month": "month",
        "ward_code": "ward_code",
        "object_of_search": "object_of_search",
        "outcome": "outcome",
        "id": "public_id",
    }
    nullable_orderings = frozenset({"object_of_search", "outcome"})
    default_ordering = ["-date"]

    def get_queryset(self, release):
        return self.dataset.rows(release.number)

    def get_tables(self, release):
        return tables_of(release)

    def describe(self, query):
        return self.dataset.describe(query)

    def _coverage(self, query):
        return self.dataset.coverage(query)

    def get_coverage(self, query):
        return self._coverage(query).as_meta()

    def get_warnings(self, query):
        return warnings_for(Facts(query, self._coverage(query), self.dataset))


class _StopSearches(_Searches):
    tag = "Stop searches"
    summary = "Stop searches"
    dataset = STOP_SEARCHES
    filterset_class = STOP_SEARCHES.filterset
    serializer_class = StopSearchSerializer


class _Arrests(_Searches):
    tag = "Arrests"
    summary = "Arrests after a stop and search"
    dataset = ARRESTS
    filterset_class = ARRESTS.filterset
    serializer_class = ArrestSerializer


class _WeaponRecoveries(_Searches):
    tag = "Weapon recoveries"
    summary = "Weapon recoveries"
    dataset = WEAPON_RECOVERIES
    filterset_class = WEAPON_RECOVERIES.filterset
    serializer_class = WeaponRecoverySerializer


class StopSearchListView(_StopSearches, ReleasedListView):
    """Stop searches, newest first. Days and months are London's; `date` is UTC as published.
    A search without a published location cannot be placed and is not here; the ledgers of the
    releases count them."""

    operation_id = "listStopSearches"
    export = "/api/v1/stop-searches.csv"


class StopSearchCsvView(_StopSearches, ReleasedCsvView):
    """Every stop search that fits, as CSV."""

    operation_id = "stopSearchesCsv"


class ArrestListView(_Arrests, ReleasedListView):
    """Stop searches whose outcome is an arrest, newest first. Open data hold no other arrests:
    never take these for all arrests."""

    operation_id = "listArrests"
    export = "/api/v1/arrests.csv"


class ArrestCsvView(_Arrests, ReleasedCsvView):
    """Every arrest after a stop and search that fits, as CSV."""

    operation_id = "arrestsCsv"


class WeaponRecoveryListView(_WeaponRecoveries, ReleasedListView):
    """Searches for weapons with a positive outcome, newest first. `basis` says on what ground each
    is called a recovery; a positive outcome does not prove that a weapon was found."""

    operation_id = "listWeaponRecoveries"
    export = "/api/v1/weapon-recoveries.csv"


class WeaponRecoveryCsvView(_WeaponRecoveries, ReleasedCsvView):
    """Every weapon recovery that fits, as CSV."""

    operation_id = "weaponRecoveriesCsv"


class _SearchDetail(ReleasedView):
    dataset: DataSet
    model: type[StopSearch]
    row_serializer: type[StopSearchSerializer]
    redactable = True
    path_parameters = {
        "id": {
            "schema": {"type": "string", "pattern": "^[a-z2-7]{13}$"},
            "description": "The row's id.",
            "example": "3xwyf72xajmre",
        }
    }

    def describe(self, query):
        return self.title

    def answer(self, query, id):
        release, plan = query.release, RowPlan(self.row_serializer)
        rows = self.dataset.rows(release.number).filter(public_id=id).values_list(*plan.columns)
        found = plan.dicts(rows, tables_of(release))
        versions = versions_of(self.model, id, release, ("outcome", "ward_code"))
        if not found:
            raise absence(self.summary, self.model, id, versions)
        self.title = f"{self.summary} in {found[0]['ward_name']}, {found[0]['local_date']}"
        return self.json({**found[0], "versions": versions, "meta": self.get_meta(query)})

    def get_warnings(self, query):
        return [{"code": code, "detail": detail} for code, detail in self.dataset.notes]


class StopSearchDetailView(_SearchDetail):
    """One stop search with all its versions up to the release that answers."""

    operation_id = "getStopSearch"
    tag = "Stop searches"
    summary = "Stop search"
    dataset, model, row_serializer = STOP_SEARCHES, StopSearch, StopSearchSerializer
    serializer_class = StopSearchDetailSerializer


class ArrestDetailView(_SearchDetail):
    """One arrest after a stop and search."""

    operation_id = "getArrest"
    tag = "Arrests"
    summary = "Arrest after a stop and search"
    dataset, model, row_serializer = ARRESTS, Arrest, ArrestSerializer
    serializer_class = ArrestDetailSerializer


class WeaponRecoveryDetailView(_SearchDetail):
    """One weapon recovery."""

    operation_id = "getWeaponRecovery"
    tag = "Weapon recoveries"
    summary = "Weapon recovery"
    dataset, model, row_serializer = WEAPON_RECOVERIES, WeaponRecovery, WeaponRecoverySerializer
    serializer_class = WeaponRecoveryDetailSerializer
