"""Every question put to the tables, as a method that reads on from the noun."""

from django.db.models import Q

from havering_safety.releases.models import PublishedQuerySet


class IncidentQuerySet(PublishedQuerySet):
    def mentioning(self, words):
        """Return incidents whose location has every word, whatever its case."""
        wanted = Q()
        for word in words:
            wanted &= Q(location__icontains=word)
        return self.filter(wanted)

    def history_of(self, public_id, release):
        """Return the versions of one incident up to a release, oldest first."""
        return self.filter(public_id=public_id, first_release__lte=release).order_by(
            "first_release"
        )
