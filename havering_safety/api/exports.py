"""Stream a whole filtered collection as text, in constant memory: CSV safe for spreadsheets, JSON lines.

Rows come as batches from `RowPlan.texts`, where each distinct value is written once a batch; only
joining the cells is left to do for a row.
"""

import orjson
from django.db import connections, transaction
from django.http import StreamingHttpResponse

from havering_safety.api.renderers import OPTIONS, NdjsonRenderer

CSV_TYPE = "text/csv; charset=utf-8; header=present"
NDJSON_TYPE = NdjsonRenderer.media_type
# Rows read from the database at once.
CHUNK = 2_000
# A spreadsheet takes a text that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
QUOTED = ('"', ",", "\r", "\n")
# Parts the cells of a column while they are looked through at once; what holds it is no worse for it.
APART = "\x1f"


def csv_column(values):
    """Return the CSV cells (RFC 4180) of a column's values, a few thousand at most.

    A text that would be a formula gets an apostrophe in front; numbers are never taken for one.
    """
    try:
        return _cells_of_texts(values)
    except TypeError:
        kinds = set(map(type, values))
    if str not in kinds:
        return _cells_of_others(values)
    if kinds == {str, type(None)}:
        return _cells_of_texts(["" if value is None else value for value in values])
    # A column of several kinds, which no data set has.
    return [cell for value in values for cell in csv_column([value])]


def _cells_of_texts(texts):
    """Return the cells of texts; most columns need neither quotes nor apostrophes, and are found so at once."""
    together = APART + APART.join(texts)
    quoted = any(map(together.__contains__, QUOTED))
    if not quoted and not any(sign in together and APART + sign in together for sign in FORMULA):
        return texts
    written = {text: _csv_text(text) for text in set(texts)}
    return map(written.__getitem__, texts)


def _csv_text(text):
    if text.startswith(FORMULA):
        text = f"'{text}"
    if any(map(text.__contains__, QUOTED)):
        escaped = text.replace('"', '""')
        return f'"{escaped}"'
    return text


def _cells_of_others(values):
    """Return the cells of numbers, instants, days, true and false: as JSON has them, null empty."""
    written = orjson.dumps(values, option=OPTIONS).decode()
    return written[1:-1].replace('"', "").replace("null", "").split(",")


def csv_lines(header, batches, bom=False):
    """Yield the bytes of a CSV document (UTF-8, CRLF) from batches of rows, each a sequence of cells."""
    # The text of a row of one empty cell would be a blank line, which readers pass over.
    row_of = ",".join if len(header) > 1 else lambda cells: cells[0] or '""'
    yield (("\ufeff" if bom else "") + row_of(header) + "\r\n").encode()
    for batch in batches:
        if text := "\r\n".join(map(row_of, batch)):
            yield f"{text}\r\n".encode()


def json_column(values):
    """Return a column's values as JSON writes them; each distinct one is written once."""
    written = {value: orjson.dumps(value, option=OPTIONS).decode() for value in set(values)}
    return map(written.__getitem__, values)


def json_lines(names, batches):
    """Yield the bytes of newline-delimited JSON: an object a line, from batches of rows of JSON texts."""
    line = "{" + ",".join(f'"{name}":%s' for name in names) + "}\n"
    for batch in batches:
        yield "".join(map(line.__mod__, batch)).encode()


def stream(queryset):
    """Yield the rows of a queryset in constant memory.

    PostgreSQL needs a transaction for its server-side cursor; on SQLite one
    statement reads one state and must hold no transaction open.
    """
    rows = queryset.iterator(chunk_size=CHUNK)
    if connections[queryset.db].vendor == "sqlite":
        yield from rows
        return
    with transaction.atomic(using=queryset.db):
        yield from rows


def export_response(content_type, filename, count, chunks, *, head):
    """Return the streamed answer; for HEAD the same headers and no generator is run."""
    response = StreamingHttpResponse(() if head else chunks, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["X-Total-Count"] = str(count)
    return response
