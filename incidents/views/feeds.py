"""Feeds of a saved query: which releases changed the incidents that it asks for, and how many."""

from havering_safety.api.feeds import Entry, tag
from havering_safety.api.links import absolute
from havering_safety.releases.changes import KINDS, Steps
from havering_safety.releases.feeds import (
    MOST_RELEASES,
    AtomFormat,
    FeedView,
    JsonFeedFormat,
    in_a_sentence,
    newest_releases,
    question_of,
)
from incidents.description import listed
from incidents.filters import IncidentFilterSet
from incidents.models import ApiIncident, Incident
from incidents.statistics.datasets import INCIDENTS
from incidents.warnings import Facts, warnings_for


class _Incidents(FeedView):
    tag = "Incidents"
    summary = "What releases changed of street-level incidents"
    home = "/api/v1/incidents"
    filterset_class = IncidentFilterSet
    example_queries = ({"ward": "st-edwards", "crime_type": "robbery"},)

    def describe(self, query):
        return INCIDENTS.describe(query)

    def get_coverage(self, query):
        return INCIDENTS.coverage(query).as_meta()

    def get_warnings(self, query):
        return warnings_for(Facts(query, INCIDENTS.coverage(query), INCIDENTS))

    def get_entries(self, query):
        counts = self._counts(query)
        changed = [
            (release, {kind: counts[kind, release.number] for kind in KINDS})
            for release in newest_releases(query.release)
        ]
        return [
            self._entry(query, release, kinds) for release, kinds in changed if any(kinds.values())
        ]

    def _counts(self, query):
        """Return how many of the incidents asked for each release changed, by (kind, number)."""
        filters = self.get_filters()
        asked = {name: value for name, value in query.values.items() if name in filters}

        def narrow(versions):
            for name, value in asked.items():
                versions = filters[name].filter(versions, value)
            return versions

        until = query.release.number
        return Steps(
            Incident.objects.all(), ApiIncident.attribute_fields,
            max(until - MOST_RELEASES, 0), until, narrow if asked else None,
        ).counts()  # fmt: skip

    def _entry(self, query, release, kinds):
        number, question = release.number, question_of(query)
        pinned = "&".join(sorted(filter(None, [*question.split("&"), f"release={number}"])))
        told = listed([f"{n:,} {kind}" for kind, n in kinds.items() if n])
        described = self.describe(query)
        sentence = f"{told}. {described}. The release as a whole: {release.summary}."
        return Entry(
            id=tag(f"{self.home}/changes/{number}" + (f"?{question}" if question else "")),
            title=f"{described}: {told}",
            text=in_a_sentence(release, sentence),
            url=absolute(self.home, pinned),
            updated=release.created_at,
        )


class IncidentAtomView(_Incidents, AtomFormat):
    """What each of the newest 50 releases changed of the street-level incidents that a query asks
    for, as an Atom feed to subscribe to: how many were added, revised and withdrawn, with a
    permalink to the list as it was then. An incident counts where it fitted the query before the
    release, or fits after it. The same query string as the list, without pages."""

    operation_id = "incidentsAtom"


class IncidentJsonFeedView(_Incidents, JsonFeedFormat):
    """What each of the newest 50 releases changed of the street-level incidents that a query asks
    for, as a JSON Feed to subscribe to: how many were added, revised and withdrawn, with a
    permalink to the list as it was then. An incident counts where it fitted the query before the
    release, or fits after it. The same query string as the list, without pages."""

    operation_id = "incidentsFeed"
