"""Read one street-level crime file: rows of the area, by identity, and its ledger. Pure.

The loop below is the hot path of every import, so it does per row only what
differs from row to row: points, places and crime types are looked up.
"""

from dataclasses import dataclass, field

from django.conf import settings

from havering_safety.releases.faults import FileRefusedError, RejectedRow
from havering_safety.releases.identity import identity_of
from havering_safety.releases.storage import chunks
from incidents.codelists import CRIME_TYPES, OUTCOMES
from incidents.importers.csv_rows import CsvFile
from incidents.importers.points import OutsideArea, PointFault, WithoutLocation

HEADER = [
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location",
    "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context",
]  # fmt: skip

# A month of one crime type alone is a filtered download, unless it is tiny.
SUSPICIOUS_ROWS = 1_000

# A cell longer than this is no name or label; PostgreSQL takes no NUL.
LONGEST_CELL = 200
LONGEST_SLUG = 100
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
class StreetFile:
    """What one file holds of the area. `rows` maps an identity to (published texts, attributes)."""

    rows: dict = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    rejects: list = field(default_factory=list)
    # Codelist and published text of values that the codelist lacks.
    unlisted: set = field(default_factory=set)
    size: int = 0
    sha256: str = ""


def read_street_file(member, prefix, points, only=(), advance=lambda read: None):
    """Return the StreetFile of an archive member.

    `prefix` begins every identity, `points` are the Points of the area, `only`
    the slugs of the crime types the file claims to hold. Raises FileRefusedError.
    """
    source = CsvFile(member, HEADER, advance)
    try:
        reader = _StreetReader(source.name, member.month, prefix, points, only)
        for chunk in chunks(source.rows()):
            reader.read(chunk)
        return reader.finish(source)
    finally:
        source.close()


class _StreetReader:
    def __init__(self, name, month, prefix, points, only):
        self.name, self.month, self.prefix, self.points, self.only = name, month, prefix, points, only
        self.file = StreetFile()
        self.crime_types = set()
        self.outcomes = {"": None}
        self.places = {}
        self.attributes = {}

    def read(self, chunk):
        """Sort a chunk of (line, cells) into rows of the area, rows counted, and rejects."""
        self.points.learn({(row[4], row[5]) for _, row in chunk if len(row) == len(HEADER)})
        wards, month, crime_types = self.points.wards, self.month, self.crime_types
        self.file.ledger.rows_read += len(chunk)
        outside = without = 0
        for line, row in chunk:
            if len(row) != len(HEADER) or row[1] != month or not _is_crime_id(row[0]):
                self._reject(line, row, *_fault_of(row, month))
                continue
            ward = wards[row[4], row[5]]
            if row[9] not in crime_types and not self._meet(line, row):
                continue
            if ward is OutsideArea:
                outside += 1
            elif ward is WithoutLocation:
                without += 1
            elif isinstance(ward, PointFault):
                self._reject(line, row, ward.column, "coordinates", str(ward))
            else:
                self._keep(line, row, ward)
        self.file.ledger.outside_area += outside
        self.file.ledger.without_location += without

    def _keep(self, line, row, ward):
        place = tuple(row[2:9])
        known = self.places.get(place)
        if known is None:
            for column, cell in zip(HEADER[2:9], place, strict=True):
                if not _is_text(cell):
                    return self._reject(line, row, column, "text", "too long, or not text")
            known = self.places[place] = place
        if row[10] not in self.outcomes and not self._learn_outcome(row[10]):
            return self._reject(line, row, "Last outcome category", "outcome", "too long, or not text")
        attributes = (self.outcomes[row[10]], ward)
        attributes = self.attributes.setdefault(attributes, attributes)
        texts = (row[0], *known, row[9])
        identity = identity_of(self.prefix, texts)
        self.file.rows.setdefault(identity, []).append((texts, attributes))
        self.file.ledger.stored += 1

    def _learn_outcome(self, label):
        slug = self._slug(OUTCOMES, label)
        if slug:
            self.outcomes[label] = slug
        return slug

    def _meet(self, line, row):
        """Accept a crime type not seen before in this file, or reject the row."""
        label = row[9]
        slug = self._slug(CRIME_TYPES, label)
        if not slug:
            return self._reject(line, row, "Crime type", "crime_type", "blank, too long, or not text")
        if self.only and slug not in self.only:
            raise FileRefusedError(
                self.name,
                f"holds {label!r}, but is said to hold {', '.join(self.only)} alone (--only).",
                line=line,
                column="Crime type",
            )
        self.crime_types.add(label)
        return True

    def _slug(self, codelist, label):
        """Return the slug of a label, noting one that no codelist knows; None for what is no label."""
        slug = codelist.slug_of(label) if _is_text(label) else None
        if not slug or len(slug) > LONGEST_SLUG:
            return None
        if slug not in codelist:
            self.file.unlisted.add((codelist.name, slug, label))
        return slug

    def _reject(self, line, row, column, reason, detail):
        self.file.ledger.rejected += 1
        if len(self.file.rejects) == MOST_REJECTS:
            self._refuse_rejects()
        text = ",".join(row)[:2000].replace("\0", "\N{SYMBOL FOR NULL}")
        self.file.rejects.append(RejectedRow(line, column, reason, detail, text))

    def finish(self, source):
        """Return the file read, once it is neither empty, nor faulty throughout, nor filtered unasked."""
        file = self.file
        file.size, file.sha256 = source.size, source.sha256
        if not file.ledger.rows_read:
            raise FileRefusedError(self.name, "holds a header and no rows.", line=2)
        if file.ledger.rejected > settings.IMPORT_MAX_REJECTED_SHARE * file.ledger.rows_read:
            self._refuse_rejects()
        if len(self.crime_types) == 1 and not self.only and file.ledger.rows_read > SUSPICIOUS_ROWS:
            label = next(iter(self.crime_types))
            raise FileRefusedError(
                self.name,
                f"holds {file.ledger.rows_read:,} rows, all {label!r}: a filtered download? "
                f"Say so with --only crime_type={CRIME_TYPES.slug_of(label)}.",
                column="Crime type",
            )
        return file

    def _refuse_rejects(self):
        first = self.file.rejects[0]
        raise FileRefusedError(
            self.name,
            f"{first.detail} ({first.reason}); {self.file.ledger.rejected:,} of "
            f"{max(self.file.ledger.rows_read, 1):,} rows cannot be read, more than "
            f"{settings.IMPORT_MAX_REJECTED_SHARE:.0%}.",
            line=first.line,
            column=first.column,
        )


def _fault_of(row, month):
    """Return column, reason and detail of a row whose shape, month or Crime ID is wrong."""
    if len(row) != len(HEADER):
        column = HEADER[min(len(row), len(HEADER)) - 1]
        return column, "columns", f"{len(row)} cells, not {len(HEADER)}"
    if row[1] != month:
        return "Month", "month", f"month {row[1][:20]!r} in the file of {month}"
    return "Crime ID", "crime_id", "not up to 64 letters and digits"


def _is_crime_id(text):
    return not text or (len(text) <= 64 and text.isalnum() and text.isascii())


def _is_text(cell):
    return len(cell) <= LONGEST_CELL and "\0" not in cell
