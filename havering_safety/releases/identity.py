"""The identity of a row, and the public id made from it.

A police Crime ID is no key: it is blank for whole categories and repeats. A row
is known by what was published of it, within one source, kind, force and month.
"""

import hashlib

SEPARATOR = "\x1f"

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
# Ten bits at a time: base64.b32encode, written in Python itself, takes three times as long.
PAIRS = [first + second for first in ALPHABET for second in ALPHABET]


def prefix_of(kind, source, force, month):
    """Return the text that every identity of one file begins with."""
    return SEPARATOR.join((kind, source, force or "", month, ""))


def identity_of(prefix, columns):
    """Return a signed 64-bit number for the published columns of a row, given as texts."""
    digest = hashlib.sha256((prefix + SEPARATOR.join(columns)).encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def public_id_of(prefix, columns, ordinal):
    """Return the 13-character id: 64 bits of SHA-256 over prefix, columns and ordinal, in base32."""
    text = f"{prefix}{SEPARATOR.join(columns)}{SEPARATOR}{ordinal}"
    digest = hashlib.sha256(text.encode()).digest()
    return _base32(int.from_bytes(digest[:8], "big"))


def _base32(number):
    """Return 64 bits as RFC 4648 writes them, in lower case without padding."""
    pairs = [PAIRS[number >> shift & 1023] for shift in (54, 44, 34, 24, 14, 4)]
    return "".join(pairs) + ALPHABET[(number & 15) << 1]
