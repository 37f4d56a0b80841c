"""JSON Schemas of the document in words: what a parameter takes, and what the fields of an answer hold."""

import re
from dataclasses import dataclass

import orjson

from havering_safety.pages.documentation.markdown import sentence
from havering_safety.pages.wording import number
from incidents.views.codelists import CODELISTS

# Said of every answer in the same words: described once, on a page of their own.
COMMON = (
    "Meta", "StatsMeta", "Coverage", "Licence", "Warning", "Population", "Problem", "Fault", "Successor",
)  # fmt: skip
# The codelist that a description names.
CODELIST = re.compile(r"(?<=codelist )[a-z-]+")
COMMON_PAGE = "/docs/answers"
NUMBERS = {"integer": "whole number", "number": "number"}
WORDS = {"string": "text", "boolean": "true or false", "object": "object", "null": "null"}


@dataclass(frozen=True)
class Field:
    """A field of a component. `holds` is the name of the component in it, `href` where that is described."""

    name: str
    kind: str
    holds: str
    href: str
    is_nullable: bool
    is_deprecated: bool
    description: str
    example: str


@dataclass(frozen=True)
class Component:
    name: str
    description: str
    fields: list[Field]


def name_in(schema):
    """Return the name of the component that a schema refers to, alone, in a list or as a choice; or none."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    inner = [*schema.get("allOf", ()), *schema.get("oneOf", ())]
    if "items" in schema:
        inner.append(schema["items"])
    return next(filter(None, map(name_in, inner)), "")


def kind_of(schema):
    """Return what a schema takes or holds, in words: `whole number, 1 to 1,000`."""
    if "items" in schema:
        inner = schema["items"]
        return "list" if "$ref" in inner else f"list: {kind_of(inner)}"
    kinds = schema.get("type", "object")
    kind = (
        next((one for one in kinds if one != "null"), "null") if isinstance(kinds, list) else kinds
    )
    if kind in NUMBERS:
        return NUMBERS[kind] + _bounds(schema)
    if "maxLength" in schema:
        return f"{WORDS[kind]}, at most {number(schema['maxLength'])} characters"
    return WORDS[kind]


def _bounds(schema):
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is None or most is None:
        return ""
    return f", {number(least)} to {number(most)}".replace("-", "\N{MINUS SIGN}")


def is_nullable(schema):
    """Tell whether a field may be null."""
    kinds = schema.get("type", ())
    return (
        "null" in kinds if isinstance(kinds, list) else {"type": "null"} in schema.get("oneOf", ())
    )


def component_of(name, schemas):
    """Return a Component of the document as pages show it."""
    schema = schemas[name]
    fields = [_field(key, one, schemas) for key, one in schema.get("properties", {}).items()]
    return Component(name, sentence(schema.get("description", "")), fields)


def _field(name, schema, schemas):
    examples, holds = schema.get("examples"), name_in(schema)
    is_described = "properties" in schemas.get(holds, ())
    page = COMMON_PAGE if holds in COMMON else ""
    return Field(
        name=name,
        kind=kind_of(schema),
        holds=holds,
        href=f"{page}#{holds}" if is_described else "",
        is_nullable=is_nullable(schema),
        is_deprecated=schema.get("deprecated", False),
        description=sentence(CODELIST.sub(_linked, schema.get("description", ""))),
        example=plain(examples[0]) if examples else "",
    )


def _linked(found):
    name = found[0]
    return f"[{name}](/docs/codelists/{name})" if name in CODELISTS else name


def plain(value):
    """Return a value as JSON, a text as it is."""
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def components_below(schema, schemas):
    """Return the names of the components that an answer is made of, the outermost first."""
    found, names = {}, [name_in(schema)]
    for name in names:
        if name and name not in found and "properties" in schemas[name]:
            found[name] = True
            names += map(name_in, schemas[name]["properties"].values())
    return [*found]
