"""Read one outcomes file: what became of crimes, in the month it was decided. Pure.

The columns are those of a street file up to the place, so the rows are read as street rows are.
"""

from incidents.codelists import OUTCOMES
from incidents.importers.monthly import read_member
from incidents.importers.street import HEADER as STREET_HEADER
from incidents.importers.street import StreetReader

HEADER = [*STREET_HEADER[:9], "Outcome type"]


def read_outcomes_file(member, prefix, points, advance=lambda read: None):
    """Return the MonthlyFile of an archive member; raises FileRefusedError."""
    return read_member(member, OutcomesReader(member, prefix, points), advance)


class OutcomesReader(StreetReader):
    """Reads outcomes: all that is published makes the row, only its ward may change."""

    header = HEADER

    def attributes_of(self, line, row, ward):
        return self.attributes.setdefault(ward, (ward,))

    def meet(self, line, row):
        """Return an outcome not seen before in this file, or reject the row."""
        if not self.file.slug_of(OUTCOMES, row[9]):
            fault = "blank, too long, or not text"
            return self.file.reject(line, row, "Outcome type", "outcome", fault)
        self.accepted[row[9]] = row[9]
        return row[9]

    def finish(self):
        """Nothing more is asked of the file: its rows name no crime type."""
