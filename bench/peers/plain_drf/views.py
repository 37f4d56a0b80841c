"""Incidents as the documentation of REST framework and django-filter would have them written."""

from functools import cache

import django_filters
from rest_framework import pagination, serializers, viewsets

from bench.peers.plain_drf.models import Incident, Ward
from incidents.codelists import CRIME_TYPES, OUTCOMES

CURRENT = 2_147_483_647


@cache
def wards():
    """Return the wards by code, read once: a join would only slow this peer down."""
    return {ward.gss_code: ward for ward in Ward.objects.all()}


class IncidentFilterSet(django_filters.FilterSet):
    ward = django_filters.CharFilter(field_name="ward_code")
    date_from = django_filters.CharFilter(field_name="month", lookup_expr="gte")
    date_to = django_filters.CharFilter(field_name="month", lookup_expr="lte")

    class Meta:
        model = Incident
        fields = ["crime_type"]


class IncidentSerializer(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id")
    # By dictionary: get_…_display() makes one of all choices for each row, and doubles the time.
    crime_type_name = serializers.SerializerMethodField()
    last_outcome_category_name = serializers.SerializerMethodField()
    ward = serializers.SerializerMethodField()
    ward_name = serializers.SerializerMethodField()

    class Meta:
        model = Incident
        fields = [
            "id", "crime_id", "month", "crime_type", "crime_type_name", "last_outcome_category",
            "last_outcome_category_name", "ward", "ward_code", "ward_name", "location", "latitude",
            "longitude", "lsoa_code", "lsoa_name", "force", "reported_by", "falls_within", "source",
            "first_release",
        ]  # fmt: skip

    def get_crime_type_name(self, incident):
        return CRIME_TYPES.labels[incident.crime_type]

    def get_last_outcome_category_name(self, incident):
        return OUTCOMES.labels.get(incident.last_outcome_category)

    def get_ward(self, incident):
        return wards()[incident.ward_code].slug

    def get_ward_name(self, incident):
        return wards()[incident.ward_code].name


class IncidentPagination(pagination.PageNumberPagination):
    page_size = 100


class IncidentViewSet(viewsets.ModelViewSet):
    queryset = Incident.objects.filter(last_release=CURRENT).order_by("-month", "-public_id")
    serializer_class = IncidentSerializer
    filter_backends = [django_filters.rest_framework.DjangoFilterBackend]
    filterset_class = IncidentFilterSet
    pagination_class = IncidentPagination
