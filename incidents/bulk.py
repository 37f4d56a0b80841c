"""Which tables the bulk files have: one an export, and recorded crime apart where it is never added up."""

from havering_safety.bulk.tables import TableRecipe
from incidents.codelists_offences import OF_KNIVES, OFFENCE_SUBGROUPS, Offence
from incidents.views.incidents import IncidentCsvView
from incidents.views.recorded_crime import RecordedCrimeCsvView
from incidents.views.statements import StatementCsvView
from incidents.views.stop_searches import ArrestCsvView, StopSearchCsvView, WeaponRecoveryCsvView
from wards.views import WardCsvView

WARD = ("ward_code", "wards", "gss_code")
SEARCH = ("id", "stop_searches", "id")
OVERLAP = "The subgroups of knife crime hold one another: never add them up."
COUNTED = {"": "offences", "positive-outcomes": "positive outcomes"}


def _counts(name, title, queries, note=""):
    return TableRecipe(
        name, title, RecordedCrimeCsvView, "/api/v1/recorded-crime.csv", queries,
        references=(WARD,), optional=name != "recorded_crime", note=note,
        indexes=(("ward_code", "month"), ("offence_group", "month"), ("offence_subgroup", "month")),
    )  # fmt: skip


def _recorded_crime():
    """Yield a table for each series: figures of two series are never added up."""
    knives = [
        slug
        for slug, code in OFFENCE_SUBGROUPS.codes.items()
        if isinstance(code, Offence) and code.schemes == (OF_KNIVES,)
    ]
    for level in ("ward", "borough"):
        for counted, words in COUNTED.items():
            series = f"level={level}" + (f"&counted={counted}" if counted else "")
            ending = "_borough" * (level == "borough") + "_positive_outcomes" * bool(counted)
            place = "by ward" if level == "ward" else "of the borough"
            yield _counts(f"recorded_crime{ending}", f"Recorded crime {place}, {words}", (series,))
            yield _counts(
                f"knife_crime{ending}", f"Knife crime {place}, {words}",
                tuple(
                    f"product=monthly-dashboard&{series}&offence_subgroup={slug}" for slug in knives
                ),
                note=OVERLAP,
            )  # fmt: skip


RECIPES = (
    TableRecipe(
        "wards", "Wards in force", WardCsvView, "/api/v1/wards.csv", key="gss_code",
        indexes=(("slug",),),
    ),
    TableRecipe(
        "incidents", "Street-level incidents", IncidentCsvView, "/api/v1/incidents.csv", key="id",
        references=(WARD,), indexes=(("ward_code", "month"), ("crime_type", "month"), ("month",)),
    ),
    TableRecipe(
        "stop_searches", "Stop searches", StopSearchCsvView, "/api/v1/stop-searches.csv", key="id",
        references=(WARD,), indexes=(("ward_code", "month"), ("outcome", "month"), ("month",)),
    ),
    TableRecipe(
        "arrests", "Arrests after a stop and search", ArrestCsvView, "/api/v1/arrests.csv",
        key="id", references=(WARD, SEARCH), indexes=(("ward_code", "month"),),
    ),
    TableRecipe(
        "weapon_recoveries", "Weapon recoveries", WeaponRecoveryCsvView,
        "/api/v1/weapon-recoveries.csv", key="id", references=(WARD, SEARCH),
        indexes=(("ward_code", "month"),),
    ),
    *_recorded_crime(),
    TableRecipe(
        "statements", "Statements by officials and the press", StatementCsvView,
        "/api/v1/statements.csv", key="slug", indexes=(("ward",),),
    ),
)  # fmt: skip
