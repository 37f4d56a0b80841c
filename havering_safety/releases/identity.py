"""The identity of a row, and the public id made from it.

A police Crime ID is no key: it is blank for whole categories and repeats. A row
is known by what was published of it, within one source, kind, force and month.
"""

import hashlib
from base64 import b32encode

SEPARATOR = "\x1f"


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
    return b32encode(digest[:8])[:13].decode().lower()
