"""The members of a grid's cells, in parts: those that come together and that many cells share.

A grid of thousands of cells holds a few hundred different counts, and a count's limits are its
own: whatever a part says is worked out and written once, however many cells say it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from havering_safety.api.exports import csv_column, json_column


@dataclass(frozen=True)
class Part:
    """Some members of every cell: their names, and for each cell in order a tuple of their values."""

    names: tuple[str, ...]
    rows: Sequence[tuple]

    def texts(self, write: Callable, join: Callable):
        """Return what each cell says here.

        `write` makes the texts of a column; `join(names)` returns what makes one of a row's texts.
        """
        distinct = list(set(self.rows))
        columns = map(write, zip(*distinct, strict=True))
        texts = map(join(self.names), zip(*columns, strict=True))
        written = dict(zip(distinct, texts, strict=True))
        return map(written.__getitem__, self.rows)


@dataclass(frozen=True)
class Keys:
    """The groups of every cell, by the axes whose product the cells are."""

    names: tuple[str, ...]
    axes: Sequence[Sequence]

    def texts(self, write: Callable, join: Callable):
        """Return what each cell says here, as a Part does."""
        axes = [
            [join((name,))((text,)) for text in write(axis)]
            for name, axis in zip(self.names, self.axes, strict=True)
        ]
        return map(",".join, product(*axes))


def cells_as_csv(parts):
    """Return for each cell what its parts say, as the cells of a CSV document."""
    return zip(*(part.texts(csv_column, _cells) for part in parts), strict=True)


def cells_as_json(parts):
    """Return the JSON of a list of objects, one a cell."""
    objects = zip(*(part.texts(json_column, _members) for part in parts), strict=True)
    written = "},{".join(map(",".join, objects))
    return f"[{{{written}}}]" if written else "[]"


def _cells(names):
    return ",".join


def _members(names):
    return ",".join(f'"{name}":%s' for name in names).__mod__
