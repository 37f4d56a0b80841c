import json
from hashlib import sha256

import pytest

from incidents.importers.police_api import read_recording
from incidents.importers.police_api_layout import RecordingRefusedError

from .police_api_recordings import (
    complete_months,
    make_crime,
    make_manifest,
    make_recording,
    read_only_answer,
)


def test_answer_gives_its_name_its_digest_and_its_rows(tmp_path):
    content = json.dumps([make_crime(1), make_crime(1), {}, make_crime(2)]).encode()
    make_recording(tmp_path, {"2016-01/E05000306-0": content})

    answer = read_only_answer(tmp_path)

    assert (answer.member, answer.sha256) == (
        "2016-01/E05000306-0.json",
        sha256(content).hexdigest(),
    )
    assert (answer.rows, len(answer.crimes), answer.repeated, len(answer.rejects)) == (4, 2, 1, 1)


def test_crime_in_two_answers_of_a_month_is_read_once(tmp_path):
    make_recording(
        tmp_path,
        {
            "2016-01/E05000306-0": [make_crime(1), make_crime(2)],
            "2016-01/E05000307-0": [make_crime(2), make_crime(3)],
        },
    )

    with read_recording(tmp_path) as [month]:
        read = [(len(answer.crimes), answer.repeated) for answer in month.answers()]

    assert read == [(2, 0), (1, 1)]


def test_equal_crimes_with_numbers_of_their_own_are_both_read(tmp_path):
    make_recording(tmp_path, {"2016-01/E05000306-0": [make_crime(1), make_crime(2)]})

    assert len(read_only_answer(tmp_path).crimes) == 2


def test_month_can_be_read_twice(tmp_path):
    make_recording(tmp_path, {"2016-01/E05000306-0": [make_crime()]})

    with read_recording(tmp_path) as [month]:
        assert list(month.answers()) == list(month.answers())


def test_number_on_two_different_crimes_is_a_reject(tmp_path):
    crimes = [make_crime(7), make_crime(7, category="burglary")]
    make_recording(tmp_path, {"2016-01/E05000306-0": crimes})

    answer = read_only_answer(tmp_path)

    assert [(reject.field, reject.reason) for reject in answer.rejects] == [
        ("id", "7 is also another crime's")
    ]
    assert (len(answer.crimes), answer.repeated) == (1, 0)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not JSON"),
        (b"<html>", "not JSON"),
        (b'[{"id": 1}, {"i', "not JSON"),
        (b'["\xff"]', "not JSON"),
        (b'["\\ud800"]', "not JSON"),
        (b"{}", "not a JSON array of crimes"),
        (b"null", "not a JSON array of crimes"),
    ],
)
def test_file_that_is_no_array_is_refused_by_name(tmp_path, content, reason):
    make_recording(tmp_path, {"2016-01/E05000306-0": content})

    with pytest.raises(RecordingRefusedError, match=rf"^2016-01/E05000306-0\.json: {reason}"):
        read_only_answer(tmp_path)


def test_month_lacking_a_polygon_of_another_month_is_not_complete(tmp_path):
    make_recording(
        tmp_path,
        {"2016-01/E05000306-0": [], "2016-02/E05000306-0": [], "2016-02/E05000307-0": []},
    )

    with read_recording(tmp_path) as [january, february]:
        assert (january.month, january.complete) == ("2016-01", False)
        assert january.polygons == {"E05000306-0"}
        assert january.unanswered == {"E05000307-0"}
        assert (february.month, february.complete) == ("2016-02", True)


@pytest.mark.parametrize(
    ("parts", "complete"),
    [
        (["0a", "0b"], True),
        (["0a"], False),
        (["0b"], False),
        (["0aa", "0ab", "0b"], True),
        (["0aa", "0b"], False),
        (["0", "0a"], True),
        (["0a", "0b", "1"], True),
        (["0aaaaaa", "0aaaaab", "0aaaab", "0aaab", "0aab", "0ab", "0b"], True),
        (["0aaaaaa", "0aaaab", "0aaab", "0aab", "0ab", "0b"], False),
    ],
)
def test_halved_polygon_is_answered_when_both_halves_are(tmp_path, parts, complete):
    make_recording(tmp_path, {f"2016-01/E05000306-{part}": [] for part in parts})

    assert complete_months(tmp_path) == {"2016-01": complete}


@pytest.mark.parametrize(
    ("manifest", "complete"),
    [
        (make_manifest("E05000306-0"), True),
        (make_manifest("E05000306-0", "E05000307-0"), False),
        (make_manifest("E05000306-0", state="recording"), False),
        (make_manifest("E05000306-0", state="unfinished"), False),
    ],
)
def test_manifest_has_a_say_in_what_is_complete(tmp_path, manifest, complete):
    make_recording(tmp_path, {"2016-01/E05000306-0": [], "2016-01/month": manifest})

    assert complete_months(tmp_path) == {"2016-01": complete}


def test_month_with_a_manifest_alone_is_not_complete(tmp_path):
    make_recording(tmp_path, {"2016-01/month": make_manifest(state="complete")})

    assert complete_months(tmp_path) == {"2016-01": False}


@pytest.mark.parametrize(
    "manifest",
    [b"", [], {}, {"state": "complete"}, make_manifest("E1-0", state="done"), make_manifest("E1")],
)
def test_manifest_that_is_none_is_refused_by_name(tmp_path, manifest):
    make_recording(tmp_path, {"2016-01/E05000306-0": [], "2016-01/month": manifest})

    with pytest.raises(RecordingRefusedError, match=r"^2016-01/month\.json: "):
        complete_months(tmp_path)
