"""Rows of the area out of one recorded answer of the police API, by identity, with a ledger. Pure.

The numeric `id` of a crime only tells repeats across borders apart; what a row is known by is
what the police publish of it.
"""

from havering_safety.releases.identity import identity_of
from incidents.codelists import CRIME_TYPES, OUTCOMES
from incidents.importers.monthly import MonthlyFile
from incidents.importers.points import OutsideArea, WithoutLocation


def read_rows(answer, prefix, points):
    """Return the MonthlyFile of a RecordedAnswer; raises FileRefusedError for too many rejects.

    A reject's line is its place in the answer, from 1.
    """
    file = MonthlyFile(answer.member, size=answer.size, sha256=answer.sha256)
    file.ledger.rows_read, file.ledger.repeated = answer.rows, answer.repeated
    for fault in answer.rejects:
        file.reject(fault.index + 1, [fault.row], fault.field, "malformed", fault.reason)
    file.refuse_faulty()
    places = [(crime.longitude or "", crime.latitude or "") for crime in answer.crimes]
    points.learn(places)
    for crime, place in zip(answer.crimes, places, strict=True):
        ward = points.wards[place]
        if ward is OutsideArea:
            file.ledger.outside_area += 1
        elif ward is WithoutLocation:
            file.ledger.without_location += 1
        else:
            _keep(file, crime, prefix, ward)
    return file


def _keep(file, crime, prefix, ward):
    file.slug_of(CRIME_TYPES, crime.category)
    outcome = crime.outcome_category and file.slug_of(OUTCOMES, crime.outcome_category)
    texts = (
        crime.persistent_id, crime.category, str(crime.street_id), crime.latitude,
        crime.longitude, crime.location_type or "", crime.location_subtype or "",
    )  # fmt: skip
    rows = file.rows.setdefault(identity_of(prefix, texts), [])
    rows.append((texts, (outcome, ward, crime.street_name)))
    file.ledger.stored += 1
