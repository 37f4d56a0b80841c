"""What does not answer is left alone, longer each time, until it answers."""

from havering_safety.api import rest
from havering_safety.api.rest import Rest


def test_rests_grow_to_the_longest_and_begin_anew(monkeypatch):
    now = 100.0
    monkeypatch.setattr(rest.time, "monotonic", lambda: now)
    after = Rest(longest=5)

    lasted = []
    for _ in range(5):
        lasted.append(after.begin())
        assert after.lasts
        now += lasted[-1]
        assert not after.lasts
    after.end()

    assert lasted == [1, 2, 4, 5, 5]
    assert after.begin() == 1
