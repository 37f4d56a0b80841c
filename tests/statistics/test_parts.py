"""Cells are written part by part, each distinct part once: the same bytes as cell by cell."""

from itertools import chain, product

from hypothesis import given
from hypothesis import strategies as st

from havering_safety.api.exports import csv_column, csv_lines
from havering_safety.api.views import JSON
from incidents.statistics.parts import Keys, Part, cells_as_csv, cells_as_json

FLOATS = st.floats(min_value=0, allow_infinity=False, allow_subnormal=False)
# A column holds values of one kind, or none.
VALUES = [st.text(max_size=3), st.integers(0, 3), FLOATS]


@st.composite
def grids(draw):
    """Return the keys and Parts of the same cells, with values that come again and again."""
    names = iter("abcdefghi")
    axes = draw(st.lists(st.lists(st.text(max_size=3) | st.none(), max_size=3), max_size=2))
    keys = [*product(*axes)]
    parts = [Keys(tuple(next(names) for _ in axes), axes)] if axes else []
    for _ in range(draw(st.integers(2, 3))):
        kinds = draw(st.lists(st.sampled_from(VALUES), min_size=1, max_size=2))
        rows = st.tuples(*(kind | st.none() for kind in kinds))
        some = draw(st.lists(rows, min_size=1, max_size=3))
        many = draw(st.lists(st.sampled_from(some), min_size=len(keys), max_size=len(keys)))
        parts.append(Part(tuple(next(names) for _ in kinds), many))
    return keys, parts


@given(grid=grids())
def test_parts_are_written_as_whole_cells_would_be(grid):
    keys, parts = grid
    names = [*chain.from_iterable(part.names for part in parts)]
    rows = [part.rows if isinstance(part, Part) else keys for part in parts]
    cells = [[*chain.from_iterable(of)] for of in zip(*rows, strict=True)]

    written = cells_as_json(parts), b"".join(csv_lines(names, [cells_as_csv(parts)]))

    assert written == (
        JSON.render([dict(zip(names, cell, strict=True)) for cell in cells]).decode(),
        b"".join(csv_lines(names, [zip(*map(csv_column, zip(*cells, strict=True)), strict=True)])),
    )
