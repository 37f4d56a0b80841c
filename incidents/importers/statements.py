"""Read statements from a hand-written TOML file, and check one statement wherever it comes from. Pure."""

import datetime
import re
import tomllib

from havering_safety.api.codelists import slug_from
from havering_safety.releases.faults import FileRefusedError
from incidents.codelists_statements import (
    COMPARABILITIES,
    QUALIFIERS,
    STATEMENT_KINDS,
    STATEMENT_MEASURES,
)
from incidents.models import Statement
from incidents.statistics.stated_values import StatedValueError, read_stated_value

REQUIRED = ("slug", "kind", "organisation", "text", "source_title", "source_url")
DAYS = ("said_on", "published_on", "period_from", "period_to")
TEXTS = (
    *REQUIRED, "speaker", "role", "measure", "value", "unit", "qualifier", "ward", "area", "team",
    "dataset", "comparability", "caveat", "note",
)  # fmt: skip
FIELDS = {*TEXTS, *DAYS, "query"}
# Where the words of a name are kept; the slug made of them stands in the field itself.
NAMES = {"speaker": "speaker_name", "team": "team_name", "ward": "ward_code"}
CODES = {
    "kind": STATEMENT_KINDS.codes,
    "measure": STATEMENT_MEASURES.codes,
    "qualifier": QUALIFIERS.codes,
    "comparability": COMPARABILITIES.codes,
    "dataset": ("incidents", "stop-searches", "arrests", "weapon-recoveries", "recorded-crime"),
}
SHAPES = {
    "slug": (re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), "lower-case words joined by hyphens"),
    "ward": (re.compile(r"E\d{8}", re.ASCII), "a ward's GSS code"),
    "source_url": (re.compile(r"https?://[^\s/]+\.[^\s/]+/\S*"), "an address, https://…/"),
}
# What a field makes no sense without.
NEEDS = {
    "value": ("measure", "qualifier"),
    "unit": ("measure",),
    "qualifier": ("measure",),
    "period_from": ("period_to",),
    "period_to": ("period_from",),
    "dataset": ("measure", "comparability", "caveat"),
    "comparability": ("dataset",),
    "query": ("dataset",),
}


class StatementError(ValueError):
    """A statement that cannot stand: the field at fault, and why."""

    def __init__(self, field, reason):
        super().__init__(f"{field}: {reason}")
        self.field, self.reason = field, reason


def read_statements(content, name):
    """Return records of Statement from the bytes of a TOML file.

    Raises FileRefusedError naming the statement and the field at fault.
    """
    try:
        document = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FileRefusedError(name, f"is not TOML: {error}.") from error
    sources, entries = document.pop("sources", {}), document.pop("statement", [])
    if document or not entries:
        wrong = ", ".join(document) or "nothing"
        raise FileRefusedError(name, f"holds {wrong}, where [[statement]] belongs.")
    records = [_read(entry, place, sources, name) for place, entry in enumerate(entries, start=1)]
    _refuse_repeats(records, name)
    return records


def _read(entry, place, sources, name):
    where = f"statement {place} ({entry.get('slug', 'without a slug')})"
    entry = dict(entry)
    source = entry.pop("source", None)
    if source is not None and source not in sources:
        raise FileRefusedError(name, f"there is no source {source!r}.", f"{where}, field source")
    try:
        return read_statement({**sources.get(source, {}), **entry})
    except StatementError as error:
        raise FileRefusedError(name, f"{error.reason}.", f"{where}, field {error.field}") from error


def read_statement(entry):
    """Return the record of one statement, given as texts and days by field. Raises StatementError."""
    for field in entry:
        if field not in FIELDS:
            raise StatementError(field, f"is no field; there are {', '.join(sorted(FIELDS))}")
    record = {field: _read_text(field, entry.get(field)) for field in TEXTS}
    record |= {field: _read_day(field, entry.get(field)) for field in DAYS}
    record["query"] = _read_query(entry.get("query"))
    _refuse_contradictions(record)
    for field, kept in NAMES.items():
        record[kept] = record[field]
    del record["ward"]
    record |= {field: record[field] and slug_from(record[field]) for field in ("speaker", "team")}
    return record | {"edited_by": ""}


def _read_text(field, value):
    if value is None or value == "":
        if field in REQUIRED:
            raise StatementError(field, "is missing")
        return None
    if not isinstance(value, str):
        raise StatementError(field, f"is a text: write it in quotation marks, not {value!r}")
    text = " ".join(value.split())
    most = Statement._meta.get_field(NAMES.get(field, field)).max_length
    if not text or len(text) > most or not text.isprintable():
        raise StatementError(field, f"is blank, longer than {most} characters, or no text")
    if field in CODES and text not in CODES[field]:
        raise StatementError(field, f"{text!r} is not one of {', '.join(CODES[field])}")
    pattern, meaning = SHAPES.get(field, (None, None))
    if pattern and not pattern.fullmatch(text):
        raise StatementError(field, f"{text!r} is not {meaning}")
    return text


def _read_day(field, value):
    if value is None or value == "":
        return None
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        raise StatementError(field, f"is a day, 2024-02-16 without quotation marks, not {value!r}")
    return value


def _read_query(value):
    """Return a query as {parameter: text}; it is understood only when it is asked."""
    query = value or {}
    if not isinstance(query, dict) or not all(isinstance(text, str) for text in query.values()):
        raise StatementError("query", "is a table of parameters and texts")
    return query


def _refuse_contradictions(record):
    for field, needed in NEEDS.items():
        for other in needed:
            if record[field] and not record[other]:
                raise StatementError(other, f"is missing, and {field} needs it")
    if record["value"]:
        if record["qualifier"] == "numerous":
            raise StatementError("qualifier", "is numerous, and there is a value all the same")
        try:
            read_stated_value(record["value"])
        except StatedValueError as error:
            raise StatementError("value", str(error).rstrip(".")) from error
    if record["period_from"] and record["period_to"] < record["period_from"]:
        raise StatementError("period_to", "is before period_from")


def _refuse_repeats(records, name):
    seen = {}
    for place, record in enumerate(records, start=1):
        if record["slug"] in seen:
            where = f"statement {place} ({record['slug']}), field slug"
            raise FileRefusedError(name, f"is that of statement {seen[record['slug']]} too.", where)
        seen[record["slug"]] = place
