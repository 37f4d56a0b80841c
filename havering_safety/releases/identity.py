"""The identity of a row, and the public id made from it.

A police Crime ID is no key: it is blank for whole categories and repeats. A row
is known by what was published of it, within one source, kind, force and month.
"""

from hashlib import sha256
from struct import Struct

SEPARATOR = "\x1f"

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
# Ten bits at a time: base64.b32encode, written in Python itself, takes three times as long.
PAIRS = [first + second for first in ALPHABET for second in ALPHABET]

# The first 64 bits of a digest of 256.
SIGNED, UNSIGNED = Struct(">q24x").unpack, Struct(">Q24x").unpack


def prefix_of(kind, source, force, month):
    """Return the text that every identity of one file begins with."""
    return SEPARATOR.join((kind, source, force or "", month, ""))


def identity_of(prefix, columns):
    """Return a signed 64-bit number for the published columns of a row, given as texts.

    Columns already joined by the separator may stand for themselves.
    """
    return SIGNED(sha256((prefix + SEPARATOR.join(columns)).encode()).digest())[0]


def public_id_of(prefix, columns, ordinal):
    """Return the 13-character id: 64 bits of SHA-256 over prefix, columns and ordinal, in base32."""
    text = f"{prefix}{SEPARATOR.join(columns)}{SEPARATOR}{ordinal}"
    return _base32(UNSIGNED(sha256(text.encode()).digest())[0])


def _base32(n):
    """Return 64 bits as RFC 4648 writes them, in lower case without padding."""
    return (
        f"{PAIRS[n >> 54]}{PAIRS[n >> 44 & 1023]}{PAIRS[n >> 34 & 1023]}{PAIRS[n >> 24 & 1023]}"
        f"{PAIRS[n >> 14 & 1023]}{PAIRS[n >> 4 & 1023]}{ALPHABET[(n & 15) << 1]}"
    )
