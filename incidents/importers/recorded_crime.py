"""Read a file of recorded crime in any layout the Met has published. Pure: no database."""

from pathlib import Path

from havering_safety.releases.faults import FileRefusedError
from havering_safety.releases.storage import chunks
from incidents.importers.archive import Member
from incidents.importers.counts_dashboard import DashboardReader, is_dashboard
from incidents.importers.counts_wide import WideReader, is_wide
from incidents.importers.csv_rows import CsvFile


def read_recorded_crime(path, area):
    """Return the CountsFile of a CSV file for an Area. Raises FileRefusedError."""
    source = _AnyCounts(_member_of(Path(path)), area)
    try:
        for chunk in chunks(source.rows()):
            source.reader.read(chunk)
        source.reader.finish()
        source.reader.file.finish(source.size, source.sha256)
        return source.reader.file
    finally:
        source.close()


class _AnyCounts(CsvFile):
    """A file whose header decides what reads it."""

    reader: DashboardReader | WideReader

    def __init__(self, member, area):
        super().__init__(member, [])
        self.area = area

    def _refuse_other_header(self, found):
        if not found:
            raise FileRefusedError(self.name, "is empty.", line=1)
        self.header = found
        if is_dashboard(found):
            self.reader = DashboardReader(self.name, found, self.area)
        elif is_wide(found):
            self.reader = WideReader(self.name, found, self.area)
        else:
            reason = "the header is that of no file of recorded crime."
            raise FileRefusedError(self.name, reason, line=1, column=found[0][:60])


def _member_of(path):
    if not path.is_file():
        raise FileRefusedError(str(path), "is a folder." if path.is_dir() else "does not exist.")
    return Member(
        archive="", name=path.name, month="", force="", kind="", size=path.stat().st_size,
        open=lambda: path.open("rb"),
    )  # fmt: skip
