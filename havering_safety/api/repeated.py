"""Questions asked before in the same words: what was read from them need not be read again.

What a query string means depends on its text and the release alone, so the validators of a valid
question are remembered by its words, and a kept answer is found without understanding it anew.
"""

from threading import Lock

MOST_QUESTIONS = 10_000
LONGEST_QUESTION = 500


class Repeated:
    """By the words of recent questions: the release they ask for, and the Validators of each release."""

    def __init__(self):
        self._numbers, self._validators, self._lock = {}, {}, Lock()

    def recall(self, words, get_release):
        """Return the Validators of words asked before, for the release that answers now, or None.

        `get_release(number)` is asked only where the words are known; None is the newest.
        """
        if words not in self._numbers:
            return None
        release = get_release(self._numbers[words])
        return self._validators.get((words, release.validator))

    def remember(self, words, number, release, validators):
        if sum(map(len, words[1:])) > LONGEST_QUESTION:
            return
        with self._lock:
            if len(self._validators) >= MOST_QUESTIONS:
                self._numbers, self._validators = {}, {}
            self._numbers[words] = number
            self._validators[words, release.validator] = validators

    def clear(self):
        with self._lock:
            self._numbers, self._validators = {}, {}


repeated = Repeated()
