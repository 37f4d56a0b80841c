"""Street files that are refused: one clear line that names file, line and column, and nothing written."""

import pytest

from tests.importing import import_archive, refusal_of
from tests.police_files import (
    HEADER,
    WEST,
    make_archive,
    make_row,
    make_rows,
    make_street,
    street_name,
)

pytestmark = pytest.mark.django_db

NAME = street_name()
LABEL = f"broken.zip/{NAME}"


def with_header(*titles):
    return make_street([make_row()], titles)


GOOD = make_street(make_rows(3))
LAST_LINE = 4

FILES = {
    "empty": ("", f"{LABEL}, line 1: is empty."),
    "blank first line": ("\n" + GOOD, f"{LABEL}, line 1: is empty."),
    "header only": (make_street([]), f"{LABEL}, line 2: holds a header and no rows."),
    "header of another kind": (
        with_header("Type", *HEADER[1:]),
        f"{LABEL}, line 1, column Type: the header is not the one expected ({', '.join(HEADER)}).",
    ),
    "header without its last column": (
        with_header(*HEADER[:-1]),
        f"{LABEL}, line 1, column Context: the header is not the one expected ({', '.join(HEADER)}).",
    ),
    "header with one column more": (
        with_header(*HEADER, "Ward"),
        f"{LABEL}, line 1, column Ward: the header is not the one expected ({', '.join(HEADER)}).",
    ),
    "header in other words": (
        with_header(*(title.lower() for title in HEADER)),
        f"{LABEL}, line 1, column crime id: the header is not the one expected "
        f"({', '.join(HEADER)}).",
    ),
    "cut in the middle of a row": (
        GOOD[: GOOD.rindex("Metropolitan Police Service") + 5],
        f"{LABEL}, line {LAST_LINE}, column Falls within: ends in the middle of a row (4 of 12 cells).",
    ),
    "cut in the last cell but one": (
        GOOD[: GOOD.rindex("investigation")],
        f"{LABEL}, line {LAST_LINE}, column Last outcome category: "
        "ends in the middle of a row (11 of 12 cells).",
    ),
    "not UTF-8": (
        GOOD.encode().replace(b"West Road", b"West R\xf6ad", 2).replace(b"\xf6", b"o", 1),
        f"{LABEL}, line 3, column Location: is not UTF-8 (invalid start byte).",
    ),
    "cut in the middle of a letter": (
        GOOD.encode() + "é".encode()[:1],
        f"{LABEL}, line 5, column Crime ID: is not UTF-8 (unexpected end of data).",
    ),
    "not UTF-8 far down": (
        make_street(make_rows(999)).encode() + b'"",2024-01,\xe9',
        f"{LABEL}, line 1001, column Reported by: is not UTF-8 (unexpected end of data).",
    ),
    "UTF-16": (
        GOOD.encode("utf-16"),
        f"{LABEL}, line 1, column Crime ID: is not UTF-8 (invalid start byte).",
    ),
    "unclosed quote": (
        make_street(make_rows(1)) + '"aaa' + make_street(make_rows(2)),
        f"{LABEL}, line 3: is not CSV: unexpected end of data.",
    ),
    "text after a quote": (
        GOOD + '"a"b,2024-01\n',
        f"{LABEL}, line 5: is not CSV: ',' expected after '\"'.",
    ),
    "a line without end": (
        GOOD + "a" * 20_000,
        f"{LABEL}, line 5: has a line of 10,000 characters or more.",
    ),
    "another month": (
        make_street(make_rows(3, month="2024-02")),
        f"{LABEL}, line 2, column Month: month '2024-02' in the file of 2024-01 (month); "
        "3 of 3 rows cannot be read, more than 1%.",
    ),
    "coordinates in metres": (
        make_street(make_rows(3, {"Longitude": "551268.0", "Latitude": "182681.0"})),
        f"{LABEL}, line 2, column Longitude: 551268.0 is no longitude in degrees (metres?) "
        "(coordinates); 3 of 3 rows cannot be read, more than 1%.",
    ),
    "northing in metres": (
        make_street(make_rows(3, {"Latitude": "182681.0"})),
        f"{LABEL}, line 2, column Latitude: 182681.0 is no latitude in degrees (metres?) "
        "(coordinates); 3 of 3 rows cannot be read, more than 1%.",
    ),
    "rows of other lengths": (
        make_street([*make_rows(3), {"Crime ID": "", "Month": "2024-01"}]),
        f"{LABEL}, line 5, column Month: 2 cells, not 12 (columns); "
        "1 of 4 rows cannot be read, more than 1%.",
    ),
    "one bad row of ninety-nine": (
        make_street([*make_rows(98), make_row(WEST, Longitude="east")]),
        f"{LABEL}, line 100, column Longitude: 'east' is no number (coordinates); "
        "1 of 99 rows cannot be read, more than 1%.",
    ),
    "a thousand and one rows of one crime type": (
        make_street([make_row() for _ in range(1_001)]),
        f"{LABEL}, column Crime type: holds 1,001 rows, all 'Burglary': a filtered download? "
        "Say so with --only crime_type=burglary.",
    ),
}


@pytest.mark.parametrize(("content", "message"), FILES.values(), ids=FILES)
def test_faulty_file_is_refused(two_wards_loaded, tmp_path, content, message):
    path = make_archive(tmp_path / "broken.zip", {NAME: content})

    assert refusal_of(import_archive, path) == message


def test_good_files_beside_a_faulty_one_are_not_kept(two_wards_loaded, tmp_path):
    later = street_name("2024-02")
    path = make_archive(tmp_path / "broken.zip", {NAME: GOOD, later: ""})

    assert refusal_of(import_archive, path) == f"broken.zip/{later}, line 1: is empty."
