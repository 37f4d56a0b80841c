"""Which database answers a request: the replica, where it stands at the release that answers.

A replica is a little behind. Each request asks the primary which release answers, and the replica
for the same row: where it has that very row it has all that release holds, redactions too, for it
takes over whole transactions in their order. Otherwise the primary answers. Where the primary
cannot be reached the replica answers alone, unless a later release was seen before.

Commands and whoever writes are no such requests: they always have the primary.
"""

import logging
from collections.abc import Callable
from contextlib import contextmanager
from threading import local

from django.core.signals import request_finished, request_started
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections

from havering_safety.api.problems import was_stopped
from havering_safety.api.rest import Rest
from havering_safety.releases.models import Release

PRIMARY, REPLICA = DEFAULT_DB_ALIAS, "replica"
# What is published; sessions and log-in are read where they are written.
PUBLISHED = frozenset({"releases", "wards", "incidents"})
# Seconds that a database is left alone at most: a new release is to be seen soon.
LONGEST_REST = 5

log = logging.getLogger(__name__)


class Router:
    """Sends the reads of an answering request to the database chosen for it."""

    def db_for_read(self, model=None, **hints):
        if model is None or model._meta.app_label in PUBLISHED:
            return _choice.database
        return None


class _Choice(local):
    """What is known of the request that this thread answers."""

    # Whether it is one; the release it asks for, and how that is read; the database chosen.
    answers = False
    asked: Release | None = None
    read: Callable[[int | None], Release]
    made: str | None = None

    def begin(self, **signal):
        self.__dict__.clear()
        self.answers = True

    def end(self, **signal):
        self.__dict__.clear()

    @property
    def database(self):
        """The database that answers, chosen when it is first asked for."""
        if self.made is None:
            if not self.asked:
                return PRIMARY
            self.made = REPLICA if _holds(REPLICA, self.read, self.asked) else PRIMARY
        return self.made


_choice = _Choice()
_rests = {PRIMARY: Rest(LONGEST_REST), REPLICA: Rest(LONGEST_REST)}
# The newest release that the primary was seen to have.
_seen: dict[str, Release] = {}


def watch_requests():
    """Choose a database for each request from now on."""
    request_started.connect(_choice.begin, dispatch_uid=REPLICA)
    request_finished.connect(_choice.end, dispatch_uid=REPLICA)


def is_set_up():
    return REPLICA in connections.settings


def database_chosen():
    """Return the name of the database that this request was answered from, None where none was asked."""
    return _choice.made


def release_of_primary(read, number):
    """Return `read(number)`, the release that answers, and let the replica answer where it has it too.

    `read` asks the database at hand, and None is the newest. Raises OperationalError where neither
    database can tell.
    """
    if not is_set_up() or not _choice.answers:
        return read(number)
    try:
        release = _ask(PRIMARY, read, number)
    except (OperationalError, InterfaceError) as error:
        if was_stopped(error):
            raise
        release = _release_without_primary(read, number)
        _choice.made = REPLICA
        return release
    if number is None:
        _seen["newest"] = release
    # Of several releases that a request asks for, the latest decides.
    if not _choice.asked or release.number > _choice.asked.number:
        _choice.asked, _choice.read, _choice.made = release, read, None
    return release


def state_of(database, read):
    """Return in a word how a database stands: `ok`, `behind` or `unreachable`."""
    try:
        newest = _ask(database, read, None)
    except (OperationalError, InterfaceError):
        return "unreachable"
    seen = _seen.get("newest")
    return "behind" if seen and newest.number < seen.number else "ok"


def _release_without_primary(read, number):
    seen = _seen.get("newest")
    if seen and not _holds(REPLICA, read, seen):
        raise OperationalError("the primary cannot be reached, and the replica is behind it")
    try:
        return _ask(REPLICA, read, number)
    except Release.DoesNotExist as error:
        raise OperationalError(
            "only the primary could tell whether there is this release"
        ) from error


def _holds(database, read, release):
    """Tell whether a database can be reached and has the very row of a release."""
    try:
        return _ask(database, read, release.number).validator == release.validator
    except (Release.DoesNotExist, OperationalError, InterfaceError):
        return False


def _ask(database, read, number):
    """Return what a database reads; one that cannot be reached is left alone for a while."""
    rest = _rests[database]
    if rest.lasts:
        raise OperationalError(f"the {database} database did not answer a moment ago")
    try:
        with _reading(database):
            release = read(number)
    except (OperationalError, InterfaceError) as error:
        if not was_stopped(error):
            seconds = rest.begin()
            log.warning("the %s database does not answer: left alone for %s s", database, seconds)
        raise
    rest.end()
    return release


@contextmanager
def _reading(database):
    made, _choice.made = _choice.made, database
    try:
        yield
    finally:
        _choice.made = made
