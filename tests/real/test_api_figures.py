"""The recorded answers of 2016-01 to 2017-06, imported: in the wards in force since 2022."""

import json
import random
import zipfile

import pytest
from django.db.models import Count, Sum

from havering_safety.releases.models import CountDifference, Coverage, SourceFile, UnlistedCode
from incidents.models import Incident
from tests.importers.police_api_recordings import make_recording
from tests.importing import contents, import_api
from tests.real.transactions import taken_back

pytestmark = [
    pytest.mark.usefixtures("answers", "db"),
    pytest.mark.xdist_group("real"),
]

RECORDING = "police/api-crimes-street-2016-01-to-2017-06.zip"
NOTHING_CHANGED = "Nothing changed, no release made.\n"

# As counted before placement: none of the five crimes outside the area is a robbery.
ROBBERIES = {
    "2016-01": 25, "2016-02": 42, "2016-04": 27, "2016-05": 25, "2016-06": 26, "2016-07": 24,
    "2016-08": 21, "2016-09": 18, "2016-10": 27, "2016-11": 23, "2016-12": 25, "2017-01": 43,
    "2017-02": 27, "2017-03": 38, "2017-04": 60, "2017-05": 45, "2017-06": 65,
}  # fmt: skip


@pytest.fixture(scope="module")
def answers(real_database, real_data, django_db_blocker):
    """Hold the recording (release 6)."""
    with taken_back(django_db_blocker):
        with django_db_blocker.unblock():
            import_api(str(real_data / RECORDING))
        yield


def of_api():
    return Incident.objects.as_of(6).filter(source="api")


def test_ledgers_add_up_to_795_repeats_and_5_outside():
    names = ("rows_read", "stored", "outside_area", "without_location", "rejected", "repeated")
    files = SourceFile.objects.filter(source="api")

    assert files.count() == 17 * 18
    assert files.aggregate(**{f"all_{name}": Sum(name) for name in names}) == {
        "all_rows_read": 31_991, "all_stored": 31_191, "all_outside_area": 5,
        "all_without_location": 0, "all_rejected": 0, "all_repeated": 795,
    }  # fmt: skip
    assert of_api().count() == 31_191


def test_robberies_by_month():
    rows = of_api().filter(crime_type="robbery").values_list("month").annotate(Count("version"))

    assert dict(rows) == ROBBERIES


def test_kept_counts_of_robberies_are_those_of_the_rows():
    rows = CountDifference.objects.filter(dataset="incidents", code="robbery", month__lt="2018")

    assert dict(rows.values_list("month").annotate(Sum("n"))) == ROBBERIES


def test_months_recorded_are_covered_and_march_2016_is_not():
    covered = Coverage.objects.as_of(6).filter(kind="street", source="api", force="", code="")

    assert sorted(covered.values_list("month", flat=True)) == sorted(ROBBERIES)


def test_no_word_is_new():
    assert not UnlistedCode.objects.exists()


def test_rows_stand_in_the_wards_in_force():
    """The answers were asked by former ward; points place rows."""
    codes = set(of_api().values_list("ward_code", flat=True))

    assert codes == {f"E050{number}" for number in range(13967, 13987)}


def test_same_recording_makes_no_release(real_data):
    before = contents()

    assert import_api(str(real_data / RECORDING)).endswith(NOTHING_CHANGED)
    assert contents() == before


def test_shuffled_recording_under_new_numbers_makes_no_release(real_data, tmp_path):
    before, answers = contents(), {}
    with zipfile.ZipFile(real_data / RECORDING) as archive:
        for name in archive.namelist():
            if name.endswith(".json"):
                crimes = json.loads(archive.read(name))
                random.Random(name).shuffle(crimes)
                answers[name.removesuffix(".json")] = [
                    crime | {"id": 10**9 - crime["id"]} for crime in crimes
                ]

    said = import_api(str(make_recording(tmp_path, answers)))

    assert said.endswith(NOTHING_CHANGED)
    assert contents() == before
