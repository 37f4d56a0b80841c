"""Remember what was read of a release: it never changes, so once a process is enough."""

from functools import lru_cache, wraps


class ReleaseKey:
    """A release as a dictionary key: by its validator, since a number alone can be reused by a restore."""

    __slots__ = ("_hash", "release", "validator")

    def __init__(self, release):
        self.release = release
        self.validator = release.validator
        self._hash = hash(self.validator)

    def __hash__(self):
        return self._hash

    def __eq__(self, other):
        return self.validator == other.validator


def once_a_release(function):
    """Make a function of (release, hashable arguments) remember its last 32 results.

    `hand(result, release, *rest)` has it remember one that was read together with something else.
    """
    handed: dict = {}

    def ask(key, *rest):
        return handed.pop((key, *rest)) if (key, *rest) in handed else function(key.release, *rest)

    remembered = lru_cache(maxsize=32)(ask)

    @wraps(function)
    def of(release, *rest):
        return remembered(release.memory_key, *rest)

    def hand(result, release, *rest):
        handed[release.memory_key, *rest] = result
        of(release, *rest)
        handed.clear()

    of.hand = hand  # type: ignore[attr-defined]
    return of
