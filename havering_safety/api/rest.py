"""Leave alone for a while what does not answer, so that its death costs one wait and not one a request."""

import time


class Rest:
    """Until when something is left alone: a second after the first failure, then longer each time."""

    def __init__(self, longest):
        self.longest = longest
        self._until, self._next = 0.0, 1

    def begin(self):
        """Leave it alone from now on; return for how many seconds."""
        seconds, self._next = self._next, min(2 * self._next, self.longest)
        self._until = time.monotonic() + seconds
        return seconds

    def end(self):
        """It answered: the next failure is the first again."""
        self._until, self._next = 0.0, 1

    @property
    def lasts(self):
        return time.monotonic() < self._until
