"""Walk the OpenAPI documents."""

from havering_safety.api.schema_document import VERSIONS, document

MODERN, OLDER = VERSIONS


def operations(version=MODERN):
    """Return every operation by its operationId, as (path, operation)."""
    paths = document(version)["paths"].items()
    return {item["get"]["operationId"]: (path, item["get"]) for path, item in paths}


def parameters(version=MODERN, place="query"):
    """Return every parameter as (operationId, parameter)."""
    return [
        (operation_id, parameter)
        for operation_id, (_, operation) in operations(version).items()
        for parameter in operation["parameters"]
        if parameter["in"] == place
    ]


def resolved(schema, version=MODERN):
    """Return a schema with its reference followed."""
    if "$ref" not in schema:
        return schema
    return document(version)["components"]["schemas"][schema["$ref"].rpartition("/")[2]]


def nodes(node, path=()):
    """Yield (path, dictionary) for every dictionary within a document."""
    if isinstance(node, dict):
        yield path, node
        for key, member in node.items():
            yield from nodes(member, (*path, key))
    elif isinstance(node, list):
        for place, member in enumerate(node):
            yield from nodes(member, (*path, place))


def references(node, version=MODERN):
    """Return the names of the components that a part of a document refers to, directly or not."""
    found = set()
    for _, member in nodes(node):
        name = str(member.get("$ref", "")).rpartition("/")[2]
        if name and name not in found:
            found |= {name}
            found |= (
                references(resolved(member, version), version)
                if "/schemas/" in member["$ref"]
                else set()
            )
    return found
