"""Every postcode of Havering that Ordnance Survey publishes has the ward that it gives it."""

import csv

import pytest

from havering_safety.releases.models import Release, SourceFile
from tests.importing import contents, import_boundaries, import_postcodes
from tests.real.conftest import WARDS
from tests.real.transactions import taken_back
from wards.gazetteer import gazetteer_of
from wards.importers.british_grid import to_degrees
from wards.lookup import place_of_point, place_of_postcode
from wards.models import Postcode

pytestmark = [
    pytest.mark.usefixtures("postcodes", "db"),
    pytest.mark.xdist_group("real"),
]

CODE_POINT_OPEN = "geography/codepo_gb_rm.csv"
WITH_DEGREES = "geography/postcodes_havering_codepoint_half.csv"
HAVERING = "E09000016"
# On an edge: their points lie 6 metres and less than one beyond a border of the simplified
# boundaries, in Squirrels Heath, where Ordnance Survey has St Alban's and St Edward's.
ON_EDGES = {"RM1 2AN": "E05013985", "RM2 6BP": "E05013985"}
# Of Barking and Dagenham, and within the simplified boundary of Rush Green & Crowlands.
ACROSS_THE_BORDER = {"RM7 0UP", "RM7 0UR", "RM8 1JX"}


@pytest.fixture(scope="module")
def postcodes(real_database, real_data, django_db_blocker):
    """Load Code-Point Open beside the wards, and return what the command said."""
    with taken_back(django_db_blocker):
        with django_db_blocker.unblock():
            said = import_postcodes(str(real_data / CODE_POINT_OPEN))
        yield said


@pytest.fixture(scope="module")
def published(real_data):
    """Return {postcode: (easting, northing, ward)} of Havering as published."""
    with (real_data / CODE_POINT_OPEN).open(encoding="ascii", newline="") as file:
        return {
            row[0]: (int(row[2]), int(row[3]), row[9])
            for row in csv.reader(file)
            if row[8] == HAVERING
        }


def test_all_postcodes_of_havering_are_held(postcodes, published):
    assert (
        "7,470 rows read = 2,518 stored + 4,952 outside the area + 0 without location" in postcodes
    )
    assert set(Postcode.objects.values_list("postcode", flat=True)) == {
        *published,
        *ACROSS_THE_BORDER,
    }
    assert len(published) == 2_515


def test_every_postcode_has_the_ward_published_by_code_and_by_point(published):
    gazetteer = gazetteer_of(Release.objects.newest())
    by_code, by_point = {}, {}
    for postcode, (easting, northing, _) in published.items():
        longitude, latitude = to_degrees(easting, northing)
        by_code[postcode] = place_of_postcode(gazetteer, postcode).ward.gss_code
        by_point[postcode] = place_of_point(gazetteer, latitude, longitude).ward.gss_code

    wards = {postcode: ward for postcode, (_, _, ward) in published.items()}
    assert by_code == wards
    assert by_point == wards | ON_EDGES


@pytest.mark.parametrize("postcode", [*ON_EDGES, *sorted(ACROSS_THE_BORDER), "RM1 1AA", "RM14 1AA"])
def test_disagreement_is_said(client, postcode):
    response = client.get("/api/v1/wards/lookup", {"postcode": postcode})

    if response.status_code == 404:
        assert not Postcode.objects.filter(postcode=postcode).exists()
    else:
        codes = [warning["code"] for warning in response.json()["meta"]["warnings"]]
        assert ("on-a-border" in codes) is (postcode in {*ON_EDGES, *ACROSS_THE_BORDER})


def test_postcodes_with_degrees_are_the_same_postcodes(real_data):
    before = list(Postcode.objects.filter(postcode__in=ON_EDGES).values())

    said = import_postcodes(str(real_data / WITH_DEGREES), "--allow-removals")

    assert "0 added, 0 revised, 3 withdrawn." in said
    assert list(Postcode.objects.filter(postcode__in=ON_EDGES).values()) == before


def test_same_file_makes_no_release(real_data):
    before = contents()

    said = import_postcodes(str(real_data / CODE_POINT_OPEN))

    assert said.endswith("Nothing changed, no release made.\n")
    assert contents() == before


def test_ledger_is_kept():
    file = SourceFile.objects.get(kind="postcodes")

    assert (file.source, file.rows_read, file.size) == ("code-point-open", 7_470, 677_777)


def test_new_boundaries_leave_postcodes_alone(real_data):
    import_boundaries(str(real_data / WARDS))

    assert Postcode.objects.current().count() == 2_518
