import json
from pathlib import Path

import pytest

from incidents.importers.police_api import read_recording
from incidents.importers.police_api_layout import RecordingRefusedError
from incidents.importers.police_api_members import open_members

from .police_api_recordings import (
    complete_months,
    make_crime,
    make_recording,
    make_zip,
    read_only_answer,
)


def test_zip_reads_as_its_folder_does(tmp_path):
    answers = {"2016-02/E05000306-0": [], "2016-01/E05000306-0": [make_crime()]}
    folder = make_recording(tmp_path / "recording", answers)
    members = [(f"{name}.json", json.dumps(answer)) for name, answer in answers.items()]
    archive = make_zip(tmp_path / "recording.zip", [("2016-01/", b""), *members])

    with read_recording(folder) as months:
        from_folder = [list(month.answers()) for month in months]
    with read_recording(archive) as months:
        from_zip = [list(month.answers()) for month in months]

    assert from_zip == from_folder


def test_files_that_are_no_answers_are_passed_over(tmp_path):
    make_recording(tmp_path, {"2016-01/E05000306-0": [], "__MACOSX/2016-01/._E05000306-0": b"\0"})
    (tmp_path / "README.md").write_text("where this came from")
    (tmp_path / "2016-01/.E05000307-0.json.4711.tmp").write_text("[{")

    with open_members(tmp_path) as members:
        assert list(members) == ["2016-01/E05000306-0.json"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("/2016-01/E05000306-0.json", "leads out of the recording"),
        ("../2016-01/E05000306-0.json", "leads out of the recording"),
        ("2016-01/../../E05000306-0.json", "leads out of the recording"),
        ("..\\2016-01\\E05000306-0.json", "leads out of the recording"),
        ("C:/2016-01/E05000306-0.json", "leads out of the recording"),
        ("E05000306-0.json", "not laid out as"),
        ("recording/2016-01/E05000306-0.json", "not laid out as"),
        ("2016-13/E05000306-0.json", "not laid out as"),
        ("2016-01/E05000306.json", "not laid out as"),
        ("2016-01/E05000306-0c.json", "not laid out as"),
        ("2016-01/E05000306-0abababa.json", "not laid out as"),
    ],
)
def test_member_with_another_path_is_refused(tmp_path, name, reason):
    archive = make_zip(tmp_path / "r.zip", [("2016-01/E05000307-0.json", "[]"), (name, "[]")])

    with pytest.raises(RecordingRefusedError, match=reason):
        complete_months(archive)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_member_that_stands_twice_is_refused(tmp_path):
    archive = make_zip(tmp_path / "r.zip", [("2016-01/E05000307-0.json", "[]")] * 2)

    with pytest.raises(RecordingRefusedError, match="stands twice"):
        complete_months(archive)


@pytest.mark.parametrize("limits", [(99, 1000), (1000, 199)], ids=["a member", "all together"])
@pytest.mark.parametrize("packed", [True, False], ids=["zip", "folder"])
def test_recording_too_large_when_unpacked_is_refused(tmp_path, limits, packed):
    names = ["2016-01/E05000306-0", "2016-01/E05000307-0"]
    path = make_recording(tmp_path / "recording", dict.fromkeys(names, b" " * 100))
    if packed:
        path = make_zip(tmp_path / "r.zip", [(f"{name}.json", b" " * 100) for name in names])

    with pytest.raises(RecordingRefusedError, match="too large when unpacked"):
        open_members(path, *limits).__enter__()


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all"])
def test_file_that_is_no_zip_is_refused(tmp_path, content):
    (tmp_path / "r.zip").write_bytes(content)

    with pytest.raises(RecordingRefusedError, match=r"r\.zip: neither a folder nor a zip"):
        complete_months(tmp_path / "r.zip")


def test_path_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(RecordingRefusedError, match="neither a folder nor a zip"):
        complete_months(Path(tmp_path / "absent"))


def test_recording_without_answers_is_refused(tmp_path):
    with pytest.raises(RecordingRefusedError, match="holds no answers"):
        complete_months(tmp_path)


def test_damaged_member_is_refused_by_name(tmp_path):
    archive = make_zip(tmp_path / "r.zip", [("2016-01/E05000307-0.json", json.dumps(["x" * 99]))])
    content = bytearray(archive.read_bytes())
    content[60] ^= 0xFF
    archive.write_bytes(content)

    with pytest.raises(RecordingRefusedError, match=r"^2016-01/E05000307-0\.json: cannot be"):
        read_only_answer(archive)
