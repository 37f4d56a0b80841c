"""The catalogue as a portal reads it: a graph, held against what DCAT-AP demands, with addresses that answer."""

from pathlib import Path

import pyshacl
import pytest
from django.conf import settings as django_settings
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Literal, Namespace, URIRef

from havering_safety.releases.models import Release
from tests.borough import make_borough, make_incident, publish
from tests.importing import run

# rdflib warns of what its own JSON-LD reader does.
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:rdflib")

SHAPES = Path(__file__).with_name("shapes.ttl")
SPDX = Namespace("http://spdx.org/rdf/terms#")
BASE = "http://localhost:8000"
NAMES = [
    "incidents", "stop-searches", "arrests", "weapon-recoveries", "recorded-crime", "statements",
    "wards",
]  # fmt: skip


@pytest.fixture
def borough(db, tmp_path, settings):
    settings.BULK_DIR = tmp_path / "bulk"
    make_borough(tmp_path)
    publish(tmp_path, [make_incident(month="2024-02")], month="2024-02")


@pytest.fixture
def no_network(monkeypatch):
    """Fail where anything is fetched."""

    def refuse(*arguments, **named):
        raise AssertionError(f"fetched {arguments}")

    monkeypatch.setattr("urllib.request.OpenerDirector.open", refuse)


def graph_of(client):
    response = client.get("/catalog.jsonld")
    assert (response.status_code, response["Content-Type"]) == (200, "application/ld+json")
    return Graph().parse(data=response.content, format="json-ld")


def faults_of(graph):
    conforms, _, text = pyshacl.validate(graph, shacl_graph=Graph().parse(SHAPES))
    return "" if conforms else text


@pytest.mark.usefixtures("borough", "no_network")
def test_the_catalogue_has_what_dcat_ap_demands(client):
    graph = graph_of(client)

    assert faults_of(graph) == ""
    assert sorted(graph.subjects(RDF.type, DCAT.Dataset)) == sorted(
        URIRef(f"{BASE}/catalog.jsonld#{name}") for name in NAMES
    )


@pytest.mark.usefixtures("borough", "no_network")
@pytest.mark.parametrize(
    ("subject", "predicate"),
    [
        ("catalog.jsonld", DCTERMS.title),
        ("catalog.jsonld", DCTERMS.description),
        ("catalog.jsonld", DCTERMS.publisher),
        ("catalog.jsonld#incidents", DCTERMS.title),
        ("catalog.jsonld#incidents", DCTERMS.description),
        ("catalog.jsonld#incidents.csv", DCAT.accessURL),
        ("#publisher", FOAF.name),
        ("api/v1", DCAT.endpointURL),
        ("api/v1", DCTERMS.title),
    ],
)
def test_the_shapes_miss_what_is_taken_away(client, subject, predicate):
    graph = graph_of(client)
    before = len(graph)

    graph.remove((URIRef(f"{BASE}/{subject}"), predicate, None))

    assert len(graph) == before - 1
    name = predicate.n3(graph.namespace_manager)
    assert f"Less than 1 values on <{BASE}/{subject}>->{name}" in faults_of(graph)


@pytest.mark.usefixtures("borough", "no_network")
def test_every_address_of_a_file_answers_with_its_media_type(client):
    run("build_bulk_files", "--parquet")
    graph = graph_of(client)

    assert faults_of(graph) == ""
    checked = 0
    for file, address in graph.subject_objects(DCAT.accessURL):
        response = client.get(str(address).removeprefix(BASE))
        media_type = str(graph.value(file, DCAT.mediaType)).partition("media-types/")[2]
        assert response.status_code == 200
        assert response["Content-Type"].split(";")[0] == media_type
        # Read to its end, not closed: closing it would close the connection of the test.
        length, size = len(response.getvalue()), graph.value(file, DCAT.byteSize)
        assert size is None or int(size) == length
        checked += 1
    # Lists, exports, and the files: SQLite, zip, and Parquet of data sets under their own names.
    assert checked > 7 + 7 * 2 + 2 + 2
    assert len(list(graph.subjects(RDF.type, SPDX.Checksum))) == 2 + 7


@pytest.mark.usefixtures("borough")
def test_time_place_and_release_are_those_of_the_data(client):
    graph = graph_of(client)
    incidents = URIRef(f"{BASE}/catalog.jsonld#incidents")

    period = graph.value(incidents, DCTERMS.temporal)
    assert [str(graph.value(period, end)) for end in (DCAT.startDate, DCAT.endDate)] == [
        "2024-02-01", "2024-02-29",
    ]  # fmt: skip
    places = set(graph.objects(incidents, DCTERMS.spatial))
    assert URIRef("http://statistics.data.gov.uk/id/statistical-geography/E09000016") in places
    (box,) = filter(None, (graph.value(place, DCAT.bbox) for place in places))
    assert str(box) == "POLYGON((0.0 51.5, 0.3 51.5, 0.3 51.6, 0.0 51.6, 0.0 51.5))"
    assert graph.value(incidents, URIRef(f"{DCAT}version")) == Literal("2")


@pytest.mark.usefixtures("borough")
def test_what_the_data_conform_to_is_named(client):
    conforming = {
        str(subject).removeprefix(f"{BASE}/"): str(standard)
        for subject, standard in graph_of(client).subject_objects(DCTERMS.conformsTo)
    }

    crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    assert conforming == {
        "catalog.jsonld": "http://data.europa.eu/r5r/",
        "api/v1": "https://spec.openapis.org/oas/v3.1.0",
        **{f"catalog.jsonld#{name}": crs84 for name in NAMES if name not in WITHOUT_POINTS},
        **{
            f"catalog.jsonld#{name}.csv": "https://www.rfc-editor.org/info/rfc4180"
            for name in NAMES
        },
    }


WITHOUT_POINTS = {"recorded-crime", "statements"}


@pytest.mark.parametrize(
    ("contact", "predicate", "found"),
    [
        ("", "hasURL", f"{BASE}/"),
        ("https://example.org/ask", "hasURL", "https://example.org/ask"),
        ("mailto:data@example.org", "hasEmail", "mailto:data@example.org"),
    ],
)
@pytest.mark.usefixtures("borough")
def test_whom_to_ask_is_a_setting(client, settings, contact, predicate, found):
    settings.CONTACT = contact

    graph = graph_of(client)

    vcard = Namespace("http://www.w3.org/2006/vcard/ns#")
    assert set(graph.objects(URIRef(f"{BASE}/#contact"), vcard[predicate])) == {URIRef(found)}


@pytest.mark.usefixtures("borough")
def test_invented_data_say_so_in_every_title(client):
    Release.objects.update(synthetic=True)

    graph = graph_of(client)

    for dataset in graph.subjects(RDF.type, DCAT.Dataset):
        assert str(graph.value(dataset, DCTERMS.title)).endswith(" (invented demo data)")


@pytest.mark.django_db
def test_an_empty_database_has_a_catalogue(client, settings, tmp_path):
    settings.BULK_DIR = tmp_path / "bulk"

    assert faults_of(graph_of(client)) == ""
    assert django_settings.PUBLIC_URL == BASE
