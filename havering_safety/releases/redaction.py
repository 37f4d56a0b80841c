"""Withdraw rows from every release: versions, counts and all, with a tombstone in their place.

It is the one thing that changes what a permalink gives, so every release gets a new validator.
"""

from collections import Counter

from django.db import connection
from django.db.models import F

from havering_safety.releases.models import Release, SourceFile
from havering_safety.releases.tally import take_from_differences
from havering_safety.releases.tombstones import Tombstone, digest_of


def redact(writer, rows, *, reason, by):
    """Withdraw rows, each given as (model, public id), from every release, this one included."""
    _begin()
    for model, public_id in rows:
        _redact_row(writer, model, public_id, reason, by)
    _end(writer)


def redact_named(writer, model, name, *, kind, reason, by):
    """Withdraw a row that has a `slug` and comes from no monthly file from every release."""
    _begin()
    Tombstone.objects.create(
        release=writer.release, kind=kind, public_id=name, reason=reason, redacted_by=by
    )
    model.objects.filter(slug=name).delete()
    writer.touched.add(model)
    writer.report.withdrawn += 1
    _end(writer)


def _begin():
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # Else the bytes would lie in the file until others need their place.
            cursor.execute("PRAGMA secure_delete = ON")


def _end(writer):
    Release.objects.update(redactions=F("redactions") + 1, redacted_at=writer.release.created_at)


def _redact_row(writer, model, public_id, reason, by):
    versions = model.objects.filter(public_id=public_id).order_by("first_release")
    found = list(versions)
    first, last = found[0], found[-1]
    trace = model.trace_of({name: getattr(last, name) for name in model.column_fields})
    Tombstone.objects.create(
        release=writer.release, kind=model.kind, public_id=public_id, source=last.source,
        force=last.force, month=last.month, identity=last.identity, ordinal=last.ordinal,
        attributes=sorted({digest_of(values) for values in versions.values_list(*model.attribute_fields)}),
        trace=digest_of(trace.text), is_name=trace.is_name,
        opened=[version.first_release for version in found], reason=reason, redacted_by=by,
    )  # fmt: skip
    _mark_files(model, last, first.first_release)
    take_from_differences(model, versions)
    versions.delete()
    writer.touched.add(model._meta.concrete_model)
    writer.report.withdrawn += 1


def _mark_files(model, row, since):
    """Note in the files that held a row that it is withheld, so that they are known again unread."""
    scope = {name: getattr(row, name) for name in ("source", "force", "month")}
    code = getattr(row, getattr(model, "code_field", ""), None)
    files = SourceFile.objects.filter(
        kind=model.kind, release__gte=since, release__lte=row.last_release, **scope
    )
    for file in files:
        if code is None or not file.codes or code in file.codes:
            file.withheld += 1
            file.save(update_fields=["withheld"])


def opened_by_release(kind):
    """Return how many versions of rows redacted since each release had opened, as a Counter."""
    opened = Tombstone.objects.filter(kind=kind).values_list("opened", flat=True)
    return Counter(release for releases in opened for release in releases)
