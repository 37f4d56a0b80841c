"""Hand the postcodes of the area to the writer; all others are counted and left out.

A postcode is of the area where a ward holds its point, or where Ordnance Survey puts it in one of
the wards: along the border the simplified boundaries can be a few metres off.
"""

from collections import Counter
from contextlib import closing

from havering_safety.releases.faults import FileRefusedError
from havering_safety.releases.models import CURRENT, SourceFile
from havering_safety.releases.removals import refuse_removed_rows
from havering_safety.releases.storage import chunks, close_versions, insert_rows
from wards.importers.british_grid import to_degrees
from wards.importers.postcodes import PostcodeFile
from wards.models import Postcode
from wards.postcodes import area_of

ATTRIBUTES = ("quality", "longitude", "latitude", "ward_code")
# A tenth of a metre; publishers give no more.
DECIMALS = 6


class PostcodeLoader:
    """Reads files one after the other, then makes what stands of their postcode areas theirs."""

    def __init__(self, writer, gazetteer):
        self.writer, self.gazetteer = writer, gazetteer
        self.files = []
        self.areas = {}  # Postcode area: place of the first file that has it.
        self.found = {}  # Postcode: place of its file, line, attributes.

    def read(self, member):
        """Read a file and keep what lies in the area. Raises FileRefusedError."""
        ledger = Counter()
        with closing(PostcodeFile(member)) as file:
            for rows in chunks(file.rows()):
                self._note_areas(rows)
                located = [row for row in rows if row.x is not None]
                ledger["rows_read"] += len(rows)
                ledger["without_location"] += len(rows) - len(located)
                kept = self._keep(file, located) if located else 0
                ledger["stored"] += kept
                ledger["outside_area"] += len(located) - kept
        self.files.append(
            SourceFile(
                source="code-point-open", kind="postcodes", name=member.name,
                archive=member.archive, size=file.size, sha256=file.sha256, **ledger,
            )
        )  # fmt: skip

    def _note_areas(self, rows):
        for area in {area_of(row.postcode) for row in rows}:
            self.areas.setdefault(area, len(self.files))

    def _keep(self, file, rows):
        """Keep the rows of the area, and return how many they are."""
        xs, ys = zip(*((row.x, row.y) for row in rows), strict=True)
        longitudes, latitudes = to_degrees(xs, ys) if file.on_grid else (xs, ys)
        wards, kept = self.gazetteer.placer.place(longitudes, latitudes), 0
        for row, longitude, latitude, ward in zip(rows, longitudes, latitudes, wards, strict=True):
            if ward or row.ward_code in self.gazetteer.by_code:
                self._refuse_repeat(file, row)
                degrees = (round(float(longitude), DECIMALS), round(float(latitude), DECIMALS))
                attributes = (row.quality, *degrees, row.ward_code)
                self.found[row.postcode] = (len(self.files), row.line, attributes)
                kept += 1
        return kept

    def _refuse_repeat(self, file, row):
        if row.postcode in self.found:
            place, line, _ = self.found[row.postcode]
            other = self.files[place].name if place < len(self.files) else "this file"
            reason = f"has {row.postcode}, like line {line} of {other}."
            raise FileRefusedError(file.name, reason, line=row.line, column="postcode")

    def store(self):
        """Make the current postcodes of the areas read those found, and record the files."""
        standing = self._standing()
        closed, opened = [], []
        for postcode, (place, _, attributes) in self.found.items():
            version, held = standing.pop(postcode, (None, None))
            if held == attributes:
                continue
            if version:
                closed.append(version)
            opened.append((postcode, *attributes))
            self._count(self.files[place], "revised" if version else "added")
        for postcode, (version, _) in standing.items():
            closed.append(version)
            self._count(self.files[self.areas[area_of(postcode)]], "withdrawn")
        close_versions(Postcode, closed, self.writer.last_release)
        self._insert(opened)
        for source_file in self.files:
            self.writer.record_file(source_file)

    def _standing(self):
        """Return {postcode: (version, attributes)} of the areas read; refuse to lose too many."""
        rows = Postcode.objects.current().values_list("version", "postcode", *ATTRIBUTES)
        standing = {
            postcode: (version, tuple(attributes))
            for version, postcode, *attributes in rows.iterator(10_000)
            if area_of(postcode) in self.areas
        }
        removed = len(standing.keys() - self.found.keys())
        if not self.writer.allow_removals:
            refuse_removed_rows("postcodes", removed, len(standing))
        return standing

    def _count(self, source_file, name):
        setattr(source_file, name, getattr(source_file, name) + 1)

    def _insert(self, rows):
        self.writer.touched.add(Postcode)
        release = self.writer.release.number
        names = ("first_release", "last_release", "postcode", *ATTRIBUTES)
        insert_rows(Postcode, names, ((release, CURRENT, *row) for row in rows))
