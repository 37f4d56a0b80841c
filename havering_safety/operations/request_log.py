"""One line a request, each line of a request under its id.

The id is the proxy's `X-Request-ID` or our own, and goes back with the answer. Addresses of
clients are not logged: who reads what about crime is nobody's business.
"""

import logging
import re
import time
from contextvars import ContextVar
from datetime import UTC, datetime
from uuid import uuid4

import orjson
from django.conf import settings

log = logging.getLogger("havering_safety.requests")
request_id: ContextVar[str | None] = ContextVar("request_id", default=None)

# What a proxy's id may look like; anything else could forge a line of a log.
ID = re.compile(r"[A-Za-z0-9_-]{8,64}", re.ASCII)


def log_requests(get_response):
    """Middleware: give each request an id, and log how it was answered."""

    def middleware(request):
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        name = given if ID.fullmatch(given) else uuid4().hex
        token = request_id.set(name)
        started = time.perf_counter()
        try:
            response = get_response(request)
            if settings.LOG_REQUESTS:
                _log(request, response, time.perf_counter() - started)
        finally:
            request_id.reset(token)
        response["X-Request-ID"] = name
        return response

    return middleware


def _log(request, response, seconds):
    fields = {
        "method": request.method,
        "address": request.get_full_path()[:2000],
        "status": response.status_code,
        "milliseconds": round(seconds * 1000, 1),
    }
    log.info("%(method)s %(address)s %(status)s", fields, extra={"fields": fields})


class JSONFormatter(logging.Formatter):
    """A log record as one line of JSON."""

    def format(self, record):
        line = {
            "time": datetime.fromtimestamp(record.created, UTC),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": request_id.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        # An address may hold what is no text; it must not cost the line.
        return orjson.dumps(_printable(line), option=orjson.OPT_UTC_Z).decode()


def _printable(line):
    return {
        name: value.encode("utf-8", "backslashreplace").decode()
        if isinstance(value, str)
        else value
        for name, value in line.items()
    }
