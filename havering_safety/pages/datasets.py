"""The data sets as pages name and ask them: titles, the API's views and addresses."""

from dataclasses import dataclass

from django.urls import Resolver404, resolve

from havering_safety.api.parameters import Query
from havering_safety.pages.asking import ask
from incidents.statistics.months import shift_month
from incidents.views.statistics import (
    ArrestStatsView,
    IncidentStatsView,
    RecordedCrimeStatsView,
    StatsJsonView,
    StopSearchStatsView,
    WeaponRecoveryStatsView,
)

FORMATS = {
    "csv": "CSV, opens in Excel",
    "xlsx": "Excel workbook",
    "ndjson": "NDJSON, a row a line",
    "geojson": "GeoJSON, points for a map",
    "svg": "SVG, a drawing",
    "png": "PNG, a picture",
    "vl.json": "Vega-Lite, the chart's specification",
}


@dataclass(frozen=True)
class Shown:
    """A data set on the pages. `short` stands in the navigation, `about` says what a row is."""

    name: str
    short: str
    about: str
    view: type[StatsJsonView]

    @property
    def path(self):
        """The address of its statistics."""
        return f"/api/v1/stats/{self.name}"

    @property
    def rows_path(self):
        return f"/api/v1/{self.name}"

    @property
    def dataset(self):
        return self.view.dataset

    def ask(self, texts, release):
        """Return the API's answer from a release to a query of its statistics, or raise its Problem."""
        return ask(self.view, self.path, {**texts, "release": release.number})

    def coverage(self, release):
        """Return what a release covers of it, whatever is asked."""
        return self.dataset.coverage(Query(release, self.dataset.filterset.base_filters, {}))

    def latest_year(self, release):
        """Return first and last of the twelve months to the latest one covered, None without any."""
        covered = self.coverage(release).covered
        return (shift_month(covered[-1], -11), covered[-1]) if covered else None


SHOWN = {
    shown.name: shown
    for shown in (
        Shown(
            "incidents",
            "Street-level incidents",
            "Crimes and anti-social behaviour, dated to the month and placed on an anonymised point.",
            IncidentStatsView,
        ),
        Shown(
            "stop-searches",
            "Stop searches",
            "People and vehicles that were stopped and searched.",
            StopSearchStatsView,
        ),
        Shown(
            "arrests",
            "Arrests",
            "Arrests that followed a stop and search. Open data hold no others.",
            ArrestStatsView,
        ),
        Shown(
            "weapon-recoveries",
            "Weapon recoveries",
            "Searches for weapons with a positive outcome, which does not prove that one was found.",
            WeaponRecoveryStatsView,
        ),
        Shown(
            "recorded-crime",
            "Recorded crime",
            "The Metropolitan Police's own monthly counts, by ward and offence.",
            RecordedCrimeStatsView,
        ),
    )
}


def exists(path):
    """Tell whether an address is one of this service."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
