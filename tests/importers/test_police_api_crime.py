import pytest

from incidents.importers.police_api import RejectedCrime
from incidents.importers.police_api_crime import ApiCrime

from .police_api_recordings import make_crime, make_recording, read_only_answer


def test_crime_is_read_in_the_publishers_words(tmp_path):
    make_recording(tmp_path, {"2016-01/E05000306-0": [make_crime()]})

    answer = read_only_answer(tmp_path)

    assert answer.crimes == [
        ApiCrime(
            persistent_id="ab" * 32,
            category="violent-crime",
            month="2016-01",
            street_id=977053,
            street_name="On or near Parking Area",
            longitude="0.183500",
            latitude="51.576130",
            location_type="Force",
            location_subtype="",
            outcome_category="Under investigation",
            outcome_month="2016-03",
            context="",
        )
    ]


def test_crime_without_outcome_or_persistent_id_is_read(tmp_path):
    crime = make_crime(category="anti-social-behaviour", outcome_status=None, persistent_id="")
    make_recording(tmp_path, {"2016-01/E05000306-0": [crime]})

    (read,) = read_only_answer(tmp_path).crimes

    assert (read.persistent_id, read.outcome_category, read.outcome_month) == ("", None, None)


def test_crime_without_location_is_read(tmp_path):
    crime = make_crime(location=None, location_type=None)
    make_recording(tmp_path, {"2016-01/E05000306-0": [crime]})

    (read,) = read_only_answer(tmp_path).crimes

    assert (read.street_id, read.street_name, read.longitude, read.latitude) == (None,) * 4


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"month": "2016-02"}, "month", "not 2016-01, the month of its file"),
        ({"month": None}, "month", "not text"),
        ({"id": "1"}, "id", "not a whole number"),
        ({"id": True}, "id", "not a whole number"),
        ({"persistent_id": None}, "persistent_id", "not text"),
        ({"persistent_id": "a\0"}, "persistent_id", "not text"),
        ({"category": ""}, "category", "unexpected ''"),
        ({"category": "Violent crime"}, "category", "unexpected 'Violent crime'"),
        ({"context": None}, "context", "not text"),
        ({"location_type": 1}, "location_type", "not text"),
        ({"location": "Romford"}, "location.street.id", "missing"),
        ({"outcome_status": []}, "outcome_status.category", "missing"),
        (
            {"outcome_status": {"category": "Local resolution", "date": "2016"}},
            "outcome_status.date",
            "unexpected '2016'",
        ),
    ],
)
def test_malformed_crime_is_a_reject_that_names_the_field(tmp_path, changes, field, reason):
    make_recording(tmp_path, {"2016-01/E05000306-0": [make_crime(1), make_crime(2, **changes)]})

    answer = read_only_answer(tmp_path)

    assert answer.rejects == [RejectedCrime("2016-01/E05000306-0.json", 1, field, reason)]
    assert len(answer.crimes) == 1


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"latitude": 51.57613}, "location.latitude", "not text"),
        ({"latitude": "188000.5"}, "location.latitude", "unexpected '188000.5'"),
        ({"latitude": "90.1"}, "location.latitude", "90.1 is not in degrees"),
        ({"longitude": "553"}, "location.longitude", "553 is not in degrees"),
        ({"longitude": ""}, "location.longitude", "unexpected ''"),
        ({"longitude": "nan"}, "location.longitude", "unexpected 'nan'"),
        ({"street": {"id": None, "name": ""}}, "location.street.id", "not a whole number"),
        ({"street": {"id": 1}}, "location.street.name", "missing"),
    ],
)
def test_malformed_location_is_a_reject_that_names_the_field(tmp_path, changes, field, reason):
    crime = make_crime(location=make_crime()["location"] | changes)
    make_recording(tmp_path, {"2016-01/E05000306-0": [crime]})

    (reject,) = read_only_answer(tmp_path).rejects

    assert (reject.field, reject.reason) == (field, reason)


@pytest.mark.parametrize("name", make_crime())
def test_missing_field_is_a_reject(tmp_path, name):
    crime = make_crime()
    del crime[name]
    make_recording(tmp_path, {"2016-01/E05000306-0": [crime]})

    answer = read_only_answer(tmp_path)

    assert answer.crimes == []
    assert (answer.rejects[0].field.split(".")[0], answer.rejects[0].reason) == (name, "missing")


@pytest.mark.parametrize("element", [None, 1, "crime", [], {}])
def test_element_that_is_no_crime_is_a_reject(tmp_path, element):
    make_recording(tmp_path, {"2016-01/E05000306-0": [element]})

    assert read_only_answer(tmp_path).rejects == [
        RejectedCrime("2016-01/E05000306-0.json", 0, "month", "missing")
    ]
