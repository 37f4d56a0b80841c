"""Read a stated value as it was typed.

The decimals someone gives say how exact the statement is, 1.4 claims less than
1.40, so they are kept beside the value. Whoever stores a stated value must store
its text: a column of fixed decimals would turn 1.4 into 1.4000.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

_STATED = re.compile(r"(?:0|[1-9][0-9]{0,11})(?:\.([0-9]{1,6}))?")
_TOO_LONG = "The value is too long: give at most 12 digits and 6 decimals."
_NOT_PLAIN = "Write the value in digits, with a point for decimals: 555 or 1.4."

# Most telling first: the first pattern found in the text explains the refusal.
_FAULTS = (
    (r"\A\Z", "The value is missing: write a number such as 555 or 1.4."),
    (r"(?s)\A.{20}", _TOO_LONG),
    (r"(?i)nan|inf", "The value must be a number, such as 555 or 1.4."),
    (r"\A[+\-\u2212]", "The value is never below zero: write it without a sign."),
    (r"(?i)[0-9.]e", "Write the value out in full, without an exponent: 1400, not 1.4e3."),
    (r"%", "Write the value without a percent sign: 25.77."),
    (r"[0-9][, _][0-9]", "Write the value with a point for decimals and no separators: 1400.5."),
    (r"\A0[0-9]", "Write the value without leading zeros."),
    (r"\A[0-9]+(\.[0-9]+)?\Z", _TOO_LONG),
)


class StatedValueError(ValueError):
    """A stated value that cannot be read; its text is a sentence for the person who typed it."""


@dataclass(frozen=True, slots=True)
class StatedValue:
    """A value as typed: 1.40 has the value 1.4 and two decimals."""

    value: Decimal
    decimals: int


def read_stated_value(text: str) -> StatedValue:
    """Return a stated value as typed: ASCII digits, at most one point, no sign or exponent.

    No measure falls below zero, so a sign has no sense. At most 12 digits and 6
    decimals. StatedValueError, with a sentence that says what to write instead,
    for anything else.
    """
    found = _STATED.fullmatch(text)
    if not found:
        raise StatedValueError(_sentence_for(text))
    return StatedValue(Decimal(text), len(found[1] or ""))


def _sentence_for(text: str) -> str:
    return next((said for pattern, said in _FAULTS if re.search(pattern, text)), _NOT_PLAIN)
