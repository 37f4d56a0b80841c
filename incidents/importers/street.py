"""Read one street-level crime file: rows of the area, by identity, and its ledger. Pure.

The loop below is the hot path of every import, so it does per row only what
differs from row to row: points, places and crime types are looked up.
"""

import sys
from operator import itemgetter

from havering_safety.releases.faults import FileRefusedError
from havering_safety.releases.identity import SEPARATOR, identity_of
from incidents.codelists import CRIME_TYPES, OUTCOMES
from incidents.importers.monthly import MonthlyFile, is_text, read_member, wrong_width
from incidents.importers.points import OutsideArea, PointFault, WithoutLocation

HEADER = [
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location",
    "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context",
]  # fmt: skip

# A month of one crime type alone is a filtered download, unless it is tiny.
SUSPICIOUS_ROWS = 1_000

LONGEST_CRIME_ID = 64
CRIME_ID, MONTH, POINT = itemgetter(0), itemgetter(1), itemgetter(4, 5)


def read_street_file(member, prefix, points, only=(), advance=lambda read: None):
    """Return the MonthlyFile of an archive member.

    `prefix` begins every identity, `points` are the Points of the area, `only`
    the slugs of the crime types the file claims to hold. Raises FileRefusedError.
    """
    return read_member(member, StreetReader(member, prefix, points, only), advance)


class StreetReader:
    """Reads rows that name a Crime ID, a month, two forces and a place, and then a code."""

    header = HEADER

    def __init__(self, member, prefix, points, only=()):
        self.month, self.prefix, self.points, self.only = member.month, prefix, points, only
        self.file = MonthlyFile(member.label)
        self.rows = self.file.rows
        # Looked up, so that equal texts are kept once, too: the cells of places by their joined
        # text, labels of the tenth column accepted in this file, attributes by outcome and ward.
        self.places = points.places
        self.accepted = {}
        self.attributes = {}

    def read(self, chunk):
        """Sort a chunk of (line, cells) into rows of the area, rows counted, and rejects."""
        rows = [row for _, row in chunk]
        sound = self._is_sound(rows)
        self.points.learn({POINT(row) for row in rows if sound or len(row) == len(self.header)})
        wards, accepted, ledger = self.points.wards, self.accepted, self.file.ledger
        ledger.rows_read += len(rows)
        for line, row in chunk:
            if not sound and (fault := self._fault_of(row)):
                self.file.reject(line, row, *fault)
                continue
            ward = wards[row[4], row[5]]
            label = accepted.get(row[9]) or self.meet(line, row)
            if not label:
                continue
            if ward is OutsideArea:
                ledger.outside_area += 1
            elif ward is WithoutLocation:
                ledger.without_location += 1
            elif isinstance(ward, PointFault):
                self.file.reject(line, row, ward.column, "coordinates", str(ward))
            else:
                self._keep(line, row, ward, label)

    def _keep(self, line, row, ward, label):
        joined = SEPARATOR.join(row[2:9])
        place = self.places.get(joined) or self._learn_place(line, row, joined)
        attributes = place and self.attributes_of(line, row, ward)
        if not attributes:
            return
        identity = identity_of(self.prefix, (row[0], joined, label))
        kept = ((row[0], *place, label), attributes)
        if (twins := self.rows.get(identity)) is None:
            self.rows[identity] = [kept]
        else:
            twins.append(kept)
        self.file.ledger.stored += 1

    def _learn_place(self, line, row, joined):
        """Return the cells that name a place, kept once, or reject the row.

        No cell that is kept holds the separator, so a joined text is of one place alone.
        """
        cells = row[2:9]
        if not all(map(is_text, cells)):
            column = next(HEADER[2 + at] for at, cell in enumerate(cells) if not is_text(cell))
            return self.file.reject(line, row, column, "text", "too long, or not text")
        place = self.places[joined] = tuple(map(sys.intern, cells))
        return place

    def attributes_of(self, line, row, ward):
        """Return what may change of a row while it stays the same, or reject the row."""
        known = self.attributes.get((row[10], ward))
        if known:
            return known
        outcome = self.file.slug_of(OUTCOMES, row[10])
        if row[10] and not outcome:
            fault = "too long, or not text"
            return self.file.reject(line, row, "Last outcome category", "outcome", fault)
        known = self.attributes[row[10], ward] = (outcome, ward)
        return known

    def meet(self, line, row):
        """Return a crime type not seen before in this file, or reject the row."""
        label = row[9]
        slug = self.file.slug_of(CRIME_TYPES, label)
        if not slug:
            fault = "blank, too long, or not text"
            return self.file.reject(line, row, "Crime type", "crime_type", fault)
        if self.only and slug not in self.only:
            raise FileRefusedError(
                self.file.name,
                f"holds {label!r}, but is said to hold {', '.join(self.only)} alone (--only).",
                line=line,
                column="Crime type",
            )
        self.accepted[label] = label
        return label

    def finish(self):
        """Refuse a download that seems to have been filtered, unasked."""
        rows_read = self.file.ledger.rows_read
        if len(self.accepted) == 1 and not self.only and rows_read > SUSPICIOUS_ROWS:
            label = next(iter(self.accepted))
            raise FileRefusedError(
                self.file.name,
                f"holds {rows_read:,} rows, all {label!r}: a filtered download? "
                f"Say so with --only crime_type={CRIME_TYPES.slug_of(label)}.",
                column="Crime type",
            )

    def _is_sound(self, rows):
        """Return whether no row of a chunk has a fault of shape, month or Crime ID."""
        if set(map(len, rows)) != {len(self.header)} or set(map(MONTH, rows)) != {self.month}:
            return False
        crime_ids = set(map(CRIME_ID, rows))
        joined = "".join(crime_ids)
        return max(map(len, crime_ids)) <= LONGEST_CRIME_ID and (not joined or is_plain(joined))

    def _fault_of(self, row):
        """Return column, reason and detail of a wrong shape, month or Crime ID; None for none."""
        if len(row) != len(self.header):
            return wrong_width(row, self.header)
        if row[1] != self.month:
            return "Month", "month", f"month {row[1][:20]!r} in the file of {self.month}"
        if row[0] and (len(row[0]) > LONGEST_CRIME_ID or not is_plain(row[0])):
            return "Crime ID", "crime_id", "not up to 64 letters and digits"
        return None


def is_plain(text):
    # Bytes know but the letters of ASCII, and look them up several times faster.
    return text.isascii() and text.encode().isalnum()
