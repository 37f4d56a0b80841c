"""The OpenAPI document in two versions from one source, and the hook that tidies it."""

import re
from copy import deepcopy
from functools import lru_cache
from threading import Lock

import orjson
import yaml
from django.conf import settings
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import patched_settings

from havering_safety.api.examples import add_examples, recorded
from havering_safety.api.problems import KINDS

VERSIONS = ("3.1.0", "3.0.3")
_lock = Lock()

_TEXT = {"type": "string"}
_PROBLEM = {
    "type": "object",
    "description": "An error, as RFC 9457 defines it.",
    "required": ["type", "title", "status", "detail", "instance", "errors"],
    "properties": {
        "type": {**_TEXT, "description": "Address of a page about this kind of error."},
        "title": {**_TEXT, "description": "The kind of error in words."},
        "status": {"type": "integer", "description": "The HTTP status."},
        "detail": {**_TEXT, "description": "What went wrong this time."},
        "instance": {**_TEXT, "description": "The address asked."},
        "errors": {
            "type": "array",
            "description": "Every fault of the query; empty for other errors.",
            "items": {"$ref": "#/components/schemas/Fault"},
        },
    },
}
_FAULT = {
    "type": "object",
    "description": "One thing wrong with a query.",
    "required": ["parameter", "value", "code", "detail", "allowed", "did_you_mean", "successors"],
    "properties": {
        "parameter": {**_TEXT, "description": "The parameter at fault."},
        "value": {**_TEXT, "nullable": True, "description": "The value at fault, where there is one."},
        "code": {**_TEXT, "description": "A stable word for what is wrong."},
        "detail": {**_TEXT, "description": "What is wrong, in a sentence."},
        "allowed": {
            "type": "array", "nullable": True, "items": _TEXT,
            "description": "What would be taken, where that can be listed.",
        },
        "did_you_mean": {"type": "array", "items": _TEXT, "description": "What was probably meant."},
        "successors": {
            "type": "array",
            "items": {"$ref": "#/components/schemas/Successor"},
            "description": "For a former ward: the present wards that hold its land. Else empty.",
        },
    },
}  # fmt: skip
_RESPONSES = {
    "InvalidQuery": "invalid-query",
    "NotFound": "not-found",
    "MethodNotAllowed": "method-not-allowed",
    "NotAcceptable": "not-acceptable",
    "Conflict": "not-covered",
    "Gone": "gone",
    "TooManyRequests": "too-many-requests",
    "InternalError": "internal-error",
    "Unavailable": "unavailable",
}
_TAGS = {
    "Entry": "Where everything is.",
    "Incidents": "Street-level incidents, dated to the month, at anonymised map points.",
    "Stop searches": "Stop and searches, in London's days.",
    "Arrests": "Arrests after a stop and search: open data hold no others.",
    "Weapon recoveries": "Searches for weapons with a positive outcome.",
    "Recorded crime": "The Met's monthly counts by area and offence.",
    "Statements": "What officials and the press said, in this project's words.",
    "Statistics": "Counts, rates and comparisons over complete grids.",
    "Charts": "Statistics as pictures, and as the Vega-Lite documents they are drawn from.",
    "Checks": "A claim held against the data.",
    "Wards": "Ward geography and populations.",
    "Releases": "Numbered states of everything published, with the files they read.",
    "Codelists": "Coded values and what they mean.",
}


def tidy(result, generator, request, public):
    """Add the shared error answers and mend what drf-spectacular cannot know."""
    components = result["components"]
    # Copies: the null of one version must not reach the other.
    components["schemas"] |= deepcopy({"Problem": _PROBLEM, "Fault": _FAULT})
    asked = result["x-example-problems"] = _problems_asked(result["paths"])
    components["responses"] = {
        name: _response(kind, asked.get(str(KINDS[kind][0]))) for name, kind in _RESPONSES.items()
    }
    components.pop("securitySchemes", None)
    # Said outright: nobody logs in.
    result["security"] = []
    used = {
        operation["tags"][0] for item in result["paths"].values() for operation in item.values()
    }
    result["tags"] = [
        {"name": name, "description": text} for name, text in _TAGS.items() if name in used
    ]
    for item in result["paths"].values():
        for parameter in item["get"].get("parameters", ()):
            _name_enum(parameter, components["schemas"])
    _link_details(result["paths"])
    for schema in components["schemas"].values():
        _mend(schema, modern=result["openapi"].startswith("3.1"))
    if not result["openapi"].startswith("3.1"):
        _let_components_be_null(components["schemas"])
    add_examples(result)
    components["schemas"] = dict(sorted(components["schemas"].items()))
    return result


def _name_enum(parameter, schemas):
    """Move a list of choices among the components, under its title; generators name a type after it."""
    schema = parameter["schema"]
    choices = schema.get("items", schema)
    if "enum" not in choices:
        return
    choices = dict(choices)
    name = choices.pop("title")
    if schemas.setdefault(name, choices) != choices:
        raise ValueError(f"Two lists of choices are called {name}.")
    reference = {"$ref": f"#/components/schemas/{name}"}
    parameter["schema"] = {**schema, "items": reference} if "items" in schema else reference


def _problems_asked(paths):
    """Take {status: address that is answered with it} out of the operations."""
    return {
        status: address
        for item in paths.values()
        for status, address in item["get"].pop("x-example-problems").items()
    }


def _response(kind, address):
    """Return a shared error answer; its example is what was answered to the address, where one was asked."""
    status, title, text = KINDS[kind]
    example = recorded().get(address) or {
        "type": f"{settings.PUBLIC_URL}/problems/{kind}",
        "title": title,
        "status": status,
        "detail": text,
        "instance": "/api/v1",
        "errors": [],
    }
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": title,
        "content": {"application/problem+json": {"schema": schema, "example": example}},
    }


def _mend(schema, modern):
    """Drop `readOnly` (nothing here is ever written) and spell null as the version wants it."""
    if isinstance(schema, list):
        for member in schema:
            _mend(member, modern)
    if not isinstance(schema, dict):
        return
    if schema.get("readOnly") is True:
        del schema["readOnly"]
    if modern and schema.get("nullable") is True and isinstance(schema.get("type"), str):
        del schema["nullable"]
        schema["type"] = [schema["type"], "null"]
    for member in schema.values():
        _mend(member, modern)


def _link_details(paths):
    """Link each list to the details of its rows, as clients and fuzzers may follow them."""
    for path, item in paths.items():
        collection, _, last = path.rpartition("/")
        if not last.startswith("{") or collection not in paths:
            continue
        name, detail = last.strip("{}"), item["get"]["operationId"]
        # A ward is asked for by its slug, all else by what its parameter is called.
        key = "slug" if name == "ward" else name
        link = {"operationId": detail, "parameters": {name: f"$response.body#/results/0/{key}"}}
        paths[collection]["get"]["responses"]["200"]["links"] = {f"{detail}OfFirst": link}


def _let_components_be_null(schemas):
    """Mark components that a field may hold or be null: to 3.0.3 the flag beside `allOf` lets no null in."""
    for schema in [*schemas.values()]:
        for field in schema.get("properties", {}).values():
            if field.get("nullable") and "allOf" in field:
                # It knows null only beside a type, too.
                field["type"] = "object"
                (reference,) = field["allOf"]
                schemas[reference["$ref"].rpartition("/")[2]]["nullable"] = True


@lru_cache(maxsize=len(VERSIONS))
def document(version):
    """Return the OpenAPI document as a dictionary; made once a process for each version."""
    with _lock, patched_settings({"OAS_VERSION": version}):
        return SchemaGenerator().get_schema(request=None, public=True)


@lru_cache(maxsize=2 * len(VERSIONS))
def rendered(version, syntax):
    """Return the document as the bytes of JSON or YAML."""
    if syntax == "json":
        return orjson.dumps(document(version), option=orjson.OPT_INDENT_2)
    plain = orjson.loads(orjson.dumps(document(version)))
    text = yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=100)
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).encode()
