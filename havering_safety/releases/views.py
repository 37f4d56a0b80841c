"""Views of one release: what every answer says of itself, and the releases themselves."""

from django.utils.text import slugify

from havering_safety.api.export_views import CsvView
from havering_safety.api.links import absolute
from havering_safety.api.problems import Problem
from havering_safety.api.row_views import ListView
from havering_safety.api.values import IntegerParameter
from havering_safety.api.views import LICENCE_URL, ReadView
from havering_safety.releases.answering import release_answering
from havering_safety.releases.models import Release, SourceFile, Tombstone
from havering_safety.releases.serializers import (
    ReleaseDetailSerializer,
    ReleaseSerializer,
    SourceFileSerializer,
    list_envelope,
)

LICENCE = {
    "id": "OGL-UK-3.0",
    "url": LICENCE_URL,
    "attribution": (
        "Contains public sector information licensed under the Open Government Licence v3.0: "
        "police data from data.police.uk and the London Datastore; National Statistics and OS data "
        "© Crown copyright and database right 2025."
    ),
}
SYNTHETIC = {
    "code": "synthetic-data",
    "detail": "Demo data: every row is invented. Quote nothing of it.",
}
RELEASE = IntegerParameter(
    "Answer as of this release, whatever was imported later; 0 is the state before the first "
    "import. The newest where it is left out.",
    1,
    least=0,
    most=2_000_000_000,
)


class ReleasedView(ReadView):
    """A view that answers from one release and says which."""

    @classmethod
    def get_own_parameters(cls):
        return {**super().get_own_parameters(), "release": RELEASE}

    def get_release(self, number):
        try:
            return release_answering(number)
        except Release.DoesNotExist:
            raise Problem("not-found", f"There is no release {number}.") from None

    def describe(self, query):
        """Return the query in plain English."""
        return self.summary

    def get_coverage(self, query):
        """Return what is held of what was asked, None where nothing is dated."""
        return

    def get_warnings(self, query):
        """Return a list of {code, detail} that a reader of the figures must know."""
        return []

    def get_path(self):
        """Return the path that the permalink begins with."""
        return self.request.path

    def get_meta(self, query):
        permalink = absolute(self.get_path(), query.canonical())
        description = self.describe(query)
        release = query.release
        warnings = [SYNTHETIC] if release.synthetic else []
        return {
            "release": release.number,
            "permalink": permalink,
            "citation": f"Havering Safety, release {release.number} "
            f"({release.created_at:%-d %B %Y}): {description}. {permalink}",
            "query": query.echo(),
            "description": description,
            "coverage": self.get_coverage(query),
            "licence": LICENCE,
            "warnings": warnings + self.get_warnings(query),
            "synthetic": release.synthetic,
        }


class ReleasedListView(ReleasedView, ListView):
    """A list that answers from one release."""

    @classmethod
    def get_response(cls):
        return list_envelope(cls.serializer_class)


class ReleasedCsvView(ReleasedView, CsvView):
    """An export that answers from one release, saved under a telling name."""

    def get_filename(self, query):
        return filename_of(self.describe(query), query.release, self.ending)


def filename_of(description, release, ending=".csv"):
    """Return the name a download is saved under; synthetic data say so in it."""
    parts = [slugify(description)[:100], f"release-{release.number}"]
    if release.synthetic:
        parts.insert(0, "synthetic-demo")
    return "-".join(parts) + ending


class ReleaseListView(ReleasedListView):
    """Every release: a numbered state of all that is published here, newest first. A release
    never changes: ask any list with `release=` and its number to get the same answer again."""

    operation_id = "listReleases"
    tag = "Releases"
    summary = "Releases"
    serializer_class = ReleaseSerializer
    ordering_fields = {"number": "number"}
    default_ordering = ["-number"]
    key = "number"
    export = "/api/v1/releases.csv"

    def get_queryset(self, release):
        return Release.objects.filter(number__lte=release.number)


class ReleaseCsvView(ReleasedCsvView):
    """Every release as CSV."""

    operation_id = "releasesCsv"
    tag = "Releases"
    summary = "Releases"
    serializer_class = ReleaseSerializer
    ordering_fields = ReleaseListView.ordering_fields
    default_ordering = ["-number"]
    key = "number"
    get_queryset = ReleaseListView.get_queryset


class ReleaseDetailView(ReleasedView):
    """One release with the files it read. The ledger of a file adds up: rows read are the rows
    stored, outside the area, without a location, rejected, and repeated. `redacted` names what it
    withdrew from all releases for privacy: nothing else tells a copy to delete it."""

    operation_id = "getRelease"
    tag = "Releases"
    summary = "One release with its source files"
    serializer_class = ReleaseDetailSerializer
    path_parameters = {
        "number": {
            "schema": {"type": "integer", "minimum": 1, "maximum": 2_000_000_000},
            "description": "The release's number.",
            "example": 1,
        }
    }

    def describe(self, query):
        return self.title

    def get_links(self, query):
        # In the header alone: whether its files are there can change, and the body cannot.
        enclosure = absolute(f"/bulk/{self.number}/manifest.json")
        return {**super().get_links(query), "enclosure": enclosure}

    def answer(self, query, number):
        self.number = number
        self.title = f"Release {number} with its source files"
        # A release is part of all that come after it, and unknown to those before.
        release = (
            Release.objects.filter(number=number).first()
            if number <= query.release.number
            else None
        )
        if release is None:
            raise Problem("not-found", f"There is no release {number}.")
        names = SourceFileSerializer.field_names()
        files = SourceFile.objects.filter(release=release).values(*names)
        redacted = Tombstone.objects.filter(release=release)
        return self.json(
            {
                **{name: getattr(release, name) for name in ReleaseSerializer.field_names()},
                "source_files": list(files),
                "redacted": list(redacted.values_list("public_id", flat=True)),
                "meta": self.get_meta(query),
            }
        )
