"""Hand recorded answers of the police API to the writer, month by month."""

from collections import Counter
from dataclasses import asdict, fields

from havering_safety.releases.faults import FileRefusedError
from havering_safety.releases.models import SourceFile
from havering_safety.releases.writer import Scope
from incidents.importers.loading import area_placer
from incidents.importers.monthly import Ledger
from incidents.importers.one_source import claim_month
from incidents.importers.points import Points
from incidents.importers.police_api import read_recording
from incidents.importers.police_api_rows import read_rows
from incidents.importers.quality import measure, store_quality
from incidents.models import ApiIncident
from wards.gazetteer import Gazetteer

SOURCE = "api"


def load_recording(writer, path, months=None, replace=False):
    """Store the complete months of a recording, all or those given; return {month left out: why}.

    Raises FileRefusedError, and RecordingRefusedError for what is no recording.
    """
    loader = ApiLoader(writer, area_placer(Gazetteer(writer.last_release)), path, replace)
    with read_recording(path) as recorded:
        _refuse_absent(path, months or (), {month.month for month in recorded})
        for month in recorded:
            if months is None or month.month in months:
                loader.load(month)
    return loader.left_out


def _refuse_absent(path, wanted, held):
    if missing := sorted(set(wanted) - held):
        raise FileRefusedError(path.name, f"holds no answers for {', '.join(missing)}.")


class ApiLoader:
    """Loads months through one writer; `replace` lets them take over a month from the archive."""

    def __init__(self, writer, placer, path, replace=False):
        self.writer, self.replace = writer, replace
        self.archive = path.name if path.is_file() else ""
        self.points = Points(placer)
        self.left_out = {}

    def load(self, month):
        """Make a month's answers the current state of its street crime, where they are complete.

        An incomplete month is left out whole: its rows would be taken for all there are.
        """
        if not month.complete:
            self.left_out[month.month] = _why_incomplete(month)
            return
        scope = Scope(SOURCE, ApiIncident.kind, None, month.month)
        claim_month(self.writer, SOURCE, month.month, self._label(month), self.replace)
        files = [read_rows(answer, scope.prefix, self.points) for answer in month.answers()]
        rows, origins = _gather(files)
        difference = self.writer.store_rows(ApiIncident, scope, rows, self._label(month))
        changes = _changes_by_file(difference, origins, len(files))
        self._record(scope, zip(files, changes, strict=True))
        store_quality(self.writer, scope, measure(scope.month, _sum_of(files)))

    def _label(self, month):
        return f"{self.archive}/{month.month}" if self.archive else month.month

    def _record(self, scope, files_with_changes):
        for file, changes in files_with_changes:
            for codelist, slug, label in sorted(file.unlisted):
                self.writer.note_unlisted(codelist, slug, label)
            source_file = SourceFile(
                source=scope.source, kind=scope.kind, force=None, month=scope.month,
                name=file.name, archive=self.archive, size=file.size, sha256=file.sha256,
                **changes, **asdict(file.ledger),
            )  # fmt: skip
            self.writer.record_file(source_file, file.rejects)


def _gather(files):
    """Return the rows of all files by identity, and the place of the first file that has each."""
    rows, origins = {}, {}
    for place, file in enumerate(files):
        for identity, found in file.rows.items():
            rows.setdefault(identity, []).extend(found)
            origins.setdefault(identity, place)
    return rows, origins


def _changes_by_file(difference, origins, count):
    """Return added, revised and withdrawn of each of the `count` files.

    Rows withdrawn stand in no answer: they are counted with the first.
    """
    added = Counter(origins[identity] for identity, _ in difference.opened)
    revised = Counter(origins[identity] for identity, _, _ in difference.revised)
    withdrawn = Counter({0: len(difference.withdrawn)})
    return [
        {"added": added[place], "revised": revised[place], "withdrawn": withdrawn[place]}
        for place in range(count)
    ]


def _sum_of(files):
    names = [field.name for field in fields(Ledger)]
    return Ledger(**{name: sum(getattr(file.ledger, name) for file in files) for name in names})


def _why_incomplete(month):
    if month.unanswered:
        return f"no answer for {', '.join(sorted(month.unanswered))}"
    return (month.manifest and month.manifest.reason) or "its recording was not finished"
