"""Examples: what the documentation asks of each operation, and what the demo data answered.

A view declares the questions; the answers are recorded by asking them of the demo
(`make schema`), and a test asks them again. The examples of fields are taken from
the same answers, so there is no second list of them.
"""

import json
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode

import uritemplate
from django.conf import settings

RECORDED = Path(__file__).with_name("examples.json")
# Where the answers were recorded; the document shows the address of this service instead.
RECORDED_AT = "http://localhost:8000"
MOST_MEMBERS = 5
CUT_SHORT = f"An answer of the demo data; lists are cut to their first {MOST_MEMBERS} members."


def addresses_of(view, path, *questions):
    """Return the addresses of questions {name: value}: path parameters filled, the rest as query."""
    return [_address(view, path, dict(asked)) for asked in questions]


def _address(view, path, asked):
    names = uritemplate.variables(path)
    for name in names:
        value = asked.pop(name, view.path_parameters[name]["example"])
        path = path.replace(f"{{{name}}}", quote(str(value)))
    return f"{path}?{urlencode(asked, safe=',')}" if asked else path


def shortened(answer):
    """Return an answer with every list cut to its first members, a text to its first lines."""
    if isinstance(answer, str):
        lines = answer.splitlines(keepends=True)
        return "".join(lines[: MOST_MEMBERS + 1]) if len(lines) > MOST_MEMBERS + 1 else answer
    if isinstance(answer, dict):
        return {name: shortened(member) for name, member in answer.items()}
    if isinstance(answer, list):
        return [shortened(member) for member in answer[:MOST_MEMBERS]]
    return answer


@cache
def recorded():
    """Return {address: what the demo answered}, as this service would say it."""
    text = RECORDED.read_text().replace(RECORDED_AT, settings.PUBLIC_URL)
    return json.loads(text)


def write_recorded(answers):
    """Record {address: answer}; lists and texts are shortened."""
    text = json.dumps(
        {address: shortened(answers[address]) for address in sorted(answers)},
        ensure_ascii=False,
        indent=1,
    )
    RECORDED.write_text(text.replace(settings.PUBLIC_URL, RECORDED_AT) + "\n")
    recorded.cache_clear()


def add_examples(document):
    """Put the recorded answers into the document, and from them an example into each field."""
    modern = document["openapi"].startswith("3.1")
    schemas = document["components"]["schemas"]
    for item in document["paths"].values():
        operation = item["get"]
        for content in operation["responses"]["200"]["content"].values():
            answers = _answers_to(operation["x-example-requests"])
            if answers:
                content["examples"] = answers
            for answer in answers.values():
                _illustrate(content["schema"], answer["value"], schemas, modern)
    for response in document["components"]["responses"].values():
        (content,) = response["content"].values()
        _illustrate(content["schema"], content["example"], schemas, modern)
    _lend_examples(schemas, "examples" if modern else "example")


def _answers_to(addresses):
    return {
        f"demo-{number}": {"summary": address, "description": CUT_SHORT, "value": answer}
        for number, address in enumerate(addresses, start=1)
        if (answer := recorded().get(address)) is not None
    }


def _illustrate(schema, value, schemas, modern):
    """Give each field below a schema its value in an answer, unless it has one that says more."""
    for choice in schema.get("allOf", schema.get("oneOf", ())):
        _illustrate(choice, value, schemas, modern)
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rpartition("/")[2]]
    if isinstance(value, list):
        for member in value:
            _illustrate(schema.get("items", {}), member, schemas, modern)
    if isinstance(value, dict):
        for name, described in schema.get("properties", {}).items():
            if name in value:
                _set_example(described, value[name], modern)
                _illustrate(described, value[name], schemas, modern)


def _lend_examples(schemas, word):
    """Give a field that no answer shows the example of a field of the same name."""
    fields = [
        (name, field)
        for schema in schemas.values()
        for name, field in schema.get("properties", {}).items()
        if _has_own_value(field)
    ]
    shown = {name: field[word] for name, field in fields if _says_something(field, word)}
    for name, field in fields:
        if name in shown and not _says_something(field, word):
            field[word] = shown[name]


def _has_own_value(schema):
    """Tell whether a field is a plain value or a list of them, and no component."""
    return not {"$ref", "allOf", "oneOf"} & schema.keys() and "$ref" not in schema.get("items", {})


def _says_something(field, word):
    return field.get(word) not in ([None], None, [[]], [], [""], "")


def _set_example(schema, value, modern):
    word = "examples" if modern else "example"
    if _has_own_value(schema) and not _says_something(schema, word):
        schema[word] = [value] if modern else value
