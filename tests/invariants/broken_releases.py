"""Breaks of rules about releases, ledgers, coverage and kept counts; each returns the failures expected.

`...` stands for failures that follow from the break and are told elsewhere.
"""

from django.db import connection

from havering_safety.releases.models import (
    CURRENT,
    CountDifference,
    Coverage,
    Reject,
    Release,
    SourceFile,
    Tombstone,
    UnlistedCode,
)  # fmt: skip
from incidents.models import Incident, RecordedCrime
from tests.invariants.changing import change, current
from wards.models import Ward


def allow_any_ledger():
    """Let the database forget that ledgers add up, as a table restored without constraints does."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE releases_sourcefile DROP CONSTRAINT ledger_adds_up")


def street_file():
    return SourceFile.objects.filter(kind="street", month="2023-01").order_by("id").first()


PLACE = "release 3, kind street, force btp, month 2023-01, name 2023-01/2023-01-btp-street.csv"


def missing_release():
    Release.objects.create(number=12, created_at="2026-01-01T00:00:00Z")
    return {
        "Releases are numbered from 1 without a gap.": [
            "releases_release, numbers: expected release 11, found release 12"
        ]
    }


def mixture():
    change(Release.objects.get(number=4), synthetic=True)
    return {
        "All releases are of real data, or all of invented data.": [
            "releases_release, synthetic: expected one kind of data, "
            "found 9 real and 1 synthetic releases"
        ]
    }


def impossible_span():
    row = change(current(Ward, status="current"), first_release=11)
    return {
        "Every version of a row begins and ends in a release.": [
            f"wards_ward, version {row.pk}: expected releases between 1 and 10, the last not "
            f"before the first, found first_release 11, last_release {CURRENT}"
        ],
        "Every ward code is that of a ward loaded by then.": ...,
    }


def unknown_release():
    UnlistedCode.objects.create(codelist="forces", slug="x", label="X", first_release=11)
    return {
        "Counts and unlisted codes name releases that exist.": [
            "releases_unlistedcode, first_release: expected releases between 1 and 10, "
            f"found {UnlistedCode.objects.order_by('first_release')[0].first_release} to 11"
        ]
    }


def wrong_ledger():
    allow_any_ledger()
    file = street_file()
    change(file, rows_read=file.rows_read + 1)
    return {
        "The rows read of a file are those counted in its ledger.": [
            f"releases_sourcefile, {PLACE}: expected {file.rows_read + 1} rows read, "
            f"found {file.rows_read} counted"
        ]
    }


def lost_reject():
    Reject.objects.create(
        source_file=street_file(), line=2, column="Month", reason="month", detail="", row=""
    )
    return {
        "Every rejected row is kept with its reason.": [
            f"releases_reject, {PLACE}: expected 0 rejected rows kept, found 1 kept"
        ]
    }


def unaccounted_row():
    file = street_file()
    change(file, added=file.added + 1)
    opened = Incident.objects.filter(first_release=3).count()
    return {
        "A release opened the versions that its files say.": [
            f"incidents_incident, release 3: expected the {opened + 1} versions its files opened, "
            f"found {opened}"
        ]
    }


def coverage_from_nowhere():
    Coverage.objects.create(
        source="archive", kind="street", force="essex", month="2023-07", first_release=3
    )
    return {
        "What is covered was in a source file.": [
            "releases_coverage, source archive, kind street, force essex, month 2023-07, "
            "code all: expected a source file in release 3, found no such file"
        ]
    }


def coverage_lost():
    Coverage.objects.filter(kind="street", force="btp", month="2023-01").delete()
    return {
        "What a source file held is covered.": [
            f"releases_sourcefile, {place}: expected coverage of all codes, found none"
            for place in (PLACE, PLACE.replace("release 3", "release 10"))
        ]
    }


def wrong_count():
    kept = CountDifference.objects.filter(dataset="incidents", release=5).order_by("id")[0]
    change(kept, n=kept.n + 1)
    return {
        "Kept counts changed in each release as its rows did.": [
            f"releases_countdifference, release 5, dataset incidents, ward_code {kept.ward_code}, "
            f"month {kept.month}, code {kept.code}: expected {kept.n:+}, found {kept.n + 1:+}"
        ]
    }


def lost_row():
    row = current(RecordedCrime, level="ward", count__gt=0, first_release=7)
    row.delete()
    opened = RecordedCrime.objects.filter(first_release=7).count()
    same = {name: getattr(row, name) for name in ("ward_code", "month", "offence_group")}
    left = sum(
        RecordedCrime.objects.in_series("geographic-breakdown/ward/offences")
        .filter(first_release=7, **same)
        .values_list("count", flat=True)
    )
    return {
        "Kept counts changed in each release as its rows did.": [
            f"releases_countdifference, release 7, dataset recorded-crime, ward_code "
            f"{row.ward_code}, month {row.month}, code {row.offence_group}: expected {left:+}, "
            f"found {left + row.count:+}"
        ],
        "A release opened the versions that its files say.": [
            f"incidents_recordedcrime, release 7: expected the {opened + 1} versions its files "
            f"opened, found {opened}"
        ],
    }


def unknown_dataset():
    CountDifference.objects.create(
        release=1, dataset="parking", ward_code="", month="2023-01", code="", n=1
    )
    return {
        "Kept counts are of data sets that are counted.": [
            "releases_countdifference, dataset parking: expected a data set that is counted, "
            "found no such one"
        ]
    }


def redacted_row_that_is_back():
    row = current(Incident, first_release=3)
    scope = {name: getattr(row, name) for name in ("source", "force", "month")}
    Tombstone.objects.create(
        release_id=10, kind="street", public_id=row.public_id, identity=row.identity,
        ordinal=row.ordinal, is_name=False, **scope,
    )  # fmt: skip
    return {
        "What was redacted is in no release.": [
            f"incidents_incident, public_id {row.public_id}, first_release 3: expected no version "
            "of a redacted row, found one"
        ]
    }


def old_validator():
    Release.objects.exclude(number=4).update(redactions=2)
    return {
        "Every release has the number of the last redaction.": [
            "releases_release, release 4: expected redactions 2, found 0"
        ]
    }


BREAKS = (
    missing_release, mixture, impossible_span, unknown_release, wrong_ledger, lost_reject,
    unaccounted_row, coverage_from_nowhere, coverage_lost, wrong_count, lost_row, unknown_dataset,
    redacted_row_that_is_back, old_validator,
)  # fmt: skip
