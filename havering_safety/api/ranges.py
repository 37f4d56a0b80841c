"""Parts of a file (RFC 9110, section 14): one range of bytes, asked for by `Range`."""

import re

SINGLE = re.compile(r"bytes=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*", re.IGNORECASE)


class UnsatisfiableError(Exception):
    """The range begins beyond the end."""


def range_of(request, size, etag, last_modified):
    """Return (start, stop) of the bytes asked for, or None where the whole is to be sent.

    The whole answers what is no range of bytes, several ranges at once (a server may always do so),
    and an `If-Range` that names another state than the present. Raises UnsatisfiableError.
    """
    condition = request.headers.get("If-Range")
    if request.method != "GET" or condition not in (None, etag, last_modified):
        return None
    return read_range(request.headers.get("Range", ""), size)


def read_range(header, size):
    """Return (start, stop) of a Range header for a file of so many bytes; see `range_of`."""
    found = SINGLE.fullmatch(header.strip())
    first, last = found.groups() if found else ("", "")
    if not first and not last:
        return None
    if not first:
        start, stop = max(size - int(last), 0), size
    else:
        start, stop = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
    if start >= size:
        raise UnsatisfiableError
    return start, stop
