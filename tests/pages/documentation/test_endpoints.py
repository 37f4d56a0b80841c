"""The page of each endpoint says what the OpenAPI document says, and leads to where it can be tried."""

import pytest

from havering_safety.pages.datasets import exists
from havering_safety.pages.documentation.operations import operations
from havering_safety.pages.documentation.questions import in_explorer
from incidents.views.codelists import CODELISTS
from tests.openapi import operations as described
from tests.openapi import resolved
from tests.pages.reading import read_page

pytestmark = pytest.mark.django_db


def table(page, head):
    """Return the rows of the table whose first column has a heading."""
    start = next(place for place, row in enumerate(page.rows) if row and row[0] == head)
    rows = []
    for row in page.rows[start + 1 :]:
        if len(row) != len(page.rows[start]) or row[1:2] == ["Holds"] or row[0] == "Status":
            break
        rows.append(row)
    return rows


def test_every_operation_has_a_page_that_names_its_parameters_and_errors(client):
    for operation_id, (path, operation) in described().items():
        page = read_page(client.get(f"/docs/endpoints/{operation_id}"))

        assert f"GET {path}" in page.text
        named = [row[0].split()[0] for row in table(page, "Parameter")]
        assert named == [parameter["name"] for parameter in operation["parameters"]], path
        assert all(
            exists(href.partition("?")[0].partition("#")[0])
            for href in page.links
            if href[0] == "/"
        )
        statuses = {row[0].split()[0] for row in table(page, "Status")}
        assert statuses == {*operation["responses"]} - {"200"}


def test_a_parameter_shows_what_it_takes(client):
    rows = table(read_page(client.get("/docs/endpoints/listIncidents")), "Parameter")
    rows = {name.split()[0]: (takes, does) for name, takes, does in rows}

    assert rows["crime_type"] == (
        "16 values, several",
        "Crime types. For example crime_type=robbery",
    )
    assert rows["radius_m"][0] == "whole number, 1 to 5,000"
    assert rows["page_size"] == (
        "whole number, 1 to 1,000",
        "Rows a page, at most 1,000. For example page_size=100; left out, 100",
    )
    assert "month -month crime_type" in rows["ordering"][1]
    (number,) = table(read_page(client.get("/docs/endpoints/getRelease")), "Parameter")[:1]
    assert number[:2] == ["number in the path", "whole number, 1 to 2,000,000,000"]
    required = table(read_page(client.get("/docs/endpoints/checkClaim")), "Parameter")
    assert [row[0] for row in required if "required" in row[0]] == [
        "dataset required", "value required",
    ]  # fmt: skip


def test_a_coded_parameter_leads_to_the_codelist_of_just_its_values():
    for operation_id, operation in operations().items():
        parameters = {one["name"]: one for one in described()[operation_id][1]["parameters"]}
        for parameter in operation.parameters:
            if parameter.codelist:
                schema = parameters[parameter.name]["schema"]
                values = resolved(schema.get("items", schema))["enum"]
                codes = [*CODELISTS[parameter.codelist].codes]
                assert codes == [value for value in values if value != "none"]

    leading = {
        parameter.name: parameter.codelist
        for operation in operations().values()
        for parameter in operation.parameters
        if parameter.codelist
    }
    assert leading["crime_type"] == "crime-types"
    assert leading["outcome_not"] == "stop-search-outcomes"
    assert {"measures", "group_by", "fields"}.isdisjoint(leading)


def test_fields_of_an_answer_are_those_of_the_document(client):
    page = read_page(client.get("/docs/endpoints/listIncidents"))
    fields = {row[0]: row for row in page.rows}

    assert fields["crime_id"][1] == "text or null"
    assert fields["results"][1] == "list of Incident"
    assert "#Incident" in page.links
    assert page.link("last-outcome-categories") == "/docs/codelists/last-outcome-categories"
    assert "/docs/answers#Meta" in page.links
    common = {row[0] for row in read_page(client.get("/docs/answers")).rows}
    assert {"permalink", "missing", "did_you_mean"} <= common


def test_an_endpoint_can_be_tried_in_three_ways(client, winter):
    page = read_page(client.get("/docs/endpoints/incidentStatsCsv"))

    address = operations()["incidentStatsCsv"].examples[0].address
    assert page.link(address) == address
    explorer = page.link("in the explorer")
    assert explorer.startswith("/explore?dataset=incidents&ward=st-edwards&group_by=month")
    assert "by month" in read_page(client.get(explorer)).text
    assert page.link("in Swagger UI") == "/swagger#/Statistics/incidentStatsCsv"


def test_the_explorer_answers_what_endpoints_give_as_examples(client, winter):
    addresses = {in_explorer(operation) for operation in operations().values()} - {None}

    assert len(addresses) == 11
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_an_example_that_names_a_demo_row_is_a_link_on_demo_data_alone(client, winter):
    page = read_page(client.get("/docs/endpoints/getIncident"))

    (example,) = operations()["getIncident"].examples
    assert example.address in page.text
    assert example.address not in page.links


def test_a_codelist_shows_every_value_with_what_it_means(client):
    page = read_page(client.get("/docs/codelists/stop-search-outcomes"))

    shown = {row[0]: row[1:] for row in page.rows[1:]}
    for slug, code in CODELISTS["stop-search-outcomes"].codes.items():
        assert shown[slug][:2] == [code.label, code.definition]
    assert "Suspect arrested" in shown["arrest"][2]
    assert "/docs/endpoints/listStopSearches" in page.links
