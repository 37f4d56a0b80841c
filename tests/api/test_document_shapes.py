"""The components and parameters of the OpenAPI document: shaped for generated clients."""

import pytest

from havering_safety.api.schema_document import VERSIONS, document, rendered
from tests.openapi import MODERN, OLDER, nodes, parameters, resolved

each_version = pytest.mark.parametrize("version", VERSIONS)


def schemas(version):
    """Return (name, schema) of every component that is an object with properties."""
    components = document(version)["components"]["schemas"].items()
    return [(name, schema) for name, schema in components if "properties" in schema]


# Not every table has a key, and the W3C knows no empty one.
OPTIONAL = {"CsvTableSchema": {"primaryKey"}}


@each_version
def test_every_property_is_required(version):
    for name, schema in schemas(version):
        if not name.endswith("Cell"):
            always = {*schema["properties"]} - OPTIONAL.get(name, set())
            assert {*schema["required"]} == always, name


@each_version
def test_cell_of_a_grid_requires_what_no_parameter_takes_away(version):
    cells = [schema for name, schema in schemas(version) if name.endswith("Cell")]

    assert cells
    assert all(sorted(cell["required"]) == ["coverage", "null_reason"] for cell in cells)


@each_version
def test_every_property_is_described(version):
    for name, schema in schemas(version):
        for key, described in schema["properties"].items():
            assert described.get("description"), f"{name}.{key}"


@each_version
def test_every_component_is_described(version):
    bare = [
        name
        for name, schema in document(version)["components"]["schemas"].items()
        if not schema.get("description")
    ]

    assert bare == []


@each_version
def test_nothing_is_called_read_only(version):
    assert not [path for path, node in nodes(document(version)) if "readOnly" in node]


# GeoJSON fixes these words for ever; types made from them fit those of GeoJSON libraries.
CONSTANTS = [["MultiPolygon"], ["Point"], ["Feature"], ["FeatureCollection"]]


def used_in_answers(version):
    """Return the parts of the document that answers are made of: all but what parameters refer to."""
    taken = {
        reference.rpartition("/")[2]
        for _, parameter in [*parameters(version), *parameters(version, "path")]
        for _, node in nodes(parameter)
        if (reference := node.get("$ref"))
    }
    components = document(version)["components"]["schemas"].items()
    return {name: schema for name, schema in components if name not in taken}


@each_version
def test_answers_have_no_lists_of_choices(version):
    for path, node in nodes(used_in_answers(version)):
        assert "enum" not in node or node["enum"] in CONSTANTS, path


@each_version
def test_choices_of_parameters_are_named_components(version):
    for operation_id, parameter in [*parameters(version), *parameters(version, "path")]:
        inline = [node for _, node in nodes(parameter["schema"]) if "enum" in node]
        assert inline == [], f"{operation_id} {parameter['name']}"


@each_version
def test_objects_are_named_components(version):
    for name, schema in schemas(version):
        for path, node in nodes(schema["properties"]):
            assert len(path) < 2 or "properties" not in node or path[-1] == "properties", (
                name,
                path,
            )


@each_version
def test_no_answer_is_of_several_kinds(version):
    for path, node in nodes(document(version)):
        assert "anyOf" not in node, path
        for choices in [node.get("oneOf"), node.get("allOf")]:
            kinds = [choice for choice in choices or () if choice != {"type": "null"}]
            assert choices is None or len(kinds) == 1, path


def test_null_is_a_type_in_the_newer_version():
    for path, node in nodes(document(MODERN)):
        assert "nullable" not in node, path
        assert node.get("type") != "null" or path[-2:] == ("oneOf", 1), path


def test_null_is_a_flag_in_the_older_version():
    for path, node in nodes(document(OLDER)):
        assert not isinstance(node.get("type"), list), path
        assert node.get("type") != "null", path


def test_both_versions_allow_null_in_the_same_places():
    def nullables(version, is_nullable):
        return {
            f"{name}.{key}"
            for name, schema in schemas(version)
            for key, described in schema["properties"].items()
            if is_nullable(described)
        }

    older = nullables(OLDER, lambda schema: schema.get("nullable") is True)
    modern = nullables(
        MODERN,
        lambda schema: (
            "null" in schema.get("type", ()) or {"type": "null"} in schema.get("oneOf", ())
        ),
    )

    assert modern == older
    assert {"Incident.crime_id", "Meta.coverage", "IncidentList.next", "Fault.allowed"} <= modern


def test_component_that_may_be_null_is_nowhere_needed_whole():
    may_be_null = {
        name
        for name, schema in document(OLDER)["components"]["schemas"].items()
        if schema.get("nullable")
    }

    held = [
        (direct(field), field)
        for _, schema in schemas(OLDER)
        for field in schema["properties"].values()
    ]

    assert may_be_null
    assert all(field.get("nullable") for name, field in held if name in may_be_null)


def direct(node):
    """Return the component that a field holds itself."""
    return [node, *node.get("allOf", ())][-1].get("$ref", "").rpartition("/")[2]


@each_version
def test_several_values_are_repeats_in_the_document(version):
    for operation_id, parameter in parameters(version):
        is_array = parameter["schema"].get("type") == "array"
        style = (parameter.get("style"), parameter.get("explode"))
        assert style == (("form", True) if is_array else (None, None)), (operation_id, parameter)


@each_version
def test_dates_asked_for_are_texts_of_a_pattern(version):
    for operation_id, parameter in parameters(version):
        if parameter["name"] in {"month", "date_from", "date_to", "said_from", "said_to"}:
            schema = parameter["schema"].get("items", parameter["schema"])
            assert schema["type"] == "string", operation_id
            assert "pattern" in schema, operation_id
            assert "format" not in schema, operation_id


@each_version
def test_numbers_asked_for_have_bounds(version):
    for operation_id, parameter in [*parameters(version), *parameters(version, "path")]:
        schema = parameter["schema"]
        if schema.get("type") in {"integer", "number"}:
            assert {"minimum", "maximum"} <= {*schema}, (operation_id, parameter["name"])


@each_version
def test_pages_have_the_bounds_that_are_kept(version):
    for operation_id, parameter in parameters(version):
        if parameter["name"] == "page_size":
            schema = {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}
            assert parameter["schema"] == schema, operation_id
        if parameter["name"] == "page":
            assert parameter["schema"]["minimum"] == 1, operation_id


@each_version
def test_numbers_answered_are_numbers(version):
    for name, schema in schemas(version):
        for key, described in schema["properties"].items():
            assert described.get("format") != "decimal", f"{name}.{key}"


@each_version
def test_every_parameter_is_described_with_an_example(version):
    for operation_id, parameter in [*parameters(version), *parameters(version, "path")]:
        assert parameter["description"], (operation_id, parameter["name"])
        assert parameter["example"] not in (None, "", []), (operation_id, parameter["name"])


def test_components_are_all_used():
    names = {*document(MODERN)["components"]["schemas"]}

    used = {str(node.get("$ref", "")).rpartition("/")[2] for _, node in nodes(document(MODERN))}

    assert names - used == set()


def test_default_of_several_values_is_a_list():
    for operation_id, parameter in parameters():
        schema = parameter["schema"]
        if schema.get("type") == "array" and "default" in schema:
            assert isinstance(schema["default"], list), operation_id
            assert {*schema["default"]} <= {*resolved(schema["items"])["enum"]}, operation_id


@pytest.mark.parametrize(
    "address", ["openapi.json", "openapi-3.0.json", "openapi.yaml", "openapi-3.0.yaml"]
)
def test_document_is_served(client, address):
    response = client.get(f"/api/v1/{address}")

    older = "3.0" in address
    syntax = "openapi+json" if address.endswith("json") else "openapi"
    assert response.status_code == 200
    assert response["Content-Type"] == f"application/vnd.oai.{syntax};version=3.{0 if older else 1}"
    assert response.content == rendered(VERSIONS[older], address.rpartition(".")[2])


def test_document_that_is_held_is_unchanged(client):
    etag = client.get("/api/v1/openapi.json")["ETag"]

    response = client.get("/api/v1/openapi.json", headers={"if-none-match": etag})

    assert (response.status_code, response.content) == (304, b"")
