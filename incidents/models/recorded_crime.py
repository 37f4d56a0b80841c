"""Recorded crime: the Met's monthly counts by area and offence. Figures, not rows of crimes."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from havering_safety.releases.changes import changing_indexes
from havering_safety.releases.first_load import one_version_a_release
from havering_safety.releases.tally import Summed
from incidents.codelists_offences import GEOGRAPHIC, OFFENCES, WARD
from incidents.querysets import RecordedCrimeQuerySet
from wards.models import WardFigure


class RecordedCrime(WardFigure):
    """One figure: how many offences, or positive outcomes, of one category in one area and month.

    `area_code` is the GSS code of a ward or borough; `ward_code` is null for a borough. Group and
    subgroup are slugs, with the publisher's words of this download beside them.
    """

    product = models.CharField(max_length=30)
    level = models.CharField(max_length=10)
    counted = models.CharField(max_length=20)
    area_code = models.CharField(max_length=9)
    offence_group = models.CharField(max_length=100)
    offence_subgroup = models.CharField(max_length=100)
    offence_group_name = models.CharField(max_length=200)
    offence_subgroup_name = models.CharField(max_length=200)
    count = models.PositiveIntegerField()

    kind = "recorded-crime"
    ward_series = f"/{WARD}/"
    column_fields = (
        "product", "level", "counted", "area_code", "ward_code",
        "offence_group", "offence_subgroup",
    )  # fmt: skip
    attribute_fields = ("count", "offence_group_name", "offence_subgroup_name")
    summed = (
        Summed(
            "recorded-crime",
            "offence_group",
            Q(product=GEOGRAPHIC, level=WARD, counted=OFFENCES),
            weight="count",
        ),
    )

    objects: ClassVar[Any] = RecordedCrimeQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "recorded crime"
        # Every question has one product, level and counted thing, if only by default.
        indexes = [
            models.Index(
                fields=[
                    "level",
                    "product",
                    "counted",
                    "month",
                    "public_id",
                    "first_release",
                    "last_release",
                ],
                name="recorded_crime_month",
            ),
            models.Index(
                fields=[
                    "ward_code",
                    "offence_group",
                    "month",
                    "public_id",
                    "first_release",
                    "last_release",
                ],
                name="recorded_crime_ward_group",
            ),
            models.Index(
                fields=["offence_subgroup", "month", "public_id", "first_release", "last_release"],
                name="recorded_crime_subgroup",
            ),
            *changing_indexes("recorded_crime"),
        ]
        constraints = [one_version_a_release("recorded_crime_version")]

    def __str__(self):
        return self.public_id

    @staticmethod
    def columns_of(texts):
        product, level, counted, area, group, subgroup = texts
        return (product, level, counted, area, area if level == WARD else None, group, subgroup)
