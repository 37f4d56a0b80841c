"""What must hold of a database whatever was imported, and how a breach is told.

Imports keep these rules; a restore from parts, a hand in the database or a fault of ours can break
them. Each rule is found by statements whose work the database does, so that a million rows stay there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice


@dataclass(frozen=True)
class Failure:
    """One breach: the table, which row, file or month of it, what should be there and what is."""

    table: str
    place: str
    expected: str
    found: str

    def __str__(self):
        return f"{self.table}, {self.place}: expected {self.expected}, found {self.found}"


@dataclass(frozen=True)
class Invariant:
    """A rule in one sentence, and the function that yields its Failures."""

    sentence: str
    find: Callable[[], Iterable[Failure]]

    def failures(self, most):
        """Return the first failures, and whether there are more than `most`."""
        found = list(islice(self.find(), most + 1))
        return found[:most], len(found) > most


def table_of(model):
    """Return how a report names a table."""
    return model._meta.db_table


def in_words(names, values):
    """Return names with their values: `month 2024-01, code robbery`."""
    return ", ".join(
        f"{name} {'none' if value is None else value or 'empty'}"
        for name, value in zip(names, values, strict=True)
    )
