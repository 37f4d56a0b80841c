"""What reading any file of counts leaves: figures of the area, and a ledger. Pure.

In a file of counts a row of the ledger is one figure. An absent pair of area and category means 0,
so a figure of the area that cannot be read would become a false 0: it refuses the file. One of
another area is rejected and kept.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from havering_safety.releases.faults import FileRefusedError
from incidents.codelists_offences import OFFENCE_GROUPS, OFFENCE_SUBGROUPS, series_of
from incidents.importers.monthly import MonthlyFile

# More than London records in a century; the database keeps no larger number.
MOST_DIGITS = 9


@dataclass(frozen=True)
class Area:
    """The area served, as files of counts name it: ward codes, and borough names by code."""

    wards: frozenset
    boroughs: dict

    def borough_called(self, name):
        """Return the code of a borough by its name, None for one outside the area."""
        folded = " ".join(name.split()).casefold()
        return next((code for code, own in self.boroughs.items() if own.casefold() == folded), None)


@dataclass
class CountsFile(MonthlyFile):
    """What one file of counts holds of the area.

    `figures` maps (series, month), all that the file speaks for, to {key: (count, group and
    subgroup in the publisher's words)}. A key is product, level, counted thing, area code, group
    and subgroup.
    """

    figures: dict = field(default_factory=lambda: defaultdict(dict))
    # Sentences for the operator: months left out, wards without any figure.
    remarks: list = field(default_factory=list)

    def code(self, line, column, codelist, text):
        """Return the slug of a category. Raises FileRefusedError for what is no label."""
        slug = self.slug_of(codelist, text)
        if slug is None:
            raise FileRefusedError(
                self.name, f"{text[:60]!r} is no category.", line=line, column=column
            )
        return slug

    def keep(self, key, month, count, names):
        """Store a figure. Returns False where the file has one for the key and month already."""
        product, level, counted, *_ = key
        figures = self.figures[series_of(product, level, counted), month]
        if key in figures:
            return False
        figures[key] = (count, *names)
        self.ledger.stored += 1
        return True


def categories(file, line, columns, texts):
    """Return the slugs and the tidied words of a group and its subgroup, as two pairs."""
    words = tuple(" ".join(text.split()) for text in texts)
    lists = (OFFENCE_GROUPS, OFFENCE_SUBGROUPS)
    slugs = tuple(
        file.code(line, column, codelist, text)
        for column, codelist, text in zip(columns, lists, words, strict=True)
    )
    return slugs, words


def read_count(text):
    """Return a count as a number, None for what is no whole number from 0."""
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        return int(text)
    return None
