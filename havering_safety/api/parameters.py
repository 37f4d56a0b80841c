"""Strict query parameters: what an endpoint does not document, it refuses.

A misspelt filter (`?crimetype=burglary`) would otherwise be ignored, and the
caller would take the whole borough's figures for the answer. All faults come
back in one answer, each with a suggestion where something near exists.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import chain
from typing import Any
from urllib.parse import quote

from havering_safety.api.problems import Fault

# Added to links by newsletters and advertisements; ignored on purpose.
IGNORED = re.compile(r"_|utm_.*|gclid|fbclid")
# Control characters, lone surrogates, and what stands for bytes that were no UTF-8.
NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")
# The same as the pattern of a JSON Schema writes it.
EXCLUDED = r"\u0000-\u001f\u007f-\u009f\ufffd"
MOST_VALUES = 200
LONGEST_VALUE = 200


class ValueFault(Exception):
    """A value that a parameter does not take: a code, a sentence, and what would do."""

    def __init__(self, code, detail, allowed=None, did_you_mean=(), successors=()):
        super().__init__(detail)
        self.code, self.detail, self.allowed = code, detail, allowed
        self.did_you_mean, self.successors = tuple(did_you_mean), tuple(successors)


def suggest(text, names):
    """Return up to three of the names that are near a misspelt text, nearest first.

    `names` maps what people may write (slugs, labels) to what the parameter takes.
    """
    if not isinstance(names, dict):
        names = {name: name for name in names}
    folded = {name.casefold(): meant for name, meant in names.items()}
    near = get_close_matches(text.casefold()[:80], folded, n=6, cutoff=0.6)
    return tuple(dict.fromkeys(folded[name] for name in near))[:3]


class Parameter:
    """A query parameter. A subclass reads one text; `several` takes repeats and commas.

    `read(text, release)` returns a value or raises ValueFault.
    """

    several = False
    # The Deprecation of a parameter that is going to be taken away.
    deprecated: Any = None
    # Names of the parameters without which this one says nothing.
    together: tuple[str, ...] = ()

    def __init__(self, help_text, example, *, default=None, required=False):
        self.help_text = help_text
        self.example = example
        self.default = default
        self.required = required

    def read(self, text, release):
        return text

    def joined(self, value, given):
        """Return a value with what it takes from the cleaned values of the others."""
        return value

    def schema(self):
        """Return the JSON Schema of one value."""
        return {"type": "string"}

    def echo(self, value):
        """Return a cleaned value (a list of them, for several) as `meta.query` shows it."""
        if self.several:
            return sorted("none" if one is None else self.text_of(one) for one in value)
        return value

    def text_of(self, value):
        """Return the text that reads as one of several values."""
        return str(value)

    def described(self, name):
        """Return the OpenAPI parameter object."""
        schema, example = self.schema(), self.example
        described = {"in": "query", "name": name, "description": self.help_text}
        if self.required:
            described["required"] = True
        if self.deprecated:
            described["deprecated"] = True
        if self.several:
            schema = {"type": "array", "items": schema, "minItems": 1, "maxItems": MOST_VALUES}
            example = [example]
            described |= {"style": "form", "explode": True}
        if self.default is not None:
            schema["default"] = self.default
        return described | {"schema": schema, "example": example}


@dataclass(frozen=True)
class Query:
    """A query that was understood: the release it is answered from, and cleaned values by name.

    `given` holds only what was asked, `values` the defaults too. What follows from them is worked
    out once, so another question is another Query (`dataclasses.replace`).
    """

    release: Any
    parameters: dict
    given: dict

    @cached_property
    def values(self):
        defaults = {
            name: parameter.default
            for name, parameter in self.parameters.items()
            if parameter.default is not None
        }
        return defaults | self.given

    def get(self, name, default=None):
        value = self.given.get(
            name, self.parameters[name].default if name in self.parameters else None
        )
        return default if value is None else value

    def echo(self):
        """Return the whole query, defaults and release included, as `meta.query` shows it."""
        echoed = {name: self.parameters[name].echo(value) for name, value in self.values.items()}
        return dict(sorted((echoed | {"release": self.release.number}).items()))

    def canonical(self, **changes):
        """Return the query string with parameters sorted, pinned to the release, changes applied."""
        if not changes:
            return self._canonical
        return _joined(self._pairs | {name: _pair(name, value) for name, value in changes.items()})

    @cached_property
    def _canonical(self):
        return _joined(self._pairs)

    @cached_property
    def _pairs(self):
        echoed = {name: self.parameters[name].echo(value) for name, value in self.given.items()}
        echoed["release"] = self.release.number
        return {name: _pair(name, value) for name, value in echoed.items()}

    def join(self):
        """Give each value what it takes from the others."""
        joined = {
            name: self.parameters[name].joined(value, self.given)
            for name, value in self.given.items()
        }
        self.given.update(joined)


def plain_text(value):
    """Return a value as a query string shows it: numbers without an exponent."""
    if isinstance(value, float):
        return f"{value:.7f}".rstrip("0").rstrip(".")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _joined(pairs):
    return "&".join(pairs[name] for name in sorted(pairs))


def _pair(name, value):
    text = ",".join(map(plain_text, value)) if isinstance(value, list) else plain_text(value)
    return f"{name}={quote(text, safe=',')}"


class QueryReader:
    """Reads the parameters of one request and gathers every fault."""

    def __init__(self, parameters, given, hints):
        self.parameters = parameters
        self.given = given
        self._faults = {name: [] for name in given}
        for name in given:
            if name not in parameters and not IGNORED.fullmatch(name):
                self._faults[name].append(self._unknown(name, hints))
        for name, others in self._left_out().items():
            detail = f"{name!r} is needed beside {' and '.join(others)}."
            self._faults[name] = [Fault(name, None, "combination", detail)]

    def _left_out(self):
        """Return {parameter that is missing: the parameters given that mean nothing without it}."""
        found = {}
        for name in self.given:
            for other in self.parameters[name].together if name in self.parameters else ():
                if other not in self.given:
                    found.setdefault(other, []).append(name)
        return found

    @property
    def faults(self):
        """All faults so far, in the order in which the parameters were given."""
        return [*chain.from_iterable(self._faults.values())]

    def _unknown(self, name, hints):
        shown = _shown(name)
        near = suggest(name, list(self.parameters))
        detail = hints.get(name) or f"There is no parameter {shown!r} here."
        return Fault(shown, None, "unknown_parameter", detail, sorted(self.parameters), near)

    def read(self, name, release):
        """Return the cleaned value of a parameter, None where it is absent or faulty."""
        if name not in self.given or name not in self.parameters:
            return None
        parameter, texts = self.parameters[name], self.given.getlist(name)
        if parameter.several:
            texts = [part for text in texts for part in text.split(",")]
        most = MOST_VALUES if parameter.several else 1
        if len(texts) > most:
            code = "too_many" if parameter.several else "repeated"
            self._note(name, texts[-1], code, f"{name!r} takes at most {most} value(s).")
            return None
        values = [self._read_text(name, parameter, text, release) for text in dict.fromkeys(texts)]
        if self._faults[name]:
            return None
        # One thing can be named in two ways: a ward by its slug and its code.
        return list(dict.fromkeys(values)) if parameter.several else values[0]

    def _read_text(self, name, parameter, text, release):
        if not text.strip(" "):
            return self._note(
                name, "", "empty", f"{name!r} has no value; leave it out, or give one."
            )
        if len(text) > LONGEST_VALUE:
            return self._note(
                name, text, "invalid", f"A value has at most {LONGEST_VALUE} characters."
            )
        if NO_TEXT.search(text):
            return self._note(name, text, "invalid", "The value is no text in UTF-8.")
        try:
            return parameter.read(text, release)
        except ValueFault as fault:
            return self._note(
                name,
                text,
                fault.code,
                fault.detail,
                fault.allowed,
                fault.did_you_mean,
                fault.successors,
            )

    def _note(self, name, text, *rest):
        self._faults[name].append(Fault(name, _shown(text), *rest))


def _shown(text):
    return NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)[:LONGEST_VALUE]
