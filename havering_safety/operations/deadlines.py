"""No question may keep the database busy for ever.

PostgreSQL stops a statement itself; SQLite asks us every so often. Only the web process sets
this (`wsgi.py`): an import takes as long as it takes, and so does an export once it streams.
"""

import time
from threading import local

from django.conf import settings
from django.db.backends.signals import connection_created

# SQLite's virtual machine runs this many instructions between two looks at the clock: about a millisecond.
INSTRUCTIONS = 100_000

_thread = local()


def limit_statements():
    """Make every connection opened from now on stop what runs too long."""
    connection_created.connect(_limit, dispatch_uid="deadlines")


def _limit(sender, connection, **signal):
    if connection.vendor == "sqlite":
        connection.connection.set_progress_handler(_is_over, INSTRUCTIONS)
    else:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('statement_timeout', %s, false)",
                [str(int(settings.STATEMENT_SECONDS * 1000))],
            )


def _is_over():
    return time.monotonic() > getattr(_thread, "deadline", float("inf"))


def keep_deadlines(get_response):
    """Middleware: the statements of one request have STATEMENT_SECONDS together on SQLite."""

    def middleware(request):
        _thread.deadline = time.monotonic() + settings.STATEMENT_SECONDS
        try:
            return get_response(request)
        finally:
            _thread.deadline = float("inf")

    return middleware
