"""Other documents for machines: schema.org to embed, the catalogue of APIs, texts at fixed addresses."""

import json
import re
from xml.etree import ElementTree

import pytest
from rdflib import RDF, Graph, Namespace

from havering_safety.releases.models import Release
from incidents.metadata.datasets import ABOUT
from incidents.metadata.schema_org import data_set_of, script_text
from tests.borough import make_borough, make_incident, publish
from tests.problems import faults_of, read_problem

# rdflib warns of what its own JSON-LD reader does.
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:rdflib")

BASE = "http://localhost:8000"
SCHEMA = Namespace("https://schema.org/")
ADDRESSES = (
    "/catalog.jsonld", "/.well-known/api-catalog", "/llms.txt", "/robots.txt", "/sitemap.xml",
)  # fmt: skip


@pytest.fixture
def borough(db, tmp_path, settings):
    settings.BULK_DIR = tmp_path / "bulk"
    make_borough(tmp_path)
    publish(tmp_path, [make_incident()])


@pytest.mark.usefixtures("borough")
@pytest.mark.parametrize("name", [about.name for about in ABOUT])
def test_a_data_set_is_a_graph_of_schema_org(name):
    made = data_set_of(Release.objects.newest(), name)

    graph = Graph().parse(data=json.dumps(made), format="json-ld")

    (dataset,) = graph.subjects(RDF.type, SCHEMA.Dataset)
    # What search engines demand, and what they recommend.
    for member in ("name", "description", "license", "creator", "distribution", "spatialCoverage"):
        assert graph.value(dataset, SCHEMA[member]), member
    assert 50 <= len(made["description"]) <= 5_000


@pytest.mark.usefixtures("borough")
def test_a_data_set_says_its_months_and_whether_it_is_invented():
    release = Release.objects.newest()
    assert data_set_of(release, "incidents")["temporalCoverage"] == "2024-01-01/2024-01-31"
    assert "temporalCoverage" not in data_set_of(release, "stop-searches")

    release.synthetic = True

    assert data_set_of(release, "incidents")["description"].endswith(
        " Every row is invented demo data."
    )


@pytest.mark.parametrize(
    "hostile",
    ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "&lt;", "\u2028\u2029", '"\\'],
)
def test_no_text_leads_out_of_a_script_element(hostile):
    text = script_text({"name": hostile})

    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"name": hostile}


CATALOGUE = {
    "anchor": f"{BASE}/.well-known/api-catalog",
    "item": [
        {"href": f"{BASE}/api/v1", "type": "application/json", "title": "Havering Safety API"}
    ],
}
API = {
    "anchor": f"{BASE}/api/v1",
    "service-desc": [
        {
            "href": f"{BASE}/api/v1/openapi.json",
            "type": "application/vnd.oai.openapi+json;version=3.1",
        }
    ],
    "service-doc": [{"href": f"{BASE}/docs", "type": "text/html"}],
    "service-meta": [{"href": f"{BASE}/catalog.jsonld", "type": "application/ld+json"}],
}


@pytest.mark.usefixtures("borough")
def test_the_catalogue_of_apis_is_a_linkset_whose_addresses_answer(client):
    response = client.get("/.well-known/api-catalog")

    assert response["Content-Type"] == (
        'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
    )
    assert response.json() == {"linkset": [CATALOGUE, API]}
    relations = [value for context in (CATALOGUE, API) for value in context.values()]
    for target in (target for value in relations if isinstance(value, list) for target in value):
        found = client.get(target["href"].removeprefix(BASE))
        assert found.status_code == 200
        assert found["Content-Type"].startswith(target["type"])


@pytest.mark.usefixtures("borough")
def test_head_of_the_catalogue_of_apis_links_to_it(client):
    head = client.head("/.well-known/api-catalog")

    assert head.content == b""
    assert f'<{BASE}/.well-known/api-catalog>; rel="api-catalog"' in head["Link"]


@pytest.mark.usefixtures("borough")
def test_every_address_in_the_text_for_language_models_answers(client):
    text = client.get("/llms.txt").content.decode()

    assert text.startswith("# Havering Safety\n\n> Open data about crime and policing in Havering")
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert len(links) == 7 + 3 + 7
    for link in links:
        status = client.get(link.removeprefix(BASE)).status_code
        # The months of the claim are not held here.
        assert status == (409 if "/check?" in link else 200), link


@pytest.mark.usefixtures("borough")
def test_robots_are_told_of_the_pages(client):
    robots = client.get("/robots.txt").content.decode()
    sitemap = ElementTree.fromstring(client.get("/sitemap.xml").content)

    assert f"Sitemap: {BASE}/sitemap.xml" in robots
    for place in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc"):
        assert client.get(place.text.removeprefix(BASE)).status_code == 200, place.text


@pytest.mark.usefixtures("borough")
@pytest.mark.parametrize("address", ADDRESSES)
def test_documents_are_read_whole_and_kept(client, address):
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert first["Cache-Control"] == "public, max-age=300"
    assert client.head(address)["ETag"] == first["ETag"]
    assert faults_of(client.get(f"{address}?page=2")) == [("page", "2", "unknown")]
    read_problem(client.post(address), "method-not-allowed")
