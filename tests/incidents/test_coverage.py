"""What is held of what was asked: covered, missing, and by which forces."""

import pytest

from havering_safety.releases.models import SourceFile
from havering_safety.releases.writer import Scope, writing
from incidents.models import Incident
from tests.asking import INCIDENTS
from tests.borough import make_incident, publish

NOTHING = {"from": None, "to": None, "missing": [], "forces": []}


def cover(*scopes):
    """Record that files of these scopes are held, as an import of files without a row of ours does."""
    with writing("Files without a row") as writer:
        for source, force, month, *codes in scopes:
            scope = Scope(source, Incident.kind, force, month, tuple(codes))
            file = SourceFile(
                source=source, kind="street", name=f"{month}.csv", size=1, sha256="0", rows_read=0
            )
            writer.store_file(Incident, scope, {}, file)


def met(month, *codes):
    return ("archive", "metropolitan", month, *codes)


def btp(month):
    return ("archive", "btp", month)


def api(month):
    return ("api", None, month)


def meta_of(client, query):
    response = client.get(f"{INCIDENTS}?{query}")
    assert response.status_code == 200
    return response.json()["meta"]


COVERED = {
    "all that is held": (
        [met("2023-01"), met("2023-02")], "",
        {"from": "2023-01", "to": "2023-02", "missing": [], "forces": ["metropolitan"]},
    ),
    "a gap between": (
        [met("2023-01"), met("2023-04")], "",
        {"from": "2023-01", "to": "2023-04", "missing": ["2023-02", "2023-03"],
         "forces": ["metropolitan"]},
    ),
    "months asked": (
        [met("2023-01"), met("2023-04")], "month=2023-04,2023-02",
        {"from": "2023-04", "to": "2023-04", "missing": ["2023-02"], "forces": ["metropolitan"]},
    ),
    "period beyond both ends": (
        [met("2023-01")], "date_from=2022-12&date_to=2023-02",
        {"from": "2023-01", "to": "2023-01", "missing": ["2022-12", "2023-02"],
         "forces": ["metropolitan"]},
    ),
    "open end": (
        [met("2023-01"), met("2023-02")], "date_from=2023-02",
        {"from": "2023-02", "to": "2023-02", "missing": [], "forces": ["metropolitan"]},
    ),
    "open beginning": (
        [met("2023-01"), met("2023-02")], "date_to=2023-01",
        {"from": "2023-01", "to": "2023-01", "missing": [], "forces": ["metropolitan"]},
    ),
    "from beyond all that is held": (
        [met("2023-01")], "date_from=2024-05", NOTHING | {"missing": ["2024-05"]},
    ),
    "to before all that is held": (
        [met("2023-01")], "date_to=2021", NOTHING | {"missing": ["2021-12"]},
    ),
    "burglary held": (
        [met("2023-05", "burglary")], "crime_type=burglary&month=2023-05",
        {"from": "2023-05", "to": "2023-05", "missing": [], "forces": ["metropolitan"]},
    ),
    "robbery not held": (
        [met("2023-05", "burglary")], "crime_type=robbery&month=2023-05",
        NOTHING | {"missing": ["2023-05"]},
    ),
    "robbery not held without a month": (
        [met("2023-05", "burglary")], "crime_type=robbery", NOTHING | {"missing": ["2023-05"]},
    ),
    "one of two crime types held": (
        [met("2023-05", "burglary")], "crime_type=robbery,burglary&month=2023-05",
        NOTHING | {"missing": ["2023-05"]},
    ),
    "all crime types where one is held": (
        [met("2023-05", "burglary"), met("2023-06")], "",
        {"from": "2023-06", "to": "2023-06", "missing": ["2023-05"], "forces": ["metropolitan"]},
    ),
    "Essex and BTP alone": (
        [("archive", "essex", "2023-01"), btp("2023-01")], "",
        NOTHING | {"missing": ["2023-01"], "forces": ["btp", "essex"]},
    ),
    "BTP asked": (
        [btp("2023-01"), met("2023-02")], "force=btp",
        {"from": "2023-01", "to": "2023-01", "missing": [], "forces": ["btp"]},
    ),
    "BTP asked where only the Met is held": (
        [met("2023-02")], "force=btp&month=2023-02",
        NOTHING | {"missing": ["2023-02"], "forces": ["metropolitan"]},
    ),
    "two forces asked, one held": (
        [btp("2023-01")], "force=btp,metropolitan", NOTHING | {"missing": ["2023-01"], "forces": ["btp"]},
    ),
    "other forces beside the area's own": (
        [met("2023-01"), btp("2023-01"), ("archive", "essex", "2023-01")], "",
        {"from": "2023-01", "to": "2023-01", "missing": [],
         "forces": ["btp", "essex", "metropolitan"]},
    ),
    "the police API": (
        [api("2016-01")], "", {"from": "2016-01", "to": "2016-01", "missing": [], "forces": []},
    ),
    "the API asked by its missing force": (
        [api("2016-01"), met("2016-02")], "force=none",
        {"from": "2016-01", "to": "2016-01", "missing": [], "forces": []},
    ),
    "a force asked where the API is held": (
        [api("2016-01")], "force=metropolitan&month=2016-01", NOTHING | {"missing": ["2016-01"]},
    ),
    "the API asked where the archive is held": (
        [met("2016-02")], "source=api", NOTHING | {"missing": ["2016-02"]},
    ),
    "the archive asked where the API is held": (
        [api("2016-01"), met("2016-02")], "source=archive",
        {"from": "2016-02", "to": "2016-02", "missing": [], "forces": ["metropolitan"]},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("scopes", "query", "coverage"), COVERED.values(), ids=COVERED)
@pytest.mark.django_db
def test_coverage_speaks_of_what_was_asked(client, scopes, query, coverage):
    cover(*scopes)

    assert meta_of(client, query)["coverage"] == coverage


@pytest.mark.parametrize("query", ["", "crime_type=robbery"])
@pytest.mark.django_db
def test_empty_database_covers_nothing_and_says_so(client, query):
    meta = meta_of(client, query)

    assert meta["coverage"] == NOTHING
    assert meta["warnings"] == [
        {
            "code": "nothing-held",
            "detail": "Nothing is held for this question: an empty answer is unknown, not zero.",
        }
    ]


@pytest.mark.django_db
def test_month_asked_of_an_empty_database_is_missing(client):
    assert meta_of(client, "date_from=2024-01")["coverage"] == NOTHING | {"missing": ["2024-01"]}


@pytest.mark.django_db
def test_area_of_several_forces_needs_them_all(client, settings):
    settings.AREA_FORCES = ["metropolitan", "city-of-london"]
    cover(met("2023-01"), met("2023-02"), ("archive", "city-of-london", "2023-02"))

    assert meta_of(client, "")["coverage"]["from"] == "2023-02"


@pytest.mark.django_db
def test_coverage_is_that_of_the_release(client):
    cover(met("2023-01"))
    cover(met("2023-02"))

    assert meta_of(client, "release=1")["coverage"]["to"] == "2023-01"


@pytest.mark.django_db
def test_exports_and_the_entry_document_cover_the_same(client):
    cover(met("2023-01"), met("2023-03"))

    assert client.get("/api/v1").json()["meta"]["coverage"] == meta_of(client, "")["coverage"]


def details(meta):
    return {warning["code"]: warning["detail"] for warning in meta["warnings"]}


@pytest.mark.django_db
def test_missing_months_are_warned_about_and_named(client):
    cover(met("2023-01"), btp("2023-01"))

    detail = details(meta_of(client, "month=2023-01,2023-02,2023-03"))["not-held"]

    assert detail == "Not held, and therefore unknown, not zero: 2023-02 and 2023-03."


@pytest.mark.django_db
def test_many_missing_months_are_counted(client):
    cover(met("2023-01"))

    detail = details(meta_of(client, "date_from=2022-01&date_to=2023-12"))["not-held"]

    assert detail == (
        "Not held, and therefore unknown, not zero: 2022-01, 2022-02, 2022-03, 2022-04, 2022-05, "
        "2022-06, 2022-07, 2022-08, 2022-09, 2022-10, 2022-11, 2022-12 and 11 more "
        "(meta.coverage)."
    )


@pytest.mark.django_db
def test_absence_of_another_force_is_a_warning_and_never_a_gap(client):
    cover(met("2023-01"))

    meta = meta_of(client, "")

    assert meta["coverage"]["missing"] == []
    assert "other-forces-not-held" in details(meta)
    assert "not-held" not in details(meta)


@pytest.mark.parametrize("query", ["force=metropolitan", "force=btp"])
@pytest.mark.django_db
def test_absence_of_other_forces_is_no_matter_where_forces_are_asked(client, query):
    cover(met("2023-01"))

    assert "other-forces-not-held" not in details(meta_of(client, query))


@pytest.mark.django_db
def test_all_that_should_be_held_gives_no_warning(client):
    cover(met("2023-01"), btp("2023-01"), met("2023-02"))

    assert meta_of(client, "month=2023-01")["warnings"] == []


@pytest.mark.django_db
def test_latest_month_is_provisional(client):
    cover(met("2023-01"), btp("2023-01"))

    assert details(meta_of(client, "")) == {
        "provisional-month": (
            "2023-01 is the latest month held; publishers still add to it and revise it."
        )
    }


@pytest.mark.parametrize(
    ("query", "warned"),
    [
        ("ward=upminster", True),
        ("ward_not=upminster", True),
        ("ward=st-edwards,rainham-wennington", True),
        ("ward=E05013986", True),
        ("ward=st-edwards", False),
        ("", False),
    ],
)
@pytest.mark.usefixtures("borough")
def test_ward_with_the_name_of_a_former_one_is_warned_about(client, query, warned):
    assert ("ward-redrawn-2022" in details(meta_of(client, query))) == warned


@pytest.mark.usefixtures("borough")
def test_real_data_are_not_called_synthetic(client, tmp_path):
    publish(tmp_path, [make_incident()])

    assert meta_of(client, "")["synthetic"] is False


@pytest.mark.django_db
def test_synthetic_data_are_warned_about(client):
    with writing("Demo", synthetic=True) as writer:
        file = SourceFile(source="demo", kind="wards", name="a", size=1, sha256="0", rows_read=0)
        file.added = 1
        writer.record_file(file)

    meta = meta_of(client, "")

    assert meta["synthetic"] is True
    assert details(meta)["synthetic-data"] == (
        "Demo data: every row is invented. Quote nothing of it."
    )
