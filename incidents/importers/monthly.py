"""What reading any monthly file leaves: rows of the area by identity, a ledger, rejects. Pure."""

import datetime
from dataclasses import dataclass, field

from django.conf import settings

from havering_safety.releases.faults import FileRefusedError, RejectedRow
from havering_safety.releases.identity import SEPARATOR
from havering_safety.releases.storage import chunks
from incidents.importers.csv_rows import CsvFile

# A cell longer than this is no name or label; PostgreSQL takes no NUL, and identities are told
# apart by a separator that no text has.
LONGEST_CELL = 200
LONGEST_SLUG = 100
# Few enough to stay in the processor's cache until they are sorted.
ROWS_AT_ONCE = 1_000
# More rejects than any file has that is worth keeping.
MOST_REJECTS = 10_000


@dataclass
class Ledger:
    """What became of each row read. `stored` counts rows of the area, changed or not."""

    rows_read: int = 0
    stored: int = 0
    outside_area: int = 0
    without_location: int = 0
    rejected: int = 0
    repeated: int = 0


@dataclass
class MonthlyFile:
    """What one file holds of the area. `rows` maps an identity to (published texts, attributes).

    `duplicates` and `last_day` are of the whole file, and None where its kind has none.
    """

    name: str
    rows: dict = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    rejects: list = field(default_factory=list)
    # Codelist, slug and published text of values that the codelist lacks.
    unlisted: set = field(default_factory=set)
    size: int = 0
    sha256: str = ""
    duplicates: int | None = None
    last_day: datetime.date | None = None

    def reject(self, line, row, column, reason, detail):
        """Count and keep a row (its cells) that cannot be read."""
        self.ledger.rejected += 1
        if len(self.rejects) == MOST_REJECTS:
            self._refuse_rejects()
        text = ",".join(row)[:2000].replace("\0", "\N{SYMBOL FOR NULL}")
        self.rejects.append(RejectedRow(line, column, reason, detail, text))

    def slug_of(self, codelist, label):
        """Return a label's slug, noting one that no codelist knows; None for what is no label."""
        slug = codelist.slug_of(label) if is_text(label) else None
        if not slug or len(slug) > LONGEST_SLUG:
            return None
        if slug not in codelist:
            self.unlisted.add((codelist.name, slug, label))
        return slug

    def finish(self, size, sha256):
        """Note the size and digest of the bytes, and refuse what is empty or faulty throughout."""
        self.size, self.sha256 = size, sha256
        if not self.ledger.rows_read:
            raise FileRefusedError(self.name, "holds a header and no rows.", line=2)
        self.refuse_faulty()

    def refuse_faulty(self):
        """Raise FileRefusedError where more rows were rejected than a good file has."""
        if self.ledger.rejected > settings.IMPORT_MAX_REJECTED_SHARE * self.ledger.rows_read:
            self._refuse_rejects()

    def _refuse_rejects(self):
        first = self.rejects[0]
        raise FileRefusedError(
            self.name,
            f"{first.detail} ({first.reason}); {self.ledger.rejected:,} of "
            f"{max(self.ledger.rows_read, 1):,} rows cannot be read, more than "
            f"{settings.IMPORT_MAX_REJECTED_SHARE:.0%}.",
            line=first.line,
            column=first.column,
        )


def read_member(member, reader, advance=lambda read: None):
    """Return the MonthlyFile that a reader makes of an archive member, chunk by chunk.

    A reader has a `header`, a `file`, and takes lists of (line, cells). Raises FileRefusedError.
    """
    source = CsvFile(member, reader.header, advance)
    try:
        for chunk in chunks(source.rows(), ROWS_AT_ONCE):
            reader.read(chunk)
        reader.file.finish(source.size, source.sha256)
        reader.finish()
        return reader.file
    finally:
        source.close()


def wrong_width(row, header):
    """Return column, reason and detail of a row with too few or too many cells."""
    column = header[min(len(row), len(header)) - 1]
    return column, "columns", f"{len(row)} cells, not {len(header)}"


def is_text(cell):
    return len(cell) <= LONGEST_CELL and "\0" not in cell and SEPARATOR not in cell
