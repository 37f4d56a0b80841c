"""Crimes of the police API: the same table as street files, with an identity of their own."""

from incidents.codelists import CRIME_TYPES
from incidents.models.incident import Incident


class ApiIncident(Incident):
    """An incident that an answer of the police API gives, as the writer stores it.

    An answer names no force and no small area. The words of a street are not part of what the row
    is known by: its number is, which is not shown.
    """

    column_fields = ("crime_id", "crime_type", "latitude", "longitude")
    attribute_fields = ("last_outcome_category", "ward_code", "location")

    class Meta:
        proxy = True

    @staticmethod
    def columns_of(texts):
        persistent_id, category, _street, latitude, longitude, *_location_types = texts
        return (
            persistent_id or None, CRIME_TYPES.slug_of(category), float(latitude), float(longitude),
        )  # fmt: skip
