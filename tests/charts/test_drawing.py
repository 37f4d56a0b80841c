"""The painter: a process of its own, a few charts at once, each within a time, and kept."""

import json
import os
import signal
import struct
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from incidents.charts import drawing
from incidents.charts.drawing import DrawingError, Painter, SlowError
from tests.problems import read_problem

ADDRESS = "/api/v1/stats/incidents{}?group_by=ward"
DOT = {"spec": '{"data": {"values": [{}]}, "mark": "point"}', "png": False,
       "about": {"title": "t", "description": "d", "identity": "c1", "width": 50}}  # fmt: skip


@pytest.fixture
def painter():
    """Make a painter with little patience."""
    made = Painter(seconds=5)
    yield made
    made.stop()


def test_png_is_a_picture_of_the_width_asked(client):
    response = client.get(ADDRESS.format(".png") + "&width=333")

    assert response["Content-Type"] == "image/png"
    assert response.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", response.content[16:20]) == (333,)


def test_another_painter_draws_the_same_bytes(painter):
    png = DOT | {"png": True}
    first = painter.paint(png)
    painter.stop()

    assert painter.paint(png) == first


def test_painter_that_was_killed_is_started_again(painter):
    first = painter.paint(DOT)
    os.kill(painter.process_id, signal.SIGKILL)

    assert painter.paint(DOT) == first


def test_painter_that_hangs_is_ended_and_the_next_chart_is_drawn(painter):
    painter.paint(DOT)
    hung, painter._seconds = painter.process_id, 0.3
    os.kill(hung, signal.SIGSTOP)

    with pytest.raises(SlowError):
        painter.paint(DOT)

    painter._seconds = 20
    assert painter.paint(DOT).startswith(b"<svg")
    assert painter.process_id != hung


def test_chart_that_cannot_be_drawn_spoils_nothing(painter):
    with pytest.raises(DrawingError):
        painter.paint(DOT | {"spec": '{"mark": 7}'})

    assert painter.paint(DOT).startswith(b"<svg")


def test_painter_that_ends_each_time_is_a_passing_trouble(client, monkeypatch):
    monkeypatch.setattr(drawing, "PAINTER", Painter(seconds=5))
    # What starts in its place ends at once, as it would where memory is short.
    monkeypatch.setattr(drawing.sys, "executable", "/bin/false")

    response = client.get(ADDRESS.format(".svg") + "&width=334")

    problem = read_problem(response, "unavailable")
    assert problem["detail"] == "No chart can be drawn at the moment."
    assert response["Retry-After"] == "10"


def test_address_in_a_document_is_not_fetched(painter, tmp_path):
    """Texts of a chart come from the data and the query: none of them may make the server ask."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'[{"a": "fetched"}]')

        def log_message(self, *words):
            pass

    (tmp_path / "x.json").write_text('[{"a": "fetched"}]')
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever).start()
        for address in (
            f"http://127.0.0.1:{server.server_port}/x.json",
            f"file://{tmp_path}/x.json",
        ):
            spec = {
                "data": {"url": address}, "mark": "text", "encoding": {"text": {"field": "a"}},
            }  # fmt: skip
            with suppress(DrawingError):
                assert b"fetched" not in painter.paint(DOT | {"spec": json.dumps(spec)})
        server.shutdown()

    assert asked == []


def test_fork_draws_with_a_painter_of_its_own(painter):
    painter.paint(DOT)
    ours = painter.process_id
    # What a fork finds in its memory: a painter of another process.
    painter._owner, kept = os.getpid() + 1, (painter._process, painter._socket)

    assert painter.paint(DOT).startswith(b"<svg")

    assert painter.process_id != ours
    kept[1].close()
    assert kept[0].wait(timeout=5) == 0


def test_painter_ends_with_its_owner(painter):
    painter.paint(DOT)
    process = painter._process

    painter._socket.close()

    assert process.wait(timeout=5) == 0


@pytest.fixture
def all_places_taken():
    """Hold every place a chart could be drawn in."""
    held = [drawing.slot() for _ in range(2)]
    for place in held:
        place.__enter__()
    yield
    for place in held:
        place.__exit__(None, None, None)


@pytest.mark.usefixtures("all_places_taken")
@pytest.mark.parametrize("suffix", [".svg", ".png", ".vl.json"])
def test_more_charts_than_places_are_told_to_come_back(client, suffix):
    response = client.get(ADDRESS.format(suffix) + "&crime_type=drugs")

    read_problem(response, "too-many-requests")
    assert response["Retry-After"] == "1"


def test_chart_drawn_once_needs_no_place(client, settings, all_places_taken_later):
    settings.ANSWER_CACHE_BYTES = 1_000_000
    address = ADDRESS.format(".svg") + "&crime_type=robbery"
    first = client.get(address)

    with all_places_taken_later():
        assert client.get(address).content == first.content


def test_who_asks_for_a_chart_that_is_being_drawn_needs_a_place_to_wait(
    client, settings, monkeypatch, all_places_taken_later
):
    """Else those who ask for one slow chart would hold every thread of the server."""
    settings.ANSWER_CACHE_BYTES = 1_000_000
    address, draw, told = ADDRESS.format(".svg") + "&crime_type=other-theft", drawing.draw, []

    class Landing(threading.Event):
        def wait(self, timeout=None):
            raise AssertionError("it waits")

    def draw_while_others_ask(*args, **kwargs):
        # The place of this one is taken already.
        with drawing.slot():
            told.append(client.get(address))
        return draw(*args, **kwargs)

    monkeypatch.setattr("havering_safety.api.answers.Event", Landing)
    monkeypatch.setattr(drawing, "draw", draw_while_others_ask)

    assert client.get(address).status_code == 200
    read_problem(told[0], "too-many-requests")


@pytest.fixture
def all_places_taken_later():
    from contextlib import ExitStack

    def take():
        stack = ExitStack()
        for _ in range(2):
            stack.enter_context(drawing.slot())
        return stack

    return take


def test_places_are_given_back_after_a_failure():
    for _ in range(5):
        with pytest.raises(ValueError, match="x"), drawing.slot():
            raise ValueError("x")


def test_charts_asked_at_once_are_each_their_own(painter):
    drawn = {}

    def ask(number):
        about = DOT["about"] | {"title": f"chart {number}"}
        drawn[number] = painter.paint(DOT | {"about": about})

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(f">chart {number}<".encode() in drawn[number] for number in range(8))


@pytest.mark.parametrize("method", ["get", "head"])
def test_client_that_holds_the_chart_is_told_so_without_drawing(
    client, django_assert_num_queries, method
):
    address = ADDRESS.format(".svg") + "&crime_type=drugs,robbery"
    etag = client.get(address)["ETag"]

    # 1. the newest release
    with django_assert_num_queries(1):
        response = getattr(client, method)(address, headers={"if-none-match": etag})

    assert (response.status_code, response.content) == (304, b"")


def test_head_has_the_headers_of_the_picture(client):
    address, named = (
        ADDRESS.format(".png") + "&crime_type=robbery,drugs",
        {"X-Request-ID": "the-same-id"},
    )

    head, got = client.head(address, headers=named), client.get(address, headers=named)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == got.headers


def test_other_answers_go_on_while_a_chart_is_drawn(painter):
    values = ",".join(f'{{"a":"x{n}","b":{n}}}' for n in range(3_000))
    spec = (
        f'{{"data":{{"values":[{values}]}},"mark":"bar","encoding":'
        '{"x":{"field":"a"},"y":{"field":"b","type":"quantitative"}}}'
    )
    painter.paint(DOT)
    painter._seconds = 60
    thread = threading.Thread(target=painter.paint, args=(DOT | {"spec": spec},))
    thread.start()
    ticks, longest, last = 0, 0.0, time.perf_counter()
    while thread.is_alive():
        time.sleep(0.001)
        now = time.perf_counter()
        ticks, longest, last = ticks + 1, max(longest, now - last), now

    # In this process the renderer would let no tick happen while it draws.
    assert ticks > 20
