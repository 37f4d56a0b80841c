"""Hand police archives to the writer, file by file: no rows stay in memory once they are stored."""

import hashlib
from contextlib import closing
from dataclasses import asdict

from django.conf import settings

from havering_safety.releases.known import last_taken
from havering_safety.releases.models import Coverage, SourceFile
from havering_safety.releases.writer import Scope
from incidents.importers.csv_rows import hashing_stream
from incidents.importers.one_source import claim_month
from incidents.importers.outcomes import read_outcomes_file
from incidents.importers.points import Points
from incidents.importers.quality import measure, store_quality
from incidents.importers.stop_and_search import read_stop_search_file
from incidents.importers.street import read_street_file
from incidents.models import Incident, Outcome, StopSearch
from wards.gazetteer import refuse_empty_area

SOURCE = "archive"


class ArchiveLoader:
    """Loads the members of archives through one writer.

    `only` are the crime types that street and outcomes files are said to hold; `replace` lets a
    street file take over a month from the police API. `left_out` names members not stored, and why.
    """

    def __init__(self, writer, placer, only=(), advance=lambda read: None, replace=False):
        self.writer, self.only, self.advance, self.replace = writer, only, advance, replace
        self.points = Points(placer)
        # What decides, beside its bytes, what becomes of a file's rows: see releases.known.
        self.reading = hashlib.sha256(
            f"{settings.CODE_VERSION} {placer.digest}".encode()
        ).hexdigest()
        self.left_out = []

    def load_street(self, member):
        """Read a street file and make it the current state of its scope."""
        claim_month(self.writer, SOURCE, member.month, member.label, self.replace)
        scope = self._scope(Incident, member, self.only)
        if self._is_known(Incident, scope, member):
            return
        file = read_street_file(member, scope.prefix, self.points, self.only, self.advance)
        self._store(Incident, scope, member, file)

    def load_stop_search(self, member):
        """Read a stop-and-search file: it holds all searches, whatever the crime types."""
        scope = self._scope(StopSearch, member)
        if self._is_known(StopSearch, scope, member):
            return
        file = read_stop_search_file(member, scope.prefix, self.points, self.advance)
        self._store(StopSearch, scope, member, file)

    def load_outcomes(self, member):
        """Read an outcomes file, unless it may hold less than what is held of its month.

        Its rows name no crime type. So rows held of other types could not be told from rows that
        the publisher withdrew.
        """
        scope = self._scope(Outcome, member, self.only)
        if missing := self._held_beyond(scope):
            reason = f"outcomes of {missing} are held for that month and cannot be told apart"
            self.left_out.append((member.label, reason))
            return
        if self._is_known(Outcome, scope, member):
            return
        file = read_outcomes_file(member, scope.prefix, self.points, self.advance)
        self._store(Outcome, scope, member, file)

    def _scope(self, model, member, codes=()):
        return Scope(SOURCE, model.kind, member.force, member.month, codes)

    def _held_beyond(self, scope):
        """Return in words the crime types that are held and lie outside a scope, if any."""
        rows = Coverage.objects.current().filter(
            source=scope.source, kind=scope.kind, force=scope.force, month=scope.month
        )
        beyond = set(rows.values_list("code", flat=True)).difference(scope.codes)
        if not scope.codes or not beyond:
            return ""
        return "all crime types" if "" in beyond else ", ".join(sorted(beyond))

    def _is_known(self, model, scope, member):
        """Return whether a member is the file whose rows are held; then it is recorded, unread."""
        last = last_taken(model, scope, self.reading)
        if last is None or last.size != member.size:
            return False
        with closing(hashing_stream(member)) as stream:
            stream.read_through()
        if stream.sha256 != last.sha256:
            return False
        self.advance(member.size)
        last.pk, last.name, last.archive = None, member.name, member.archive
        last.added = last.revised = last.withdrawn = 0
        self.writer.record_file(last)
        return True

    def _store(self, model, scope, member, file):
        for codelist, slug, label in sorted(file.unlisted):
            self.writer.note_unlisted(codelist, slug, label)
        source_file = SourceFile(
            source=scope.source, kind=scope.kind, force=scope.force, month=scope.month,
            codes=list(scope.codes), name=member.name, archive=member.archive,
            size=file.size, sha256=file.sha256, **asdict(file.ledger),
            reading="" if file.rejects or file.unlisted else self.reading,
        )  # fmt: skip
        self.writer.store_file(model, scope, file.rows, source_file, file.rejects)
        measured = measure(scope.month, file.ledger, file.duplicates, file.last_day)
        store_quality(self.writer, scope, measured)


READ_KINDS = {
    "street": ArchiveLoader.load_street,
    "outcomes": ArchiveLoader.load_outcomes,
    "stop-and-search": ArchiveLoader.load_stop_search,
}


def area_placer(gazetteer):
    """Return the Placer of the wards in force; without boundaries there is no import."""
    return refuse_empty_area(gazetteer).placer
