"""Addresses made from the document: an operation with the examples of its parameters."""

from urllib.parse import quote, urlencode

from tests.openapi import operations

# What to ask an operation that needs one of several parameters, none of them always.
ONE_OF_SEVERAL = {"lookupWard": {"postcode": "RM1 3DQ"}}


def example_of(parameter):
    return parameter["example"]


def required_examples(operation_id):
    """Return the examples of the parameters that an operation cannot do without."""
    _, operation = operations()[operation_id]
    return {
        parameter["name"]: parameter["example"]
        for parameter in operation["parameters"]
        if parameter["in"] == "query" and parameter.get("required")
    }


def address_of(operation_id, **query):
    """Return the address of an operation, its path and what it requires filled from the examples."""
    path, operation = operations()[operation_id]
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote(str(parameter["example"])))
    query = required_examples(operation_id) | query or ONE_OF_SEVERAL.get(operation_id, {})
    return f"{path}?{urlencode(query, doseq=True)}" if query else path
