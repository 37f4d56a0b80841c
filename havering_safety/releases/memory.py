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
    """Make a function of (release, hashable arguments) remember its last 32 results."""
    remembered = lru_cache(maxsize=32)(lambda key, *rest: function(key.release, *rest))

    @wraps(function)
    def of(release, *rest):
        return remembered(release.memory_key, *rest)

    return of
