"""What of an older OpenAPI document a newer one breaks for the clients made from it.

Within a version of the API there are only additions. What is asked may grow (more
values, wider bounds), what is answered may gain members; all else breaks somebody.
"""

from tests.openapi import nodes

# Bound: whether the lower number is the narrower one.
BOUNDS = {
    "minimum": False, "minItems": False, "minLength": False,
    "maximum": True, "maxItems": True, "maxLength": True,
}  # fmt: skip
FIXED = ("$ref", "format", "pattern", "default", "additionalProperties", "nullable")


def breaking_changes(older, newer):
    """Return a sentence for everything that clients of the older document would miss."""
    found = list(_operations(_by_id(older), _by_id(newer)))
    asked = {
        node["$ref"].rpartition("/")[2]
        for item in older["paths"].values()
        for _, node in nodes(item["get"].get("parameters", []))
        if "$ref" in node
    }
    for kind in ("schemas", "responses"):
        old, new = older["components"][kind], newer["components"][kind]
        found += [f"{name} is gone" for name in old if name not in new]
    for name, schema in older["components"]["schemas"].items():
        if name in newer["components"]["schemas"]:
            found += _schema(
                schema, newer["components"]["schemas"][name], name, asked=name in asked
            )
    return found


def _by_id(document):
    return {
        item["get"]["operationId"]: {"path": path, **item["get"]}
        for path, item in document["paths"].items()
    }


def _operations(older, newer):
    for name, old in older.items():
        new = newer.get(name)
        if new is None:
            yield f"{name} is gone"
            continue
        if old["path"] != new["path"]:
            yield f"{name} has moved from {old['path']} to {new['path']}"
        yield from _parameters(name, _named(old), _named(new))
        yield from _answers(name, old["responses"], new["responses"])


def _named(operation):
    return {(each["in"], each["name"]): each for each in operation.get("parameters", ())}


def _parameters(operation, older, newer):
    for key, old in older.items():
        place = f"{operation}?{key[1]}"
        new = newer.get(key)
        if new is None:
            yield f"{place} is gone"
            continue
        if new.get("required") and not old.get("required"):
            yield f"{place} is now required"
        for word in ("style", "explode"):
            if old.get(word) != new.get(word):
                yield f"{place} has another {word}"
        yield from _schema(old["schema"], new["schema"], place, asked=True)
    for key in newer.keys() - older.keys():
        if newer[key].get("required"):
            yield f"{operation}?{key[1]} is new and required"


def _answers(operation, older, newer):
    for code, old in older.items():
        place = f"{operation} {code}"
        if code not in newer:
            yield f"{place} is gone"
            continue
        new = newer[code]
        if old.get("$ref") != new.get("$ref"):
            yield f"{place} is another answer"
        for media_type, content in old.get("content", {}).items():
            if media_type not in new.get("content", {}):
                yield f"{place} is no longer {media_type}"
            else:
                yield from _schema(
                    content["schema"], new["content"][media_type]["schema"], place, asked=False
                )


def _schema(old, new, place, *, asked):
    """Yield how a schema is narrowed (asked) or changed (answered)."""
    for word in FIXED:
        if old.get(word) != new.get(word):
            yield f"{place} has another {word}"
    before, after = _types(old), _types(new)
    if not (before <= after if asked and before else before == after):
        yield f"{place} has another type"
    yield from _choices(old, new, place, asked)
    if asked:
        yield from _bounds(old, new, place)
    else:
        yield from _members(old, new, place)
    if "items" in old:
        yield from _schema(old["items"], new.get("items", {}), f"{place}[]", asked=asked)
    for word in ("oneOf", "allOf", "anyOf"):
        if old.get(word) != new.get(word):
            yield f"{place} has another {word}"


def _types(schema):
    kinds = schema.get("type", [])
    kinds = {kinds} if isinstance(kinds, str) else {*kinds}
    # Who may give a number may give a whole one.
    return kinds | {"integer"} if "number" in kinds else kinds


def _choices(old, new, place, asked):
    before, after = old.get("enum"), new.get("enum")
    if before is None and after is None:
        return
    if before is None:
        yield f"{place} takes only some values now"
    elif after is None:
        if not asked:
            yield f"{place} is no longer one of {before}"
    elif gone := [value for value in before if value not in after]:
        yield f"{place} no longer has {', '.join(map(str, gone))}"
    elif not asked and before != after:
        yield f"{place} has values that no client knows"


def _bounds(old, new, place):
    for word, lower_is_narrower in BOUNDS.items():
        before, after = old.get(word), new.get(word)
        if after is None or before == after:
            continue
        if before is None or (after < before) is lower_is_narrower:
            yield f"{place} has a narrower {word}"


def _members(old, new, place):
    for name, schema in old.get("properties", {}).items():
        if name not in new.get("properties", {}):
            yield f"{place}.{name} is gone"
            continue
        yield from _schema(schema, new["properties"][name], f"{place}.{name}", asked=False)
        if name in old.get("required", ()) and name not in new.get("required", ()):
            yield f"{place}.{name} may be absent now"
