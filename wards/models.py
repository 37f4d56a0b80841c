"""Ward geography: wards with their boundaries, populations, postcodes, and rows in a ward."""

from django.db import models

from havering_safety.releases.models import PublishedRow, VersionedRow
from wards.querysets import WardQuerySet


class Ward(VersionedRow):
    """An electoral ward: current ones make the area served, former ones explain old names."""

    CURRENT_WARD = "current"
    FORMER_WARD = "former"

    gss_code = models.CharField(max_length=9)
    slug = models.CharField(max_length=80)
    name = models.CharField(max_length=80)
    status = models.CharField(max_length=7)
    vintage = models.CharField(max_length=40)
    area_km2 = models.FloatField()
    longitude = models.FloatField()
    latitude = models.FloatField()
    boundary = models.JSONField(help_text="GeoJSON geometry, WGS84, longitude first")

    objects = WardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gss_code", "last_release"], name="one_ward_a_code"),
        ]

    def __str__(self):
        return self.name


class Population(VersionedRow):
    """Residents of a ward on a reference date."""

    gss_code = models.CharField(max_length=9)
    date = models.DateField()
    derived = models.BooleanField(help_text="estimated from smaller areas, not published for wards")
    residents = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gss_code", "date", "last_release"], name="one_population_a_date"
            ),
        ]

    def __str__(self):
        return f"{self.gss_code} {self.date}"


class Postcode(VersionedRow):
    """A postcode of the area with the point that stands for it, from Code-Point Open."""

    postcode = models.CharField(max_length=8, help_text="upper case, one blank: RM1 1AA")
    quality = models.PositiveSmallIntegerField(help_text="positional quality indicator, 10 is best")
    longitude = models.FloatField()
    latitude = models.FloatField()
    ward_code = models.CharField(
        max_length=9, null=True, help_text="the ward that Ordnance Survey gives, of any borough"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["postcode", "last_release"], name="one_point_a_postcode"
            ),
        ]

    def __str__(self):
        return self.postcode


class PlacedRow(PublishedRow):
    """A published row with a map point, and the ward that holds the point."""

    longitude = models.FloatField()
    latitude = models.FloatField()
    ward_code = models.CharField(max_length=9)

    class Meta:
        abstract = True


class WardFigure(PublishedRow):
    """A published figure about a ward: it has no point, so other boundaries cannot re-place it.

    A subclass names `ward_series`: the part of a coverage code that tells figures of wards.
    """

    ward_code = models.CharField(max_length=9, null=True)

    ward_series: str

    class Meta:
        abstract = True
