"""Postcodes: what is stored of a file, what is counted, and what is refused."""

import zipfile

import pytest
from django.core.management import CommandError

from havering_safety.releases.models import Release, SourceFile
from tests.importing import contents, import_postcodes
from tests.postcode_files import (
    IN_EAST,
    IN_WEST,
    OUTSIDE,
    THREE,
    make_postcode,
    make_postcode_zip,
    make_postcodes,
)
from tests.ward_files import EAST_WARD, WEST_WARD
from wards.models import Postcode, Ward

pytestmark = pytest.mark.usefixtures("two_wards_loaded")

HEADER = "postcode,pqi,lon,lat,ward_code\n"


def refusal_of(path, *options):
    """Return the message of an import that is refused and leaves everything as it was."""
    before = contents()
    with pytest.raises(CommandError) as refused:
        import_postcodes(str(path), *options)
    assert refused.value.returncode == 1
    assert contents() == before
    return str(refused.value)


def postcodes(release=None):
    """Return the postcodes of a release, or of the newest, by text."""
    number = release or Release.objects.newest().number
    return set(Postcode.objects.as_of(number).values_list("postcode", flat=True))


def ledger():
    names = ("rows_read", "stored", "outside_area", "without_location", "rejected", "repeated")
    return SourceFile.objects.filter(kind="postcodes").order_by("id").values_list(*names)


def test_postcodes_of_the_area_are_stored_and_others_counted(tmp_path):
    said = import_postcodes(make_postcodes(tmp_path / "rm.csv"))

    assert "rm.csv: 3 rows read = 2 stored + 1 outside the area" in said
    assert "right to within a few metres" in said
    assert "Release 2: 2 added, 0 revised, 0 withdrawn." in said
    rows = Postcode.objects.order_by("postcode").values_list(
        "postcode", "quality", "longitude", "latitude", "ward_code"
    )
    assert list(rows) == [
        ("RM1 1AA", 10, pytest.approx(0.05, abs=1e-4), pytest.approx(51.55, abs=1e-4), WEST_WARD),
        ("RM2 2BB", 50, pytest.approx(0.15, abs=1e-4), pytest.approx(51.55, abs=1e-4), EAST_WARD),
    ]


def test_same_file_makes_no_release(tmp_path):
    path = make_postcodes(tmp_path / "rm.csv")
    import_postcodes(path)
    before = contents()

    assert import_postcodes(path).endswith("Nothing changed, no release made.\n")
    assert contents() == before


def test_shuffled_file_makes_no_release(tmp_path):
    import_postcodes(make_postcodes(tmp_path / "rm.csv"))
    backwards = "".join(reversed(THREE.splitlines(keepends=True)))

    said = import_postcodes(make_postcodes(tmp_path / "rm.csv", backwards))

    assert said.endswith("Nothing changed, no release made.\n")


def test_dry_run_saves_nothing(tmp_path):
    before = contents()

    said = import_postcodes(make_postcodes(tmp_path / "rm.csv"), "--dry-run")

    assert said.endswith("Dry run, nothing saved: 2 added, 0 revised, 0 withdrawn.\n")
    assert contents() == before


def test_moved_postcode_is_revised_and_the_older_release_keeps_its_point(tmp_path):
    import_postcodes(make_postcodes(tmp_path / "rm.csv", make_postcode()))

    said = import_postcodes(make_postcodes(tmp_path / "rm.csv", make_postcode(point=IN_EAST)))

    assert "Release 3: 0 added, 1 revised, 0 withdrawn." in said
    assert Postcode.objects.as_of(2).get().longitude == pytest.approx(0.05, abs=1e-4)
    assert Postcode.objects.as_of(3).get().longitude == pytest.approx(0.15, abs=1e-4)


def test_postcode_of_our_ward_is_kept_though_its_point_lies_outside(tmp_path):
    import_postcodes(make_postcodes(tmp_path / "rm.csv", make_postcode(point=OUTSIDE)))

    assert postcodes() == {"RM1 1AA"}


def test_postcode_without_a_published_ward_is_placed_by_its_point(tmp_path):
    import_postcodes(make_postcodes(tmp_path / "rm.csv", make_postcode(ward="")))

    assert Postcode.objects.get().ward_code is None


@pytest.mark.parametrize(
    "row",
    [make_postcode(point=(0, 0)), make_postcode(quality=90), make_postcode(point=("", ""))],
    ids=["zeros", "quality 90", "blanks"],
)
def test_postcode_without_coordinates_is_counted(tmp_path, row):
    text = make_postcode("RM2 2BB") + row
    import_postcodes(make_postcodes(tmp_path / "rm.csv", text))

    assert list(ledger()) == [(2, 1, 0, 1, 0, 0)]
    assert postcodes() == {"RM2 2BB"}


@pytest.mark.parametrize("written", ["RM1 1AA", "RM11AA", "rm1 1aa", "RM1  1AA"])
def test_postcode_is_stored_as_it_is_properly_written(tmp_path, written):
    import_postcodes(make_postcodes(tmp_path / "rm.csv", make_postcode(written)))

    assert postcodes() == {"RM1 1AA"}


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte order mark"])
def test_file_with_a_header_gives_degrees(tmp_path, mark):
    text = f"{mark}{HEADER}RM1 1AA,10,0.05,51.55,{WEST_WARD}\r\nRM3 3CC,10,0.25,51.55,\r\n"

    import_postcodes(make_postcodes(tmp_path / "ours.csv", text))

    held = Postcode.objects.get()
    assert (held.postcode, held.longitude, held.latitude) == ("RM1 1AA", 0.05, 51.55)
    assert list(ledger()) == [(2, 1, 1, 0, 0, 0)]


def test_file_with_a_header_gives_metres_too(tmp_path):
    text = f"Postcode,PQI,Easting,Northing\nRM1 1AA,10,{IN_WEST[0]},{IN_WEST[1]}\n"

    import_postcodes(make_postcodes(tmp_path / "ours.csv", text))

    assert postcodes() == {"RM1 1AA"}


def test_zip_is_read_member_by_member_without_its_explanations(tmp_path):
    members = {
        "Doc/Code-Point_Open_Column_Headers.csv": "PC,PQ\nPostcode,Positional_quality\n",
        "Doc/licence.txt": "Open Government Licence",
        "Data/CSV/ig.csv": make_postcode("IG1 1AA", OUTSIDE, ward=""),
        "Data/CSV/rm.csv": THREE,
    }

    import_postcodes(make_postcode_zip(tmp_path / "codepo_gb.zip", members))

    assert list(ledger()) == [(1, 0, 1, 0, 0, 0), (3, 2, 1, 0, 0, 0)]
    files = SourceFile.objects.filter(kind="postcodes").order_by("id")
    assert [(file.archive, file.name, file.added) for file in files] == [
        ("codepo_gb.zip", "Data/CSV/ig.csv", 0),
        ("codepo_gb.zip", "Data/CSV/rm.csv", 2),
    ]


def test_postcodes_of_other_postcode_areas_stay(tmp_path):
    import_postcodes(make_postcodes(tmp_path / "rm.csv"))

    said = import_postcodes(make_postcodes(tmp_path / "ig.csv", make_postcode("IG1 1AA")))

    assert "Release 3: 1 added, 0 revised, 0 withdrawn." in said
    assert postcodes() == {"RM1 1AA", "RM2 2BB", "IG1 1AA"}


def test_vanished_postcode_is_withdrawn_when_asked(tmp_path):
    import_postcodes(make_postcodes(tmp_path / "rm.csv"))

    said = import_postcodes(
        make_postcodes(tmp_path / "rm.csv", make_postcode()), "--allow-removals"
    )

    assert "Release 3: 0 added, 0 revised, 1 withdrawn." in said
    assert postcodes(2) == {"RM1 1AA", "RM2 2BB"}
    assert postcodes(3) == {"RM1 1AA"}


def test_file_that_lacks_many_postcodes_is_refused(tmp_path):
    import_postcodes(make_postcodes(tmp_path / "rm.csv"))

    assert "1 of the 2 rows held would be withdrawn" in refusal_of(
        make_postcodes(tmp_path / "rm.csv", make_postcode())
    )


GOOD = make_postcode()
FAULTS = {
    "empty": ("", "line 1: is empty."),
    "another header": ("code,east\n1,2\n", "line 1, column easting: has 2 cells, not 10."),
    "a header without a column": (
        "postcode,pqi,lon,ward_code\n",
        "line 1, column easting: the header has no single column easting "
        "(postcode, pqi, lon, ward_code).",
    ),
    "a row cut off": (GOOD + GOOD[:26], "line 2, column country_code: has 4 cells, not 10."),
    "a quote cut off": (GOOD + GOOD[:-3], "line 2: is not CSV: unexpected end of data."),
    "a cell more": (GOOD + GOOD[:-1] + ",1\n", "line 2: has 11 cells, not 10."),
    "no postcode": (make_postcode("Romford"), "line 1, column postcode: 'Romford' is no postcode."),
    "no quality": (
        make_postcode(quality=11),
        "line 1, column pqi: '11' is no positional quality indicator "
        "(10, 20, 30, 40, 50, 60, 90).",
    ),
    "degrees for metres": (
        make_postcode(point=("0.05", "51.55")),
        "line 1, column easting: '0.05' is no metres from 0 to 700,000.",
    ),
    "a point beyond the grid": (
        make_postcode(point=(542234, 1300001)),
        "line 1, column northing: '1300001' is no metres from 0 to 1,300,000.",
    ),
    "one zero": (
        make_postcode(point=(542234, 0)),
        "line 1, column northing: is 0, and the other coordinate is not.",
    ),
    "one blank": (
        make_postcode(point=("", 185448)),
        "line 1, column easting: '' is no metres from 0 to 700,000.",
    ),
    "metres for degrees": (
        f"{HEADER}RM1 1AA,10,542234,185448,\n",
        "line 2, column lon: '542234' is no degrees from -180 to 180.",
    ),
    "no ward": (make_postcode(ward="West"), "line 1, column ward_code: 'West' is no GSS code."),
    "not UTF-8": (
        GOOD.encode() + GOOD.encode().replace(b"E19000003", b"\xff"),
        "line 2, column nhs_region_code: is not UTF-8.",
    ),
    "a postcode twice": (
        GOOD + make_postcode("rm11aa"),
        "line 2, column postcode: has RM1 1AA, like line 1 of this file.",
    ),
    "a line without end": (
        '"' + "x" * 3_000,
        "line 1: has a line of 2,000 characters or more.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), FAULTS.values(), ids=FAULTS)
def test_faulty_file_is_refused_at_its_place(tmp_path, text, reason):
    assert refusal_of(make_postcodes(tmp_path / "rm.csv", text)) == f"rm.csv, {reason}"


def test_postcode_in_two_members_is_refused(tmp_path):
    path = make_postcode_zip(tmp_path / "two.zip", {"a.csv": GOOD, "b.csv": GOOD})

    assert refusal_of(path) == (
        "two.zip/b.csv, line 1, column postcode: has RM1 1AA, like line 1 of a.csv."
    )


def test_member_that_leads_out_of_the_zip_is_refused(tmp_path):
    out = make_postcode_zip(tmp_path / "out.zip", {"../rm.csv": GOOD})
    assert refusal_of(out) == "out.zip: member '../rm.csv' leads out of the archive."


def test_zip_bomb_is_refused(tmp_path, settings):
    settings.IMPORT_MAX_UNPACKED_BYTES = 50
    path = make_postcode_zip(tmp_path / "bomb.zip", {"rm.csv": GOOD})

    assert "more than the 50 allowed" in refusal_of(path)


def test_broken_zip_is_refused(tmp_path):
    make_postcode_zip(path := tmp_path / "broken.zip", {"rm.csv": THREE * 50})
    content = bytearray(path.read_bytes())
    content[45:60] = bytes(15)
    path.write_bytes(content)
    assert zipfile.is_zipfile(path)

    assert "cannot be unpacked" in refusal_of(path)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("absent.csv", "is no file"), ("none.zip", "none.zip: holds no CSV file.")],
)
def test_path_without_postcodes_is_refused(tmp_path, name, reason):
    make_postcode_zip(tmp_path / "none.zip", {"readme.txt": "Nothing"})

    assert reason in refusal_of(tmp_path / name)


def test_without_boundaries_there_is_no_import(tmp_path):
    Ward.objects.all().delete()

    assert "no ward boundaries are loaded" in refusal_of(make_postcodes(tmp_path / "rm.csv"))
