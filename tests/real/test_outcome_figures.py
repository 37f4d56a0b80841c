"""The outcomes of the Met's burglaries of 2023, and the incidents they belong to."""

import csv
import io
import zipfile

import pytest
from django.db.models import Count

from havering_safety.releases.models import Coverage, SourceFile
from incidents.models import Incident, Outcome
from tests.real.conftest import BURGLARY

pytestmark = [
    pytest.mark.usefixtures("real_database", "db"),
    pytest.mark.xdist_group("real"),
]

# Rows in Havering, month by month: counted once more, by another program.
STORED = {
    "2023-01": 13, "2023-02": 31, "2023-03": 26, "2023-04": 14, "2023-05": 16, "2023-06": 15,
    "2023-07": 8, "2023-08": 8, "2023-09": 18, "2023-10": 35, "2023-11": 42, "2023-12": 48,
}  # fmt: skip


def test_month_is_always_the_files(real_data):
    with zipfile.ZipFile(real_data / BURGLARY) as archive:
        names = [name for name in archive.namelist() if name.endswith("-outcomes.csv")]
        months = {
            (name[:7], row["Month"])
            for name in names
            for row in csv.DictReader(io.TextIOWrapper(archive.open(name), "utf-8"))
        }

    assert len(names) == len(months) == 12
    assert all(of_file == of_row for of_file, of_row in months)


def test_rows_in_havering_by_month():
    files = SourceFile.objects.filter(kind="outcomes")

    assert dict(files.values_list("month", "stored")) == STORED
    assert not files.exclude(rejected=0, repeated=0).exists()
    assert Outcome.objects.as_of(5).count() == 274


def test_outcomes_of_burglaries_cover_burglary_alone():
    covered = Coverage.objects.as_of(5).filter(kind="outcomes")

    assert set(covered.values_list("month", "code")) == {(month, "burglary") for month in STORED}


def test_outcomes_find_their_incidents():
    """All 274 do; two name a Crime ID that stands on two burglaries."""
    joined = Outcome.objects.as_of(5).joined_to(Incident.objects.as_of(5))

    assert list(joined.values_list("ambiguous").annotate(Count("version")).order_by()) == [
        (False, 272),
        (True, 2),
    ]


def test_ambiguous_outcome_is_on_each_incident_of_its_id():
    incidents = Incident.objects.as_of(5)
    outcome = Outcome.objects.as_of(5).joined_to(incidents).filter(ambiguous=True).first()

    assert incidents.filter(crime_id=outcome.crime_id).count() == 2
