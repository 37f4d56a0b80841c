"""Run commands in processes of their own, stopped or killed at any of their statements.

Django is set up once; each task is then a fork with a connection of its own, so
that twenty of them cost little more than one. Orders come in and answers go out as
lines of JSON. The counting of statements is here and nowhere in the product.
"""

import json
import os
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

import django

django.setup()

from django.core.serializers.json import DjangoJSONEncoder  # noqa: E402 - needs the set-up
from django.db import connection  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from incidents.management.commands import import_police_archive  # noqa: E402
from tests.processes import tasks  # noqa: E402

# Loaded before the forks, so that none has to.
assert import_police_archive
assert get_resolver().url_patterns

RUNNING = set()

# A task that waits for another (which none should) is ended after so many seconds.
PATIENCE = 120


class Countdown:
    """Counts the statements of the connection, and sends this process a signal before some of them."""

    # A COPY is one statement however many rows it sends; so many rows count as one more.
    ROWS = 20

    def __init__(self, signals):
        self.signals = {int(place): getattr(signal, name) for place, name in signals.items()}
        self.statements = []

    def __call__(self, execute, sql, params, many, context):
        self.tick(sql)
        return execute(sql, params, many, context)

    def tick(self, sql):
        self.statements.append(sql[:100])
        if len(self.statements) in self.signals:
            os.kill(os.getpid(), self.signals[len(self.statements)])

    def watch(self):
        connection.execute_wrappers.append(self)
        commit = connection._commit

        def counted_commit():
            self.tick("COMMIT")
            commit()

        connection._commit = counted_commit
        if connection.vendor == "postgresql":
            self._watch_copies()

    def _watch_copies(self):
        from psycopg import Copy

        write_row, sent = Copy.write_row, [0]

        def counted_write_row(copy, row):
            sent[0] += 1
            if sent[0] % self.ROWS == 1:
                self.tick("COPY")
            write_row(copy, row)

        Copy.write_row = counted_write_row


def start(folder, task, arguments, signals):
    """Fork a task; return its process id."""
    pid = os.fork()
    if pid:
        RUNNING.add(pid)
        return {"pid": pid}
    status = 1
    try:
        countdown = Countdown(signals)
        countdown.watch()
        result = getattr(tasks, task)(*arguments) | {"statements": countdown.statements}
        Path(folder, f"{os.getpid()}.json").write_text(json.dumps(result, cls=DjangoJSONEncoder))
        status = 0
    except BaseException:  # noqa: BLE001 - told on standard error, and by the exit status
        traceback.print_exc()
    finally:
        connection.close()
        os._exit(status)


def wait(folder, pid):
    """Wait until a task is stopped or has ended; return which, and what it gave."""
    status, patience_ends = None, time.monotonic() + PATIENCE
    while status is None:
        changed, found = os.waitpid(pid, os.WUNTRACED | os.WNOHANG)
        if changed:
            status = found
        elif time.monotonic() > patience_ends:
            os.kill(pid, signal.SIGKILL)
        else:
            time.sleep(0.002)
    if os.WIFSTOPPED(status):
        return {"stopped": True}
    RUNNING.discard(pid)
    path = Path(folder, f"{pid}.json")
    result = json.loads(path.read_text()) if path.exists() else {}
    return result | {"stopped": False, "exit": os.waitstatus_to_exitcode(status)}


def resume(folder, pid):
    """Let a stopped task go on."""
    os.kill(pid, signal.SIGCONT)
    return {}


def main():
    orders = {"start": start, "wait": wait, "resume": resume}
    with tempfile.TemporaryDirectory() as folder:
        for line in sys.stdin:
            order = json.loads(line)
            answer = orders[order.pop("order")](folder, **order)
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
    # A test that failed may have left a stopped one behind.
    for pid in RUNNING:
        os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
