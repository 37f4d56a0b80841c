"""Releases: numbered states of everything published, which no later import alters.

The one idea: a row is never changed and never deleted. A change closes the
version that stood (`last_release`) and opens another (`first_release`), so that
every query, today's or an old one, has the same shape.
"""

import datetime
from collections.abc import Callable
from functools import cached_property

from django.db import models
from django.db.models import F, Q

from havering_safety.releases.memory import ReleaseKey
from havering_safety.releases.tombstones import Tombstone as Tombstone
from havering_safety.releases.tombstones import Trace

# `last_release` of a row that still stands; shown as null.
CURRENT = 2_147_483_647


class ReleaseQuerySet(models.QuerySet):
    def newest(self):
        """Return the newest release, or None before the first import."""
        return self.order_by("-number").first()


class Release(models.Model):
    """One import, and the state of all tables after it. `number` counts from 1 without a gap."""

    number = models.PositiveIntegerField(primary_key=True)
    created_at = models.DateTimeField()
    summary = models.CharField(max_length=500)
    synthetic = models.BooleanField(default=False)
    # How often rows had been withdrawn from every release, and when last after this one was made.
    redactions = models.PositiveIntegerField(default=0)
    redacted_at = models.DateTimeField(null=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]

    def __str__(self):
        return f"release {self.number}"

    @cached_property
    def validator(self):
        """A text that changes with everything published: part of every validator and cache key."""
        return f"{self.number} {self.created_at.isoformat()} {self.redactions}"

    @property
    def modified_at(self):
        """When what it gives last changed: when it was made, or a row was redacted."""
        return self.redacted_at or self.created_at

    @cached_property
    def memory_key(self):
        return ReleaseKey(self)


# The state before the first import: nothing is held.
BEGINNING = Release(
    number=0,
    created_at=datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC),
    summary="Nothing is held yet",
)


class SourceFile(models.Model):
    """A file that an import read, and its ledger: what became of each of its rows."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="source_files")
    source = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    force = models.CharField(max_length=60, null=True, blank=True)
    month = models.CharField(max_length=7, null=True, blank=True)
    codes = models.JSONField(
        default=list, blank=True, help_text="crime types the file claims to hold; none = all"
    )
    name = models.CharField(max_length=300)
    archive = models.CharField(max_length=300, blank=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    rows_read = models.PositiveIntegerField()
    stored = models.PositiveIntegerField(default=0)
    outside_area = models.PositiveIntegerField(default=0)
    without_location = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    revised = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    withheld = models.PositiveIntegerField(
        default=0, help_text="rows among those stored that were redacted, before or since"
    )
    reading = models.CharField(
        max_length=64, blank=True,
        help_text="digest of what decides, beside its bytes, how the file is read; see `known`",
    )  # fmt: skip

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="ledger_adds_up",
                condition=Q(
                    rows_read=F("stored")
                    + F("outside_area")
                    + F("without_location")
                    + F("rejected")
                    + F("repeated")
                ),
            )
        ]

    def __str__(self):
        return self.name


class Reject(models.Model):
    """A row that could not be read: where it stands, why, and the row itself, so that nothing is lost."""

    source_file = models.ForeignKey(SourceFile, on_delete=models.CASCADE, related_name="rejects")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=60)
    reason = models.CharField(max_length=40)
    detail = models.CharField(max_length=300)
    row = models.TextField()

    class Meta:
        ordering = ["line"]

    def __str__(self):
        return f"line {self.line}: {self.reason}"


class VersionedQuerySet(models.QuerySet):
    def as_of(self, release):
        """Return the rows that stood in a release, given by its number."""
        return self.filter(first_release__lte=release, last_release__gte=release)

    def current(self):
        return self.filter(last_release=CURRENT)


class VersionedRow(models.Model):
    """A row of any published table, from its first release to its last."""

    version = models.BigAutoField(primary_key=True)
    first_release = models.PositiveIntegerField()
    last_release = models.PositiveIntegerField(default=CURRENT)

    objects = VersionedQuerySet.as_manager()

    class Meta:
        abstract = True


class PublishedQuerySet(VersionedQuerySet):
    def in_scope(self, scope):
        """Return every version, current or not, of the rows that a file of this scope speaks for."""
        rows = self.filter(month=scope.month, source=scope.source, force=scope.force)
        return rows.filter(**{f"{self.model.code_field}__in": scope.codes}) if scope.codes else rows

    def history_of(self, public_id, release):
        """Return the versions of one row up to a release, oldest first."""
        return self.filter(public_id=public_id, first_release__lte=release).order_by(
            "first_release"
        )


class PublishedRow(VersionedRow):
    """A versioned row of a monthly file, matched by identity (see `matching`).

    A subclass names `column_fields`, which `columns_of` makes from the published
    texts; `attribute_fields`, which may change while the row stays the same;
    and `code_field`, by which a file can be partial.
    """

    public_id = models.CharField(max_length=13)
    identity = models.BigIntegerField()
    ordinal = models.PositiveIntegerField()
    source = models.CharField(max_length=20)
    force = models.CharField(max_length=60, null=True)
    month = models.CharField(max_length=7)

    column_fields: tuple[str, ...]
    attribute_fields: tuple[str, ...]
    code_field: str
    columns_of: Callable[[tuple[str, ...]], tuple]
    # Tells a row from its columns under another identity; None where none is ever redacted.
    trace_of: Callable[[dict], Trace] | None = None

    objects = PublishedQuerySet.as_manager()

    class Meta:
        abstract = True


class UnlistedCode(models.Model):
    """A published value that no codelist knows: kept under a slug of its own, and never renamed."""

    codelist = models.CharField(max_length=40)
    slug = models.CharField(max_length=100)
    label = models.CharField(max_length=200)
    first_release = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["codelist", "slug"], name="one_label_a_slug"),
        ]

    def __str__(self):
        return f"{self.codelist}: {self.label}"


class Coverage(VersionedRow):
    """What is held: one row a source, kind, force, month and code (empty code: all of them)."""

    source = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    force = models.CharField(max_length=60, blank=True)
    month = models.CharField(max_length=7)
    code = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["kind", "month", "force", "code"]
        indexes = [
            models.Index(
                fields=["kind", "month", "first_release", "last_release"], name="coverage_of_kind"
            )
        ]

    def __str__(self):
        return f"{self.source} {self.kind} {self.force or 'no force'} {self.month} {self.code or 'all'}"


class Quality(VersionedRow):
    """How a month's file was found when it was read, by rules of its kind; keys as in Coverage.

    `flags` are slugs of what a reader must be told; `days_covered` is what a rate per day divides
    by. `duplicates` (rows beyond the first of each equal set) and `last_day` are null where the
    kind of file has none.
    """

    source = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    force = models.CharField(max_length=60, blank=True)
    month = models.CharField(max_length=7)
    code = models.CharField(max_length=60, blank=True)
    rows_read = models.PositiveIntegerField()
    without_location = models.PositiveIntegerField()
    duplicates = models.PositiveIntegerField(null=True)
    last_day = models.DateField(null=True)
    days_covered = models.PositiveSmallIntegerField()
    flags = models.JSONField(default=list)

    class Meta:
        ordering = ["kind", "month", "force", "code"]
        indexes = [
            models.Index(
                fields=["kind", "month", "first_release", "last_release"], name="quality_of_kind"
            )
        ]

    def __str__(self):
        return f"{self.source} {self.kind} {self.force or 'no force'} {self.month}: {self.flags}"


class CountDifference(models.Model):
    """How much a release changed one count. Append-only: the count as of a release is a sum."""

    release = models.PositiveIntegerField()
    dataset = models.CharField(max_length=60)
    ward_code = models.CharField(max_length=9)
    month = models.CharField(max_length=7)
    code = models.CharField(max_length=200)
    n = models.IntegerField()

    class Meta:
        # Everything a sum needs, in the order it groups by. Months come first: all questions have
        # bounds in months, and behind the wards SQLite would look for them in each ward apart.
        indexes = [
            models.Index(
                fields=["dataset", "month", "ward_code", "code", "release", "n"],
                name="count_differences",
            )
        ]

    def __str__(self):
        return f"{self.dataset} {self.ward_code} {self.month} {self.code}: {self.n:+}"
