"""A recorder ended with SIGKILL, between files and in the middle of one."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from incidents.importers.police_api import read_recording
from incidents.importers.police_api_recorder import record_answers

from . import police_api_server as server_faults
from .police_api_server import PoliceApiServer
from .police_api_wards import PARTS, WARDS, answers_in, is_wide, parts_in

ROOT = Path(__file__).parents[2]

RUN = """
import os, signal, sys
from pathlib import Path
from incidents.importers.police_api_client import Pace, PoliceApi
from incidents.importers.police_api_recorder import record_answers
from tests.importers.police_api_wards import WARDS

url, folder, when, fatal = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
move, moves = Path.replace, 0

def move_or_die(path, target):
    global moves
    moves += 1
    if (when, moves) == ("before the move", fatal):
        os.kill(os.getpid(), signal.SIGKILL)
    move(path, target)
    if (when, moves) == ("after the move", fatal):
        os.kill(os.getpid(), signal.SIGKILL)

Path.replace = move_or_die
sys.stdin.readline()
record_answers(Path(folder), WARDS, PoliceApi(url, pace=Pace(per_second=1000)))
"""


def run_until_killed(server: PoliceApiServer, folder: Path, when: str, fatal: int) -> None:
    command = [sys.executable, "-c", RUN, server.url, str(folder), when, str(fatal)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, env=os.environ) as process:
        server.victim = process.pid
        process.communicate(b"go\n", timeout=30)
    assert process.returncode == -signal.SIGKILL


# Two months of two manifests and five answers each: 14 moves. The second ward is asked in halves.
@pytest.mark.parametrize(
    ("when", "fatal"),
    [
        *[("before the move", fatal) for fatal in (1, 2, 3, 4, 5, 7, 8, 11, 14)],
        *[("after the move", fatal) for fatal in (1, 3, 4, 6, 13)],
        *[("in an answer", fatal) for fatal in (1, 3, 4, 8)],
    ],
)
def test_killed_run_is_resumed_without_asking_again(server, api, tmp_path, when, fatal):
    server.too_many = is_wide
    if when == "in an answer":
        server.faults = [server_faults.as_usual] * (fatal - 1) + [server_faults.cut_off_and_kill]
    run_until_killed(server, tmp_path, when, fatal)
    recorded = answers_in(tmp_path)
    server.answered.clear()
    server.released.set()

    report = record_answers(tmp_path, WARDS, api)

    assert report.complete == ["2016-01", "2016-02"]
    assert recorded.isdisjoint(server.answered)
    assert len(recorded) + len(set(server.answered)) == len(answers_in(tmp_path))
    assert all(parts_in(tmp_path / month) == PARTS for month in report.complete)
    with read_recording(tmp_path) as months:
        assert [month.complete for month in months] == [True, True]
