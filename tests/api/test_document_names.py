"""Every type that generators make has a name of its own, and coded fields say where their words stand."""

import re

import pytest

from havering_safety.api.schema_document import VERSIONS, document
from incidents.views.codelists import CODELISTS
from tests.openapi import nodes, operations, references, resolved

each_version = pytest.mark.parametrize("version", VERSIONS)

# drf-spectacular calls what it cannot name after a hash: `Status4bfEnum`, `NullEnum`.
NAME = re.compile("[A-Z][a-z]+([A-Z][a-z]+)*")
MADE_UP = re.compile("Enum$|Null|Blank|Inline|Patched|Paginated|Request$")


@each_version
def test_components_have_names_of_words(version):
    for name in document(version)["components"]["schemas"]:
        assert NAME.fullmatch(name), name
        assert not MADE_UP.search(name), name


@each_version
def test_answers_in_json_are_components(version):
    for operation_id, (_, operation) in operations(version).items():
        for media_type, content in operation["responses"]["200"]["content"].items():
            if "json" in media_type:
                assert [*content["schema"]] == ["$ref"], operation_id


@each_version
def test_lists_hold_components_or_plain_values(version):
    for path, node in nodes(document(version)["components"]["schemas"]):
        if node.get("type") == "array":
            assert "properties" not in node["items"], path


@each_version
def test_geometry_has_names_and_one_kind(version):
    schemas = document(version)["components"]["schemas"]

    for name in ("Point", "MultiPolygon"):
        feature = schemas[f"{name}Feature"]
        assert references(feature["properties"]["geometry"], version) == {name}
        assert schemas[name]["properties"]["type"]["enum"] == [name]


def test_coded_fields_name_a_codelist_that_exists():
    named = {
        name
        for _, node in nodes(document(VERSIONS[0])["components"]["schemas"])
        if isinstance(text := node.get("description"), str)
        for name in re.findall(r"slug of the codelist ([a-z-]+)", text)
    }

    assert {"crime-types", "last-outcome-categories", "objects-of-search"} <= named
    assert named <= {*CODELISTS}


@each_version
def test_filters_by_code_are_typed(version):
    """A key of another table is asked for by its code: a pattern or a list, never any text."""
    for operation_id, (_, operation) in operations(version).items():
        for parameter in operation["parameters"]:
            if parameter["name"] in {"ward", "ward_not"} and parameter["in"] == "query":
                items = resolved(parameter["schema"]["items"], version)
                assert {"pattern", "enum"} & {*items}, operation_id
