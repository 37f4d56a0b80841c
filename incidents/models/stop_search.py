"""Stop searches, and what open data know of arrests and weapon recoveries: some of the same rows.

Whether a search is an arrest, positive or a weapon recovery is settled once, at import, by the
outcome table of the codelists and by what its file records.
"""

from django.db import models
from django.db.models import Q

from havering_safety.releases.changes import changing_indexes
from havering_safety.releases.first_load import one_version_a_release
from havering_safety.releases.tally import Summed
from havering_safety.releases.tombstones import Trace
from incidents.codelists_people import (
    AGE_RANGES,
    GENDERS,
    OFFICER_DEFINED_ETHNICITIES,
    SELF_DEFINED_ETHNICITIES,
)
from incidents.codelists_stop_search import (
    LEGISLATION,
    SEARCH_OBJECTS,
    SEARCH_TYPES,
    WEAPON_OBJECTS,
)
from incidents.london_time import london_date, read_instant
from incidents.querysets import StopSearchQuerySet
from wards.models import PlacedRow

# As published; blank is unknown and never False.
FLAGS = {"True": True, "False": False, "": None}


class StopSearch(PlacedRow):
    """One stop and search. `date` is an instant in UTC; `local_date` and `month` are London's.

    All codes are slugs, null where nothing was published. `outcome_linked_to_object_of_search` is
    null throughout a file that has it True nowhere: such a file does not record it.
    """

    date = models.DateTimeField()
    local_date = models.DateField()
    type = models.CharField(max_length=200, null=True)
    part_of_a_policing_operation = models.BooleanField(null=True)
    policing_operation = models.CharField(max_length=200, null=True)
    gender = models.CharField(max_length=200, null=True)
    age_range = models.CharField(max_length=200, null=True)
    self_defined_ethnicity = models.CharField(max_length=200, null=True)
    officer_defined_ethnicity = models.CharField(max_length=200, null=True)
    legislation = models.CharField(max_length=200, null=True)
    object_of_search = models.CharField(max_length=200, null=True)
    for_weapons = models.BooleanField()
    outcome = models.CharField(max_length=200, null=True)
    outcome_linked_to_object_of_search = models.BooleanField(null=True)
    removal_of_more_than_outer_clothing = models.BooleanField(null=True)
    is_arrest = models.BooleanField(null=True)
    is_positive = models.BooleanField(null=True)
    basis = models.CharField(max_length=20, null=True)

    kind = "stop-and-search"
    column_fields = (
        "type", "date", "local_date", "part_of_a_policing_operation", "policing_operation",
        "latitude", "longitude", "gender", "age_range", "self_defined_ethnicity",
        "officer_defined_ethnicity", "legislation", "object_of_search", "for_weapons",
    )  # fmt: skip
    summed = (
        Summed("stop-searches", "outcome"),
        Summed("arrests", "outcome", Q(is_arrest=True)),
        Summed("weapon-recoveries", "outcome", Q(basis__isnull=False)),
    )
    attribute_fields = (
        "outcome", "outcome_linked_to_object_of_search", "removal_of_more_than_outer_clothing",
        "is_arrest", "is_positive", "basis", "ward_code",
    )  # fmt: skip

    objects = StopSearchQuerySet.as_manager()

    class Meta:
        # London's days rise with the instant, so that one index by `date` serves both the bounds
        # in days (made instants) and the order, in both directions.
        indexes = [
            models.Index(
                fields=["date", "public_id", "first_release", "last_release"],
                name="stop_search_date",
            ),
            models.Index(
                fields=["ward_code", "date", "public_id", "first_release", "last_release"],
                name="stop_search_ward_date",
            ),
            models.Index(
                fields=["month", "date", "public_id", "first_release", "last_release"],
                name="stop_search_month_date",
            ),
            models.Index(
                fields=["object_of_search", "date", "public_id", "first_release", "last_release"],
                name="stop_search_object_date",
            ),
            models.Index(
                fields=["date", "public_id", "first_release", "last_release"],
                condition=Q(is_arrest=True),
                name="arrest_date",
            ),
            models.Index(
                fields=["date", "public_id", "first_release", "last_release"],
                condition=Q(basis__isnull=False),
                name="weapon_recovery_date",
            ),
            *changing_indexes("stop_search"),
        ]
        constraints = [one_version_a_release("stop_search_version")]

    def __str__(self):
        return self.public_id

    @staticmethod
    def columns_of(texts):
        (
            search_type, date, part, operation, latitude, longitude, gender, age_range,
            self_defined, officer_defined, legislation, object_of_search,
        ) = texts  # fmt: skip
        instant, sought = read_instant(date), SEARCH_OBJECTS.slug_of(object_of_search)
        return (
            SEARCH_TYPES.slug_of(search_type), instant, london_date(instant), FLAGS[part],
            operation or None, float(latitude), float(longitude), GENDERS.slug_of(gender),
            AGE_RANGES.slug_of(age_range), SELF_DEFINED_ETHNICITIES.slug_of(self_defined),
            OFFICER_DEFINED_ETHNICITIES.slug_of(officer_defined),
            LEGISLATION.slug_of(legislation), sought, sought in WEAPON_OBJECTS,
        )  # fmt: skip

    @staticmethod
    def trace_of(columns):
        instant = columns["date"].timestamp()
        return Trace(f"{instant} at {columns['latitude']} {columns['longitude']}", is_name=False)


StopSearchManager = models.Manager.from_queryset(StopSearchQuerySet)


class ArrestManager(StopSearchManager):
    def get_queryset(self):
        return StopSearchQuerySet(self.model, using=self._db).arrests()


class Arrest(StopSearch):
    """A stop search whose outcome is an arrest. Open data hold no other arrests."""

    objects = ArrestManager()

    class Meta:
        proxy = True


class WeaponRecoveryManager(StopSearchManager):
    def get_queryset(self):
        return StopSearchQuerySet(self.model, using=self._db).weapon_recoveries()


class WeaponRecovery(StopSearch):
    """A search for weapons with a positive outcome; `basis` says on what ground we call it so."""

    objects = WeaponRecoveryManager()

    class Meta:
        proxy = True
