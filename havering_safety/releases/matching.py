"""Match the rows of a file to the rows that stand: what stays, what is revised, opened, withdrawn.

Publishers give most rows no key, reorder their files, and repeat rows that are
separate crimes. So rows of one identity are twins, told apart by an ordinal.
The order of a file means nothing: twins are paired by equal attributes first,
the rest in the order of their attributes.
"""

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(slots=True)
class Standing:
    """A current row: its version (primary key), ordinal and attributes."""

    version: int
    ordinal: int
    attributes: tuple


@dataclass(slots=True)
class Difference:
    """What turns the standing rows into the incoming ones."""

    unchanged: int = 0
    revised: list = field(default_factory=list)  # (identity, Standing, incoming row)
    opened: list = field(default_factory=list)  # (identity, incoming row)
    withdrawn: list = field(default_factory=list)  # Standing
    # Rows of the file that were redacted: neither held nor compared.
    withheld: int = 0

    def __bool__(self):
        return bool(self.revised or self.opened or self.withdrawn)


def attribute_order(attributes):
    """Return a key that sorts attributes of any type, unknown ones first."""
    return tuple(
        ("", "") if value is None else (type(value).__name__, value) for value in attributes
    )


def compare(standing, incoming):
    """Return the Difference between two dictionaries keyed by identity.

    `standing` maps to lists of Standing, `incoming` to lists of rows whose
    second member is the tuple of attributes. `standing` is used up.
    """
    difference = Difference()
    for identity, rows in incoming.items():
        twins = standing.pop(identity, None)
        if twins is None:
            if len(rows) > 1:
                rows.sort(key=lambda row: attribute_order(row[1]))
            difference.opened += [(identity, row) for row in rows]
        elif len(twins) == len(rows) == 1:
            if twins[0].attributes == rows[0][1]:
                difference.unchanged += 1
            else:
                difference.revised.append((identity, twins[0], rows[0]))
        else:
            _pair_twins(identity, twins, rows, difference)
    for twins in standing.values():
        difference.withdrawn.extend(twins)
    return difference


def _pair_twins(identity, twins, rows, difference):
    waiting = defaultdict(list)
    for twin in sorted(twins, key=lambda twin: -twin.ordinal):
        waiting[twin.attributes].append(twin)
    unpaired = []
    for row in rows:
        if waiting[row[1]]:
            waiting[row[1]].pop()
            difference.unchanged += 1
        else:
            unpaired.append(row)
    unpaired.sort(key=lambda row: attribute_order(row[1]))
    left = [twin for same in waiting.values() for twin in same]
    left.sort(key=lambda twin: (attribute_order(twin.attributes), twin.ordinal))
    shared = min(len(left), len(unpaired))
    for twin, row in zip(left[:shared], unpaired[:shared], strict=True):
        difference.revised.append((identity, twin, row))
    difference.withdrawn.extend(left[shared:])
    difference.opened.extend((identity, row) for row in unpaired[shared:])
