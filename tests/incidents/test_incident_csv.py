"""Incidents as CSV: the text, byte by byte, and how it is sent."""

import csv
import io

import pytest
from django.db import connection

from havering_safety.api.fields import BATCH
from incidents.models import Incident
from tests.asking import INCIDENTS
from tests.borough import ST_EDWARDS, make_incident, make_incidents, publish

pytestmark = pytest.mark.usefixtures("borough")

HEADER = (
    "id,crime_id,month,crime_type,crime_type_name,last_outcome_category,"
    "last_outcome_category_name,ward,ward_code,ward_name,location,latitude,longitude,lsoa_code,"
    "lsoa_name,force,reported_by,falls_within,source,first_release\r\n"
)


def export(client, query=""):
    response = client.get(f"{INCIDENTS}.csv?{query}")
    assert response.status_code == 200
    return response.getvalue().decode()


def test_export_is_whole(client, tmp_path):
    publish(tmp_path, [make_incident(), make_incident(serial=None, Last_outcome_category="")])
    with_outcome = Incident.objects.get(crime_id=f"{1:064x}").public_id
    without = Incident.objects.get(crime_id=None).public_id

    text = export(client, "ordering=-last_outcome_category")

    assert text == HEADER + (
        f"{with_outcome},{1:064x},2024-01,burglary,Burglary,under-investigation,"
        "Under investigation,st-edwards,E05013983,St Edward's,On or near West Road,51.55,0.05,"
        "E01002345,Havering 001A,metropolitan,Metropolitan Police Service,"
        "Metropolitan Police Service,archive,2\r\n"
        f"{without},,2024-01,burglary,Burglary,,,st-edwards,E05013983,St Edward's,"
        "On or near West Road,51.55,0.05,E01002345,Havering 001A,metropolitan,"
        "Metropolitan Police Service,Metropolitan Police Service,archive,2\r\n"
    )


def test_nothing_is_a_header(client):
    assert export(client, "crime_type=drugs") == HEADER


def test_columns_are_chosen_in_the_documented_order(client, tmp_path):
    publish(tmp_path, [make_incident()])

    assert export(client, "fields=ward,month") == "month,ward\r\n2024-01,st-edwards\r\n"


@pytest.mark.parametrize(("query", "start"), [("bom=true", "\ufeffmonth"), ("bom=false", "month")])
def test_byte_order_mark_is_there_when_asked(client, query, start):
    assert export(client, f"fields=month&{query}") == f"{start}\r\n"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"], ids=repr)
def test_text_that_a_spreadsheet_would_run_is_neutralised(client, tmp_path, sign):
    publish(tmp_path, [make_incident()])
    Incident.objects.update(location=f"{sign}HYPERLINK(1)")

    rows = list(csv.reader(io.StringIO(export(client, "fields=location"), newline="")))

    assert rows == [["location"], [f"'{sign}HYPERLINK(1)"]]


@pytest.mark.parametrize("text", ["A=1", "1-2", "'=1", " =1", "", "\n=1"])
def test_other_text_is_left_alone(client, tmp_path, text):
    publish(tmp_path, [make_incident(Location=text)])

    rows = list(csv.reader(io.StringIO(export(client, "fields=location,month"), newline="")))

    assert rows[1] == ["2024-01", text]


def test_negative_number_stays_a_number(client, tmp_path):
    publish(tmp_path, [make_incident(ST_EDWARDS)])
    Incident.objects.update(longitude=-0.0001, latitude=-1e-05)

    (latitude, longitude) = export(client, "fields=longitude,latitude").splitlines()[1].split(",")
    assert (float(latitude), longitude) == (-1e-05, "-0.0001")


def test_row_of_one_empty_cell_is_no_blank_line(client, tmp_path):
    publish(tmp_path, [make_incident(serial=None)])

    assert export(client, "fields=crime_id") == 'crime_id\r\n""\r\n'


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('Say "high" street', '"Say ""high"" street"'),
        ("High Street, Romford", '"High Street, Romford"'),
        ("two\nlines", '"two\nlines"'),
        ("Café – Straße 東 🚓", "Café – Straße 東 🚓"),
    ],
)
def test_text_is_quoted_where_it_must_be(client, tmp_path, text, written):
    publish(tmp_path, [make_incident(Location=text)])

    assert export(client, "fields=location") == f"location\r\n{written}\r\n"


def test_release_dates_are_instants_in_utc(client):
    made = client.get("/api/v1/releases").json()["results"][0]["created_at"]

    response = client.get("/api/v1/releases.csv?fields=number,created_at,synthetic")

    assert response.getvalue().decode() == f"number,created_at,synthetic\r\n1,{made},false\r\n"
    assert made.endswith("Z")


def test_long_export_comes_in_batches_and_is_whole(client, tmp_path):
    publish(tmp_path, make_incidents(BATCH * 2 + 1))

    response = client.get(f"{INCIDENTS}.csv?fields=crime_id&ordering=id")

    parts = list(response.streaming_content)
    assert [part.count(b"\r\n") for part in parts] == [1, BATCH, BATCH, 1]
    assert response["X-Total-Count"] == str(BATCH * 2 + 1)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "street-level-incidents-in-havering-release-1.csv"),
        (
            "crime_type=robbery&ward=st-edwards&date_from=2024-01&date_to=2024-03",
            "robberies-in-st-edwards-january-to-march-2024-release-1.csv",
        ),
        (
            "search=high%22road",
            "street-level-incidents-in-havering-location-mentions-highroad-release-1.csv",
        ),
    ],
)
def test_download_has_a_telling_name(client, query, name):
    response = client.get(f"{INCIDENTS}.csv?{query}")

    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


def test_name_of_a_long_question_is_cut(client):
    response = client.get(f"{INCIDENTS}.csv?search={'x' * 200}")

    assert len(response["Content-Disposition"]) < 160


def test_type_says_text_with_a_header(client):
    assert (
        client.get(f"{INCIDENTS}.csv")["Content-Type"] == "text/csv; charset=utf-8; header=present"
    )


def test_head_runs_no_generator(client, django_assert_num_queries, tmp_path):
    publish(tmp_path, [make_incident()])
    client.get(f"{INCIDENTS}.csv").getvalue()

    # 1. the newest release  2. the count
    with django_assert_num_queries(2):
        response = client.head(f"{INCIDENTS}.csv")

    assert (response["X-Total-Count"], response.getvalue()) == ("1", b"")


def test_export_reads_rows_once(client, django_assert_num_queries, tmp_path):
    publish(tmp_path, make_incidents(4))
    client.get(f"{INCIDENTS}.csv").getvalue()

    # 1. the newest release  2. the count  3. the rows; on PostgreSQL in a transaction of its own
    with django_assert_num_queries(5 if connection.vendor == "postgresql" else 3):
        client.get(f"{INCIDENTS}.csv").getvalue()
