"""The tables of Havering Safety, as far as a plain list of incidents needs them."""

from django.db import models


class Incident(models.Model):
    version = models.BigAutoField(primary_key=True)
    public_id = models.CharField(max_length=13)
    crime_id = models.CharField(max_length=64, null=True)
    month = models.CharField(max_length=7)
    crime_type = models.CharField(max_length=200)
    last_outcome_category = models.CharField(max_length=200, null=True)
    ward_code = models.CharField(max_length=9)
    location = models.CharField(max_length=200)
    latitude = models.FloatField()
    longitude = models.FloatField()
    lsoa_code = models.CharField(max_length=200, null=True)
    lsoa_name = models.CharField(max_length=200, null=True)
    force = models.CharField(max_length=60, null=True)
    reported_by = models.CharField(max_length=200, null=True)
    falls_within = models.CharField(max_length=200, null=True)
    source = models.CharField(max_length=20)
    first_release = models.PositiveIntegerField()
    last_release = models.PositiveIntegerField()

    class Meta:
        managed = False
        db_table = "incidents_incident"

    def __str__(self):
        return self.public_id


class Ward(models.Model):
    version = models.BigAutoField(primary_key=True)
    gss_code = models.CharField(max_length=9)
    slug = models.CharField(max_length=80)
    name = models.CharField(max_length=80)

    class Meta:
        managed = False
        db_table = "wards_ward"

    def __str__(self):
        return self.name
