"""Read the fields of one statement, from the shipped file or from the admin's form. Pure.

Every fault names its field, so that a form can show it there and a file's reader can say where.
"""

import datetime
import re

from havering_safety.api.codelists import slug_from
from havering_safety.api.filters import CodeFilter, OneCodeFilter
from incidents.codelists_statements import (
    COMPARABILITIES,
    QUALIFIERS,
    STATEMENT_KINDS,
    STATEMENT_MEASURES,
)
from incidents.models import Statement
from incidents.statistics.catalogue import DATASETS
from incidents.statistics.kept import TIME_FILTERS
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
    "dataset": DATASETS,
}
SHAPES = {
    "slug": (re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), "lower-case words joined by hyphens"),
    "ward": (re.compile(r"E\d{8}", re.ASCII), "a ward's GSS code"),
    "source_url": (re.compile(r"https?://[^\s/]+\.[^\s/]+/\S*"), "an address, https://…/"),
}
LONGEST = {field.name: field.max_length or 0 for field in Statement._meta.fields}

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


def read_statement(entry):
    """Return the record of one statement, given as texts and days by field. Raises StatementError."""
    for field in entry:
        if field not in FIELDS:
            raise StatementError(field, f"is no field; there are {', '.join(sorted(FIELDS))}")
    record = {field: _read_text(field, entry.get(field)) for field in TEXTS}
    record |= {field: _read_day(field, entry.get(field)) for field in DAYS}
    record["query"] = _read_query(entry.get("query"), record["dataset"])
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
    if field in CODES and text not in CODES[field]:
        raise StatementError(field, f"{text!r} is not one of {', '.join(CODES[field])}")
    pattern, meaning = SHAPES.get(field, (None, None))
    if pattern and not pattern.fullmatch(text):
        raise StatementError(field, f"{text!r} is not {meaning}")
    most = LONGEST[NAMES.get(field, field)]
    if not text or (most and len(text) > most) or not text.isprintable():
        raise StatementError(field, f"is blank, longer than {most} characters, or no text")
    return text


def _read_day(field, value):
    if value is None or value == "":
        return None
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        raise StatementError(field, f"is a day, 2024-02-16 without quotation marks, not {value!r}")
    return value


def _read_query(value, dataset):
    """Return a query as {parameter: text}: filters of the data set, but for those of the period."""
    query = value or {}
    if not isinstance(query, dict) or not all(isinstance(text, str) for text in query.values()):
        raise StatementError("query", "is a table of parameters and texts")
    filters = DATASETS[dataset].filterset.base_filters if dataset else query
    for name, text in query.items():
        if name not in filters or name in TIME_FILTERS:
            raise StatementError(
                "query", f"{name!r} is no filter of {dataset} other than its period"
            )
        if isinstance(filters[name], (CodeFilter, OneCodeFilter)):
            for code in text.split(","):
                if code not in filters[name].codelist:
                    raise StatementError("query", f"{name} has no value {code!r}")
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
    if record["dataset"] and not (
        record["period_from"] or record["said_on"] or record["published_on"]
    ):
        raise StatementError(
            "said_on", "is missing, and without a day or a period nothing is checked"
        )
    if record["period_from"] and record["period_to"] < record["period_from"]:
        raise StatementError("period_to", "is before period_from")
