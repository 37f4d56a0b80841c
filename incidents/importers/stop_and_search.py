"""Read one stop-and-search file: searches in the area, by identity, and its ledger. Pure.

`Date` is UTC, the file's month is London's. Whether the file records the flag that links outcome
and object is known only at its end: one that has it True nowhere does not.
"""

from havering_safety.releases.identity import identity_of
from incidents.codelists_people import (
    AGE_RANGES,
    GENDERS,
    OFFICER_DEFINED_ETHNICITIES,
    SELF_DEFINED_ETHNICITIES,
)
from incidents.codelists_stop_search import (
    LEGISLATION,
    LINKED_OUTCOME,
    POSITIVE_OUTCOME,
    SEARCH_OBJECTS,
    SEARCH_OUTCOMES,
    SEARCH_TYPES,
    WEAPON_OBJECTS,
)
from incidents.importers.monthly import MonthlyFile, is_text, read_member, wrong_width
from incidents.importers.points import OutsideArea, PointFault, WithoutLocation
from incidents.london_time import london_date, read_instant
from incidents.models.stop_search import FLAGS

HEADER = [
    "Type", "Date", "Part of a policing operation", "Policing operation", "Latitude", "Longitude",
    "Gender", "Age range", "Self-defined ethnicity", "Officer-defined ethnicity", "Legislation",
    "Object of search", "Outcome", "Outcome linked to object of search",
    "Removal of more than just outer clothing",
]  # fmt: skip

CODED = {
    0: SEARCH_TYPES,
    6: GENDERS,
    7: AGE_RANGES,
    8: SELF_DEFINED_ETHNICITIES,
    9: OFFICER_DEFINED_ETHNICITIES,
    10: LEGISLATION,
    11: SEARCH_OBJECTS,
    12: SEARCH_OUTCOMES,
}
FLAG_COLUMNS = (2, 13, 14)


def read_stop_search_file(member, prefix, points, advance=lambda read: None):
    """Return the MonthlyFile of an archive member.

    `prefix` begins every identity, `points` are the Points of the area. Raises FileRefusedError.
    """
    return read_member(member, StopSearchReader(member, prefix, points), advance)


class StopSearchReader:
    """Reads searches chunk by chunk. Attributes are the published texts until `finish`."""

    header = HEADER

    def __init__(self, member, prefix, points):
        self.month, self.prefix, self.points = member.month, prefix, points
        self.first_of_month = int(member.month[:4]), int(member.month[5:])
        self.file = MonthlyFile(member.label)
        # Digests of all rows: what is missing here to the rows read are exact duplicates.
        self.met = set()
        self.accepted = set()
        self.attributes = {}
        self.links_outcomes = False

    def read(self, chunk):
        """Sort a chunk of (line, cells) into searches in the area, rows counted, and rejects."""
        width, file = len(HEADER), self.file
        self.points.learn({(row[5], row[4]) for _, row in chunk if len(row) == width})
        self.met.update(hash(tuple(row)) for _, row in chunk)
        wards = self.points.wards
        file.ledger.rows_read += len(chunk)
        for line, row in chunk:
            if len(row) != width:
                file.reject(line, row, *wrong_width(row, HEADER))
                continue
            if (fault := self._learn_day(row)) or (fault := _flag_fault(row)):
                file.reject(line, row, *fault)
                continue
            if row[13] == "True":
                self.links_outcomes = True
            ward = wards[row[5], row[4]]
            if ward is OutsideArea:
                file.ledger.outside_area += 1
            elif ward is WithoutLocation:
                file.ledger.without_location += 1
            elif isinstance(ward, PointFault):
                file.reject(line, row, ward.column, "coordinates", str(ward))
            else:
                self._keep(line, row, ward)

    def _learn_day(self, row):
        """Note the London day of a row, or return column, reason and detail of what is wrong."""
        try:
            day = london_date(read_instant(row[1]))
        except ValueError:
            return "Date", "date", f"{row[1][:40]!r} is no date and time with its offset from UTC"
        if (day.year, day.month) != self.first_of_month:
            return "Date", "month", f"{day} in London, in the file of {self.month}"
        if self.file.last_day is None or day > self.file.last_day:
            self.file.last_day = day
        return None

    def _keep(self, line, row, ward):
        described = (row[0], row[3], *row[6:13])
        if described not in self.accepted:
            if fault := self._code_fault(row):
                return self.file.reject(line, row, *fault)
            self.accepted.add(described)
        texts = tuple(row[:12])
        published = (*row[11:15], ward)
        published = self.attributes.setdefault(published, published)
        identity = identity_of(self.prefix, texts)
        self.file.rows.setdefault(identity, []).append((texts, published))
        self.file.ledger.stored += 1
        return None

    def _code_fault(self, row):
        """Return column, reason and detail of a text that is no code or name, else None."""
        for place, codelist in CODED.items():
            if row[place] and not self.file.slug_of(codelist, row[place]):
                return HEADER[place], "text", "too long, or not text"
        if not is_text(row[3]):
            return HEADER[3], "text", "too long, or not text"
        return None

    def finish(self):
        """Count duplicates, and make attributes of a StopSearch of what may change."""
        self.file.duplicates = self.file.ledger.rows_read - len(self.met)
        made = {texts: self._attributes_of(*texts) for texts in self.attributes}
        for rows in self.file.rows.values():
            rows[:] = [(texts, made[published]) for texts, published in rows]

    def _attributes_of(self, sought, label, linked, removed, ward):
        outcome = SEARCH_OUTCOMES.slug_of(label)
        code = SEARCH_OUTCOMES.codes.get(outcome)
        is_arrest, is_positive = (code.is_arrest, code.is_positive) if code else (None, None)
        is_linked = FLAGS[linked] if self.links_outcomes else None
        basis = None
        if is_positive and SEARCH_OBJECTS.slug_of(sought) in WEAPON_OBJECTS:
            basis = self._basis_of(is_linked)
        return outcome, is_linked, FLAGS[removed], is_arrest, is_positive, basis, ward

    def _basis_of(self, is_linked):
        """Return why a positive search for weapons is a recovery, None if it is not."""
        if is_linked:
            return LINKED_OUTCOME
        return None if self.links_outcomes else POSITIVE_OUTCOME


def _flag_fault(row):
    for place in FLAG_COLUMNS:
        if row[place] not in FLAGS:
            return HEADER[place], "flag", f"{row[place][:40]!r} is neither True, False nor blank"
    return None
