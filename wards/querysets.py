"""Questions put to the ward tables."""

from django.db import models

from havering_safety.releases.models import VersionedQuerySet


class WardQuerySet(VersionedQuerySet):
    def in_force(self):
        return self.filter(status="current")

    def with_population(self, populations):
        """Return wards with the population of the newest reference date among those given."""
        newest = populations.filter(gss_code=models.OuterRef("gss_code")).order_by("-date")[:1]
        return self.annotate(
            population=models.Subquery(newest.values("residents")),
            population_date=models.Subquery(newest.values("date")),
            population_derived=models.Subquery(newest.values("derived")),
        )
