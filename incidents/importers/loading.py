"""Hand police archives to the writer, file by file; no file's rows stay in memory after it is stored."""

from dataclasses import asdict

from django.conf import settings

from havering_safety.releases.faults import FileRefusedError
from havering_safety.releases.models import SourceFile
from havering_safety.releases.writer import Scope
from incidents.importers.points import Points
from incidents.importers.street import read_street_file
from incidents.models import Incident
from wards.models import Ward


class ArchiveLoader:
    """Loads the members of archives through one writer."""

    def __init__(self, writer, placer, only=(), advance=lambda read: None):
        self.writer, self.only, self.advance = writer, only, advance
        self.points = Points(placer)

    def load_street(self, member):
        """Read a street file and make it the current state of its scope."""
        scope = Scope("archive", Incident.kind, member.force, member.month, self.only)
        file = read_street_file(member, scope.prefix, self.points, self.only, self.advance)
        for codelist, slug, label in sorted(file.unlisted):
            self.writer.note_unlisted(codelist, slug, label)
        source_file = SourceFile(
            source=scope.source, kind=scope.kind, force=scope.force, month=scope.month,
            codes=list(scope.codes), name=member.name, archive=member.archive,
            size=file.size, sha256=file.sha256, **asdict(file.ledger),
        )  # fmt: skip
        self.writer.store_file(Incident, scope, file.rows, source_file, file.rejects)


READ_KINDS = {"street": ArchiveLoader.load_street}


def area_placer(gazetteer):
    """Return the Placer of the wards in force; without boundaries there is no area and no import."""
    if not gazetteer.current:
        raise FileRefusedError(
            settings.AREA_NAME, "no ward boundaries are loaded; run import_ward_boundaries first."
        )
    return gazetteer.placer
