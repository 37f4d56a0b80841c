"""Hold an answer against its schema in the document, and refuse members that the schema does not have."""

import copy
import json
from functools import cache

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.openapi import MODERN, document, nodes, operations


@cache
def _registry():
    closed = copy.deepcopy(document(MODERN))
    for _, node in nodes(closed["components"]["schemas"]):
        if isinstance(node.get("properties"), dict) and node.get("type") == "object":
            node["additionalProperties"] = False
    return Registry().with_resource("urn:document", DRAFT202012.create_resource(closed))


def faults_against(schema, body):
    """Return what is wrong with an answer by a schema of the document, a sentence a fault."""
    reference = {"$ref": "urn:document" + schema["$ref"]}
    validator = Draft202012Validator(
        reference, registry=_registry(), format_checker=FormatChecker()
    )
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(body)]


def schema_of(operation_id):
    """Return the schema of an operation's answer."""
    _, operation = operations()[operation_id]
    (content,) = operation["responses"]["200"]["content"].values()
    return content["schema"]


def bodies_of(response):
    """Return what the schema speaks of: the body, or in newline-delimited JSON its first lines."""
    if response["Content-Type"] != "application/x-ndjson":
        return [json.loads(response.getvalue())]
    return [json.loads(line) for line in response.getvalue().splitlines()[:1000]]
