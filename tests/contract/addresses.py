"""Addresses made from the document: an operation with the examples of its parameters."""

from urllib.parse import quote, urlencode

from tests.openapi import operations


def required_examples(operation_id):
    """Return the examples of the parameters that an operation cannot do without."""
    _, operation = operations()[operation_id]
    return {
        parameter["name"]: parameter["example"]
        for parameter in operation["parameters"]
        if parameter["in"] == "query" and parameter.get("required")
    }


def address_of(operation_id, **query):
    """Return the address of an operation with a query, its path and what it requires filled from the
    examples; without a query, its first example."""
    path, operation = operations()[operation_id]
    if not query:
        return operation["x-example-requests"][0]
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote(str(parameter["example"])))
    asked = required_examples(operation_id) | query
    return (
        f"{path}?{urlencode({name: text_of(value) for name, value in asked.items()}, doseq=True)}"
    )


def text_of(value):
    """Return a value as a query string has it."""
    return str(value).lower() if isinstance(value, bool) else value
