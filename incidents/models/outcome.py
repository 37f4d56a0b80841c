"""Rows of the outcomes files: what became of a crime, in the month in which it was decided."""

from django.db import models

from havering_safety.releases.changes import changing_indexes
from havering_safety.releases.first_load import one_version_a_release
from havering_safety.releases.tombstones import Trace
from incidents.codelists import OUTCOMES
from incidents.querysets import OutcomeQuerySet
from wards.models import PlacedRow


class Outcome(PlacedRow):
    """One outcome of one Crime ID; a crime can have several, and equal ones.

    `month` is the outcome's, not the crime's. The place is the one published in this row: an
    outcome outside the area is not held, even where its incident lies inside.
    """

    crime_id = models.CharField(max_length=64, null=True)
    reported_by = models.CharField(max_length=200, null=True)
    falls_within = models.CharField(max_length=200, null=True)
    location = models.CharField(max_length=200)
    lsoa_code = models.CharField(max_length=200, null=True)
    lsoa_name = models.CharField(max_length=200, null=True)
    outcome_type = models.CharField(max_length=200, null=True)

    kind = "outcomes"
    column_fields = (
        "crime_id", "reported_by", "falls_within", "longitude", "latitude",
        "location", "lsoa_code", "lsoa_name", "outcome_type",
    )  # fmt: skip
    attribute_fields = ("ward_code",)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["crime_id", "month", "public_id", "first_release", "last_release"],
                name="outcome_crime_id",
            ),
            models.Index(
                fields=["month", "public_id", "first_release", "last_release"],
                name="outcome_month",
            ),
            *changing_indexes("outcome"),
        ]
        constraints = [one_version_a_release("outcome_version")]

    def __str__(self):
        return self.public_id

    @staticmethod
    def columns_of(texts):
        (
            crime_id, reported_by, falls_within, longitude, latitude, location, lsoa_code,
            lsoa_name, outcome_type,
        ) = texts  # fmt: skip
        return (
            crime_id or None, reported_by or None, falls_within or None, float(longitude),
            float(latitude), location, lsoa_code or None, lsoa_name or None,
            OUTCOMES.slug_of(outcome_type),
        )  # fmt: skip

    @staticmethod
    def trace_of(columns):
        # One without a Crime ID is joined to no crime, and so never shown.
        return Trace(columns["crime_id"] or "", is_name=bool(columns["crime_id"]))
