"""The same question asked by many at once is answered once, whatever becomes of the cache they share."""

import socket
import time
from threading import Barrier, Event, Thread

import pytest
from django.core.cache import caches
from django.http import HttpResponse, StreamingHttpResponse

from havering_safety.api import answers as api_answers
from havering_safety.api.answers import AnswerCache

PATIENCE = 20


@pytest.fixture(autouse=True)
def kept(settings):
    settings.ANSWER_CACHE_BYTES = 1_000_000


class Maker:
    """Makes an answer slowly and counts how often."""

    def __init__(self, make=lambda: HttpResponse(b"rows")):
        self.times, self._make = 0, make

    def __call__(self):
        self.times += 1
        time.sleep(0.2)
        return self._make()


def ask_at_once(*asks):
    """Run all at the same moment, each in a thread; return what they return, in order."""
    found, barrier = [None] * len(asks), Barrier(len(asks))

    def run(place, ask):
        barrier.wait()
        try:
            found[place] = ask()
        except ValueError as error:
            found[place] = error
        finally:
            caches.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(asks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    return found


def bodies(responses):
    return [response.content for response in responses]


def test_threads_of_a_process_wait_for_one():
    process, make = AnswerCache(), Maker()

    found = ask_at_once(*[lambda: process.answer("key", make)] * 8)

    assert bodies(found) == [b"rows"] * 8
    assert make.times == 1


@pytest.mark.usefixtures("redis")
def test_turn_of_a_process_that_was_killed_keeps_nobody_waiting_for_long(monkeypatch):
    process, make = AnswerCache(), Maker()
    monkeypatch.setattr(api_answers, "TURN", 0.2)
    # As its holder left it, but it never expires.
    caches["default"].set("key:turn", 1, timeout=None)

    (found,) = ask_at_once(lambda: process.answer("key", make))

    assert found.content == b"rows"
    assert AnswerCache().answer("key", make).content == b"rows"
    assert make.times == 1


def test_other_questions_do_not_wait():
    process, may_end = AnswerCache(), Event()

    def slow():
        may_end.wait(PATIENCE)
        return HttpResponse(b"slow")

    def quick():
        response = process.answer("other", lambda: HttpResponse(b"quick"))
        may_end.set()
        return response

    assert bodies(ask_at_once(lambda: process.answer("key", slow), quick)) == [b"slow", b"quick"]


def test_failure_is_not_shared():
    def fail():
        raise ValueError

    process, make = AnswerCache(), Maker(fail)

    found = ask_at_once(*[lambda: process.answer("key", make)] * 3)

    assert [type(one) for one in found] == [ValueError] * 3
    assert make.times == 3
    assert process.answer("key", lambda: HttpResponse(b"rows")).content == b"rows"


def test_each_has_its_own_stream():
    process, make = AnswerCache(), Maker(lambda: StreamingHttpResponse(iter([b"a", b"b"])))

    found = ask_at_once(*[lambda: process.answer("key", make)] * 3)

    assert [one.getvalue() for one in found] == [b"ab"] * 3


@pytest.mark.usefixtures("redis")
def test_another_process_finds_the_answer():
    AnswerCache().answer("key", lambda: HttpResponse(b"rows", headers={"Link": "<next>"}))

    found = AnswerCache().answer("key", Maker(lambda: HttpResponse(b"made again")))

    assert (found.content, found["Link"]) == (b"rows", "<next>")


@pytest.mark.usefixtures("redis")
def test_processes_wait_for_one():
    make, processes = Maker(), [AnswerCache() for _ in range(4)]

    found = ask_at_once(*[lambda p=process: p.answer("key", make) for process in processes])

    assert bodies(found) == [b"rows"] * 4
    assert make.times == 1


@pytest.mark.usefixtures("redis")
def test_process_that_fails_leaves_the_turn_to_another():
    def fail():
        raise ValueError("no rows")

    with pytest.raises(ValueError, match="no rows"):
        AnswerCache().answer("key", fail)

    start = time.monotonic()
    assert AnswerCache().answer("key", lambda: HttpResponse(b"rows")).content == b"rows"
    assert time.monotonic() - start < 5


def test_dead_cache_is_no_error_and_costs_one_wait(redis):
    process = AnswerCache()
    assert process.answer("before", lambda: HttpResponse(b"rows")).content == b"rows"
    redis.kill()
    redis.wait()

    start = time.monotonic()
    found = [process.answer(f"key-{n}", lambda: HttpResponse(b"new")) for n in range(50)]

    assert bodies(found) == [b"new"] * 50
    assert process.answer("before", lambda: HttpResponse(b"made again")).content == b"rows"
    assert time.monotonic() - start < 1.5


def test_silent_cache_costs_one_wait(settings):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(64)
        settings.CACHES = {
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": f"redis://127.0.0.1:{silent.getsockname()[1]}/0",
                "OPTIONS": {"socket_connect_timeout": 0.25, "socket_timeout": 0.25},
            }
        }
        process, start = AnswerCache(), time.monotonic()

        found = [process.answer(f"key-{n}", lambda: HttpResponse(b"new")) for n in range(50)]

        assert bodies(found) == [b"new"] * 50
        assert time.monotonic() - start < 1.5
        caches.close_all()
