"""Incidents as GeoJSON: the text, byte by byte, and how it is sent."""

import json

import orjson
import pytest
from django.db import connection

from havering_safety.api.fields import BATCH
from incidents.models import Incident
from tests.asking import INCIDENTS
from tests.borough import ST_EDWARDS, UPMINSTER, make_incident, make_incidents, publish
from tests.problems import faults_of

pytestmark = pytest.mark.usefixtures("borough")


def export(client, query=""):
    response = client.get(f"{INCIDENTS}.geojson?{query}")
    assert response.status_code == 200, response.content
    return json.loads(response.getvalue())


def test_collection_is_whole(client, tmp_path):
    publish(tmp_path, [make_incident(), make_incident(UPMINSTER, serial=2)])
    rows = client.get(f"{INCIDENTS}?ordering=ward_code").json()

    text = client.get(f"{INCIDENTS}.geojson?ordering=ward_code").getvalue()

    meta = json.loads(text)["meta"]
    features = [
        {
            "type": "Feature",
            "id": row["id"],
            "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
            "properties": row,
        }
        for row in rows["results"]
    ]
    assert text == (
        b'{"type":"FeatureCollection","meta":'
        + orjson.dumps(meta)
        + b',"features":['
        + b",\n".join(map(orjson.dumps, features))
        + b"]}\n"
    )
    for name in ("release", "description", "coverage", "licence", "warnings", "synthetic"):
        assert meta[name] == rows["meta"][name]
    assert meta["permalink"].endswith("/api/v1/incidents.geojson?ordering=ward_code&release=2")


def test_nothing_is_an_empty_collection(client):
    assert export(client, "crime_type=drugs")["features"] == []


def test_chosen_fields_are_the_properties(client, tmp_path):
    publish(tmp_path, [make_incident()])

    (feature,) = export(client, "fields=month,ward")["features"]

    assert feature == {
        "type": "Feature",
        "id": Incident.objects.get().public_id,
        "geometry": {"type": "Point", "coordinates": [0.05, 51.55]},
        "properties": {"month": "2024-01", "ward": "st-edwards"},
    }


@pytest.mark.parametrize("query", ["fields=latitude", "fields=id,longitude"])
def test_places_are_right_whatever_is_chosen(client, tmp_path, query):
    publish(tmp_path, [make_incident()])

    (feature,) = export(client, query)["features"]

    assert feature["geometry"]["coordinates"] == [0.05, 51.55]


def test_filters_are_those_of_the_list(client, tmp_path):
    publish(tmp_path, [*make_incidents(4), make_incident(UPMINSTER, serial=9)])

    query = f"crime_type=robbery&ward={ST_EDWARDS}&bbox=0,51.5,0.1,51.6"
    found = {feature["properties"]["crime_id"] for feature in export(client, query)["features"]}

    assert found == {f"{1:064x}", f"{3:064x}"}


def test_long_collection_comes_in_batches_and_is_whole(client, tmp_path):
    publish(tmp_path, make_incidents(BATCH * 2 + 1))

    response = client.get(f"{INCIDENTS}.geojson?ordering=id")

    parts = list(response.streaming_content)
    features = json.loads(b"".join(parts))["features"]
    assert len(parts) == 5
    assert len({feature["id"] for feature in features}) == len(features) == BATCH * 2 + 1
    assert response["X-Total-Count"] == str(BATCH * 2 + 1)


@pytest.mark.parametrize("count", [1, BATCH - 1, BATCH, BATCH + 1])
def test_every_length_is_json(client, tmp_path, count):
    publish(tmp_path, make_incidents(count))

    assert len(export(client)["features"]) == count


def test_headers_tell_what_comes(client, tmp_path):
    publish(tmp_path, [make_incident()])

    response = client.get(f"{INCIDENTS}.geojson")

    assert response["Content-Type"] == "application/geo+json"
    assert response["X-Total-Count"] == "1"
    assert response["ETag"]


def test_head_reads_no_row(client, tmp_path, django_assert_max_num_queries):
    publish(tmp_path, [make_incident()])
    client.get(f"{INCIDENTS}.geojson")

    with django_assert_max_num_queries(10) as queries:
        response = client.head(f"{INCIDENTS}.geojson")

    assert response.getvalue() == b""
    assert response["X-Total-Count"] == "1"
    columns = connection.ops.quote_name("longitude")
    assert not [query for query in queries if columns in query["sql"]]


@pytest.mark.parametrize(
    ("query", "faults"),
    [
        ("page=2", [("page", None, "unknown_parameter")]),
        ("bom=true", [("bom", None, "unknown_parameter")]),
        ("fields=geometry", [("fields", "geometry", "unknown")]),
    ],
)
def test_what_is_no_question_is_refused_before_the_first_byte(client, query, faults):
    assert faults_of(client.get(f"{INCIDENTS}.geojson?{query}")) == faults
