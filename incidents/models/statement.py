"""Statements: what officials or the press said, in the project's own words, with who, when and where."""

from typing import Any, ClassVar

from django.db import models

from havering_safety.releases.models import VersionedRow
from incidents.querysets import StatementQuerySet


class Statement(VersionedRow):
    """One statement. A `value` is kept as it was typed, because 1.4 claims less than 1.40.

    `speaker` and `team` are slugs of the names beside them. `dataset`, `query`, `comparability` and
    `caveat` say what a check holds the value against. `edited_by` is who saved or withdrew this
    version in the admin, and empty for what the shipped file says; neither it nor `note` is published.
    """

    slug = models.SlugField(max_length=80, db_index=False)
    kind = models.CharField(max_length=20)
    speaker = models.CharField(max_length=100, null=True)
    speaker_name = models.CharField(max_length=100, null=True, blank=True)
    role = models.CharField(max_length=200, null=True, blank=True)
    organisation = models.CharField(max_length=100)
    said_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    text = models.TextField(max_length=2000)
    measure = models.CharField(max_length=20, null=True, blank=True)
    value = models.CharField(max_length=20, null=True, blank=True)
    unit = models.CharField(max_length=60, null=True, blank=True)
    qualifier = models.CharField(max_length=20, null=True, blank=True)
    period_from = models.DateField(null=True, blank=True)
    period_to = models.DateField(null=True, blank=True)
    ward_code = models.CharField(max_length=9, null=True, blank=True)
    area = models.CharField(max_length=200, null=True, blank=True)
    team = models.CharField(max_length=100, null=True)
    team_name = models.CharField(max_length=100, null=True, blank=True)
    source_title = models.CharField(max_length=300)
    source_url = models.CharField(max_length=500)
    dataset = models.CharField(max_length=40, null=True, blank=True)
    query = models.JSONField(default=dict, blank=True)
    comparability = models.CharField(max_length=20, null=True, blank=True)
    caveat = models.CharField(max_length=500, null=True, blank=True)
    note = models.CharField(max_length=500, null=True, blank=True)
    edited_by = models.CharField(max_length=150, blank=True)

    # What tombstones call it: `kind` is a field here.
    tombstones = "statement"

    objects: ClassVar[Any] = StatementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug", "last_release"], name="one_statement_a_slug"),
        ]

    def __str__(self):
        return self.slug
