"""What an OpenAPI document marks as deprecated, with its dates."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Deprecated:
    """A parameter, or a field of an answer, that is going to be taken away; of which operation or component."""

    kind: str
    name: str
    of: str
    since: str
    sunset: str | None
    page: str


def deprecations_in(document):
    """Return every Deprecated part of a document, the parameters first."""
    parts = [
        ("parameter", parameter["name"], item["get"]["operationId"], parameter)
        for item in document["paths"].values()
        for parameter in item["get"]["parameters"]
    ]
    parts += [
        ("field", name, component, field)
        for component, schema in document["components"]["schemas"].items()
        for name, field in schema.get("properties", {}).items()
    ]
    return [
        Deprecated(kind, name, of, **described["x-deprecation"])
        for kind, name, of, described in parts
        if described.get("deprecated")
    ]
