"""Feeds of releases, and what every feed shares: two forms, at addresses of their own."""

from django.http import HttpResponse

from havering_safety.api.feeds import Entry, Feed, atom, json_feed, tag
from havering_safety.api.links import absolute
from havering_safety.api.renderers import AtomRenderer, JsonFeedRenderer
from havering_safety.releases.models import Release
from havering_safety.releases.serializers_feeds import JsonFeedSerializer
from havering_safety.releases.views import LICENCE, SYNTHETIC, ReleasedView

# Of how many releases, the newest, a feed tells.
MOST_RELEASES = 50


class FeedView(ReleasedView):
    """News of what is at an address, which the feed's own begins with."""

    home: str

    @classmethod
    def get_hints(cls):
        hint = f"A feed tells of the newest {MOST_RELEASES} releases, all at once."
        return dict.fromkeys(("page", "page_size", "ordering", "fields"), hint)

    def get_entries(self, query):
        """Return the entries, newest first."""
        return []

    def feed_of(self, query):
        """Return the Feed. Its addresses are those to come back to, and name no release."""
        question = question_of(query)
        warnings = [warning["detail"] for warning in self.get_meta(query)["warnings"]]
        return Feed(
            id=tag(f"{self.home}?{question}" if question else self.home),
            title=f"Havering Safety: {self.describe(query)}",
            text=" ".join([f"What each release changed: {self.describe(query)}.", *warnings]),
            home=absolute(self.home, question),
            address=absolute(self.request.path, question),
            rights=LICENCE["attribution"],
            updated=query.release.created_at,
            entries=self.get_entries(query),
        )


def question_of(query):
    """Return the query string of a query, sorted, without its release."""
    return "&".join(
        pair for pair in query.canonical().split("&") if not pair.startswith("release=")
    )


def newest_releases(release):
    """Return the releases that a feed as of a release tells of, newest first."""
    return list(Release.objects.filter(number__lte=release.number)[:MOST_RELEASES])


def in_a_sentence(release, text):
    """Return a text about a release with what must be said beside it."""
    made = f"Release {release.number}, {release.created_at:%-d %B %Y}: {text}"
    return f"{made} {SYNTHETIC['detail']}" if release.synthetic else made


class AtomFormat(FeedView):
    """As Atom."""

    renderer_classes = [AtomRenderer]

    @classmethod
    def get_response(cls):
        return {"type": "string", "description": "Atom (RFC 4287), in UTF-8."}

    def answer(self, query, **path):
        return HttpResponse(atom(self.feed_of(query)), content_type=AtomRenderer.media_type)


class JsonFeedFormat(FeedView):
    """As JSON Feed."""

    renderer_classes = [JsonFeedRenderer]
    serializer_class = JsonFeedSerializer

    def answer(self, query, **path):
        return self.json(json_feed(self.feed_of(query)) | {"_meta": self.get_meta(query)})


class _Releases(FeedView):
    tag = "Releases"
    summary = "Releases as a feed"
    home = "/api/v1/releases"

    def describe(self, query):
        return "Releases"

    def get_entries(self, query):
        return [_entry_of(release) for release in newest_releases(query.release)]


def _entry_of(release):
    number = release.number
    changes = absolute(f"/api/v1/releases/{number}/changes", f"release={number}&since={number - 1}")
    return Entry(
        id=tag(f"/api/v1/releases/{number}"),
        title=f"Release {number}: {release.summary}",
        text=in_a_sentence(release, f"{release.summary}. What changed, row by row: {changes}"),
        url=absolute(f"/api/v1/releases/{number}", f"release={number}"),
        updated=release.created_at,
    )


class ReleaseAtomView(_Releases, AtomFormat):
    """The newest 50 releases in plain words, as an Atom feed: what each imported, how many rows it
    added, revised and withdrew, and where the changes are told row by row."""

    operation_id = "releasesAtom"


class ReleaseJsonFeedView(_Releases, JsonFeedFormat):
    """The newest 50 releases in plain words, as a JSON Feed: what each imported, how many rows it
    added, revised and withdrew, and where the changes are told row by row."""

    operation_id = "releasesFeed"
