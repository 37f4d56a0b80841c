"""Street-level incidents: rows of the police street files, or crimes of the police API."""

from django.db import models

from havering_safety.releases.changes import changing_indexes
from havering_safety.releases.first_load import one_version_a_release
from havering_safety.releases.tally import Summed
from havering_safety.releases.tombstones import Trace
from incidents.codelists import CRIME_TYPES
from incidents.querysets import IncidentQuerySet
from wards.models import PlacedRow

# What incidents are counted by. Months first: an import adds its rows at the index's end.
COUNTING_INDEX = ("month", "ward_code", "last_outcome_category", "force", "source", "crime_type")


class Incident(PlacedRow):
    """One street-level incident, dated to the month and placed on an anonymised map point."""

    crime_id = models.CharField(max_length=64, null=True)
    reported_by = models.CharField(max_length=200, null=True)
    falls_within = models.CharField(max_length=200, null=True)
    location = models.CharField(max_length=200)
    lsoa_code = models.CharField(max_length=200, null=True)
    lsoa_name = models.CharField(max_length=200, null=True)
    crime_type = models.CharField(max_length=200)
    last_outcome_category = models.CharField(max_length=200, null=True)

    kind = "street"
    code_field = "crime_type"
    column_fields: tuple[str, ...] = (
        "crime_id", "reported_by", "falls_within", "longitude", "latitude",
        "location", "lsoa_code", "lsoa_name", "crime_type",
    )  # fmt: skip
    attribute_fields: tuple[str, ...] = ("last_outcome_category", "ward_code")
    summed = (Summed("incidents", "crime_type"),)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        # Each ends in the id, which makes the order total, and in the releases, so that
        # a page and its count are read from the index alone.
        indexes = [
            models.Index(
                fields=[
                    "ward_code",
                    "crime_type",
                    "month",
                    "public_id",
                    "first_release",
                    "last_release",
                ],
                name="incident_ward_type_month",
            ),
            models.Index(
                fields=["ward_code", "month", "public_id", "first_release", "last_release"],
                name="incident_ward_month",
            ),
            models.Index(
                fields=["crime_type", "month", "public_id", "first_release", "last_release"],
                name="incident_type_month",
            ),
            models.Index(
                fields=["month", "public_id", "first_release", "last_release"],
                name="incident_month",
            ),
            models.Index(fields=["crime_id"], name="incident_crime_id"),
            # Grids that the kept counts do not answer: rows are counted without the table.
            models.Index(
                fields=[*COUNTING_INDEX, "first_release", "last_release"], name="incident_counting"
            ),
            *changing_indexes("incident"),
        ]
        constraints = [one_version_a_release("incident_version")]

    def __str__(self):
        return self.public_id

    @staticmethod
    def columns_of(texts):
        crime_id, reported_by, falls_within, longitude, latitude, location, code, name, label = (
            texts
        )
        return (
            crime_id or None, reported_by or None, falls_within or None, float(longitude), float(latitude),
            location, code or None, name or None, CRIME_TYPES.slug_of(label),
        )  # fmt: skip

    @staticmethod
    def trace_of(columns):
        if columns["crime_id"]:
            return Trace(columns["crime_id"], is_name=True)
        kind, latitude, longitude = (
            columns[name] for name in ("crime_type", "latitude", "longitude")
        )
        return Trace(f"{kind} at {latitude} {longitude}", is_name=False)
