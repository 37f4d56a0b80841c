"""Stream a whole filtered collection as CSV, in constant memory, safe for spreadsheets."""

import csv
import datetime

from django.db import connection, transaction
from django.http import StreamingHttpResponse

# A spreadsheet takes a text that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BATCH = 500


class _Echo:
    """A file whose write() hands the text back, for a csv.writer that feeds a stream."""

    def write(self, text):
        return text


def neutral(value):
    """Return a cell as JSON would show it, but no formula: such a text gets an apostrophe in front."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
    return value


def csv_lines(header, rows, bom=False):
    """Yield the bytes of a CSV document (RFC 4180, UTF-8, CRLF), a batch of rows at a time."""
    write = csv.writer(_Echo(), lineterminator="\r\n").writerow
    lines = [("\ufeff" if bom else "") + write(header)]
    for row in rows:
        lines.append(write([neutral(value) for value in row]))
        if len(lines) >= BATCH:
            yield "".join(lines).encode()
            lines = []
    yield "".join(lines).encode()


def stream(queryset):
    """Yield the rows of a queryset in constant memory.

    PostgreSQL needs a transaction for its server-side cursor; on SQLite one
    statement reads one state and must hold no transaction open.
    """
    rows = queryset.iterator(chunk_size=2_000)
    if connection.vendor == "sqlite":
        yield from rows
        return
    with transaction.atomic():
        yield from rows


def csv_response(filename, count, lines, *, head):
    """Return the streamed answer; for HEAD the same headers and no generator is run."""
    content_type = "text/csv; charset=utf-8; header=present"
    response = StreamingHttpResponse(() if head else lines, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["X-Total-Count"] = str(count)
    return response
