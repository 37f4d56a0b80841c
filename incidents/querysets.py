"""Every question put to the tables, as a method that reads on from the noun."""

from datetime import timedelta

from django.db.models import BooleanField, Count, ExpressionWrapper, OuterRef, Q, Subquery

from havering_safety.releases.models import PublishedQuerySet, VersionedQuerySet
from incidents.codelists_offences import FINE_ONLY
from incidents.london_time import start_of


class IncidentQuerySet(PublishedQuerySet):
    def mentioning(self, words):
        """Return incidents whose location has every word, whatever its case."""
        wanted = Q()
        for word in words:
            wanted &= Q(location__icontains=word)
        return self.filter(wanted)


class StopSearchQuerySet(PublishedQuerySet):
    def arrests(self):
        """Return searches whose outcome is an arrest."""
        return self.filter(is_arrest=True)

    def weapon_recoveries(self):
        """Return searches for weapons that are called recoveries on a basis."""
        return self.filter(basis__isnull=False)

    def from_day(self, day):
        """Return searches on a London day or later."""
        return self.filter(date__gte=start_of(day))

    def to_day(self, day):
        """Return searches on a London day or earlier."""
        return self.filter(date__lt=start_of(day + timedelta(days=1)))


class OutcomeQuerySet(PublishedQuerySet):
    def in_scope(self, scope):
        """Return every version of a month's rows: they name no crime type to be narrowed by."""
        return self.filter(month=scope.month, source=scope.source, force=scope.force)

    def joined_to(self, incidents):
        """Return the outcomes that name the Crime ID of one of the incidents, oldest first.

        `incidents` and these outcomes are of one release. An outcome is `ambiguous` where several
        incidents bear its Crime ID: it may be any one's.
        """
        same = incidents.filter(crime_id=OuterRef("crime_id")).order_by().values("crime_id")
        bearers = Subquery(same.annotate(bearers=Count("version")).values("bearers"))
        return (
            self.annotate(bearers=bearers)
            .filter(bearers__gte=1)
            .annotate(ambiguous=ExpressionWrapper(Q(bearers__gt=1), BooleanField()))
            .order_by("month", "crime_id", "outcome_type", "public_id")
        )


class RecordedCrimeQuerySet(PublishedQuerySet):
    def in_series(self, series):
        """Return figures that may be added up: one product, one level, one counted thing."""
        product, level, counted = series.split("/")
        return self.filter(product=product, level=level, counted=counted)

    def in_scope(self, scope):
        """Return every version of the figures of a month; its only code names their series."""
        (series,) = scope.codes
        rows = self.in_series(series)
        return rows.filter(month=scope.month, source=scope.source, force=scope.force)

    def in_fine_categories(self):
        """Return figures of categories that only the older scheme of ward downloads has."""
        return self.filter(offence_subgroup__in=FINE_ONLY)


class StatementQuerySet(VersionedQuerySet):
    def from_day(self, day):
        """Return statements made on a day or later; those of an unknown day are not among them."""
        return self.filter(said_on__gte=day)

    def to_day(self, day):
        """Return statements made on a day or earlier."""
        return self.filter(said_on__lte=day)

    def in_editors_hands(self):
        """Return the slugs of which the newest version was saved or withdrawn in the admin."""
        newest = dict(self.order_by("first_release", "version").values_list("slug", "edited_by"))
        return {slug for slug, editor in newest.items() if editor}
