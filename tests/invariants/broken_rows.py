"""Breaks of rules about versions, ids, wards and codes; each returns the failures expected.

`...` stands for failures that follow from the break and are told elsewhere.
"""

from incidents.models import Incident, RecordedCrime, StopSearch
from tests.invariants.changing import change, copy, current
from wards.models import Population, Ward


def second_current_version():
    row = current(RecordedCrime, first_release=8)
    copy(row, first_release=10)
    return {
        "Every row has at most one current version.": [
            f"incidents_recordedcrime, public_id {row.public_id}: expected one current version, "
            "found 2"
        ],
        "Versions of a row neither overlap nor leave a gap.": [
            f"incidents_recordedcrime, public_id {row.public_id}, first_release 8: expected no "
            "later version than the current one, found one from release 10"
        ],
        "Kept counts changed in each release as its rows did.": ...,
    }


def revised():
    """Return both versions of a row that release 5 revised."""
    first = Incident.objects.filter(first_release=3, last_release=4)
    for old in first.order_by("version"):
        new = Incident.objects.filter(public_id=old.public_id, first_release=5).first()
        if new:
            return old, new
    return None


def overlap():
    old, _ = revised()
    change(old, last_release=6)
    return chain_failure(old, 7)


def gap():
    old, _ = revised()
    change(old, last_release=3)
    return chain_failure(old, 4)


def chain_failure(old, expected):
    return {
        "Versions of a row neither overlap nor leave a gap.": [
            f"incidents_incident, public_id {old.public_id}, first_release 3: expected the next "
            f"version from release {expected}, found one from release 5"
        ],
        "Kept counts changed in each release as its rows did.": ...,
    }


def changed_identity():
    old, new = revised()
    change(new, identity=1)
    row = f"incidents_incident, public_id {old.public_id}: expected one identity"
    return {
        "An id stands for one identity.": [
            f"{row} ({old.identity}), found another too (1)",
            # Release 10 gave it back its first outcome.
            f"{row} (1), found another too ({old.identity})",
        ]
    }


def second_id():
    row = current(Incident, first_release=3)
    change(row, public_id="zzzzzzzzzzzzz")
    twin = copy(current(Incident, pk=row.pk), public_id="aaaaaaaaaaaaa")
    place = (
        f"source {row.source}, force {row.force}, month {row.month}, identity {row.identity}, "
        f"ordinal {row.ordinal}"
    )
    assert twin.identity == row.identity
    return {
        "An identity has one id.": [
            f"incidents_incident, {place}: expected one id (aaaaaaaaaaaaa), found zzzzzzzzzzzzz too"
        ],
        "Kept counts changed in each release as its rows did.": ...,
        "A release opened the versions that its files say.": ...,
    }


def wrong_hash():
    row = change(current(RecordedCrime, level="ward"), public_id="zzzzzzzzzzzzz")
    place = (
        f"month {row.month}, product {row.product}, level ward, counted offences, "
        f"area_code {row.area_code}, offence_group {row.offence_group}, "
        f"offence_subgroup {row.offence_subgroup}"
    )
    return {
        "The id of a figure is the hash of what it is known by.": [
            f"incidents_recordedcrime, {place}: expected identity {row.identity} and id "
            f"{row.public_id}, found {row.identity} and zzzzzzzzzzzzz"
        ]
    }


def unknown_ward():
    change(current(Population), gss_code="E05999999")
    return {
        "Every ward code is that of a ward loaded by then.": [
            "wards_population, gss_code E05999999 (1 rows): expected a ward that is loaded, "
            "found none of this code"
        ]
    }


def ward_not_in_force():
    change(current(Ward, gss_code="E05013979"), last_release=9)
    tables = (Incident, RecordedCrime, StopSearch)
    rows = {
        model: model.objects.current().filter(ward_code="E05013979").count() for model in tables
    }
    return {
        "Current police rows lie in wards in force.": [
            f"{model._meta.db_table}, ward_code E05013979 ({rows[model]:,} rows): "
            "expected a ward in force, found none"
            for model in tables
        ]
    }


def wrong_day():
    row = current(StopSearch, month="2023-05")
    change(row, local_date="1999-01-31")
    return {
        "London's day and month agree with the instant.": [
            "incidents_stopsearch, local_date 1999-01-31: expected month 1999-01, "
            "found month 2023-05",
            "incidents_stopsearch, local_date 1999-01-31: expected instants from "
            "1999-01-31T00:00Z to 1999-02-01T00:00Z, "
            f"found {row.date:%Y-%m-%dT%H:%M:%SZ}",
        ]
    }


def wrong_arrest():
    row = current(StopSearch, outcome="arrest", basis=None, object_of_search="controlled-drugs")
    change(row, is_arrest=False, is_positive=None)
    same = {name: getattr(row, name) for name in ("first_release", "ward_code", "month")}
    n = StopSearch.objects.arrests().filter(**same).count()
    return {
        "Arrests, weapons and bases follow from outcome, object and flag.": [
            "incidents_stopsearch, outcome arrest, object_of_search controlled-drugs, "
            "outcome_linked_to_object_of_search none (1 rows): expected is_arrest True, "
            "is_positive True, for_weapons False, basis None, found is_arrest False, "
            "is_positive None, for_weapons False, basis None"
        ],
        "Kept counts changed in each release as its rows did.": [
            f"releases_countdifference, release {row.first_release}, dataset arrests, ward_code "
            f"{row.ward_code}, month {row.month}, code arrest: expected +{n}, found +{n + 1}"
        ],
    }


def mixed_flags():
    row = current(StopSearch, basis="positive-outcome")
    other = current(StopSearch, month=row.month, is_positive=False)
    change(other, outcome_linked_to_object_of_search=False)
    called = StopSearch.objects.current().filter(month=row.month, basis="positive-outcome").count()
    return {
        "A month records the flag of linked outcomes, or does not.": [
            f"incidents_stopsearch, source archive, force metropolitan, month {row.month}: "
            f"expected a flag recorded or not, found 1 rows with it and {called} called positive "
            "for lack of it"
        ]
    }


def unlisted_code():
    change(current(StopSearch, first_release=3), gender="martian")
    return {
        "Every coded value is listed, or noted as unlisted.": [
            "incidents_stopsearch, gender martian (1 rows): expected a value of the codelist "
            "genders, or an unlisted one of it, found none by release 3"
        ]
    }


BREAKS = (
    second_current_version, overlap, gap, changed_identity, second_id, wrong_hash, unknown_ward,
    ward_not_in_force, wrong_day, wrong_arrest, mixed_flags, unlisted_code,
)  # fmt: skip
