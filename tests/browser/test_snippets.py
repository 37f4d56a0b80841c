"""Code copied from a page and run gives the answer of the API itself."""

import json
import re
import shutil
import subprocess
import sys
import urllib.request
from html import unescape
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.xdist_group("browser")

QUERIES = [
    "dataset=incidents&crime_type=robbery&group_by=ward&date_from=2024-01&date_to=2024-03",
    "dataset=stop-searches&object_of_search=firearms,offensive-weapons&group_by=outcome&measures=count,percent",
    "dataset=recorded-crime&offence_group=robbery&date_from=2024&date_to=2024&measures=per_day&compare=previous_year",
    "dataset=arrests&ward=st-edwards,upminster&group_by=quarter&date_from=2024",
    "dataset=incidents&month=2024-01&search=" + quote("'\"\\ $(touch evil) `id` ${x}#(lf) é"),
]
# What each language needs, how its code is run, and what prints the `answer` that it leaves.
RUNNING = {
    "curl": ("curl", ["sh", "-c"], ""),
    "Python with requests": (
        sys.executable, [sys.executable, "-c"], "import json; print(json.dumps(answer))",
    ),
    "JavaScript": (
        "node", ["node", "--input-type=module", "-e"], "console.log(JSON.stringify(answer))",
    ),
}  # fmt: skip


def read(address):
    with urllib.request.urlopen(address, timeout=30) as response:
        return response.read()


def snippets_on(page):
    """Return {title: code} of what stands on a page to be copied."""
    found = re.findall(r'aria-label="([^"]+)"><code>(.*?)</code></pre>', page, re.DOTALL)
    return {title: unescape(code) for title, code in found}


@pytest.fixture(scope="module")
def copied(server):
    """Return for each query the code on its page, the API's JSON and its CSV."""
    found = []
    for query in QUERIES:
        page = read(f"{server}/explore?{query}").decode()
        code = snippets_on(page)
        dataset, _, asked = query.removeprefix("dataset=").partition("&")
        path = f"{server}/api/v1/stats/{dataset}"
        pinned = f"{asked}&release=1"
        found.append((code, json.loads(read(f"{path}?{pinned}")), read(f"{path}.csv?{pinned}")))
    return found


@pytest.mark.parametrize("title", RUNNING)
def test_code_as_copied_gives_the_answer_of_the_api(copied, title, tmp_path):
    needed, program, printing = RUNNING[title]
    if not shutil.which(needed):
        pytest.skip(f"no {needed} here to run the snippets with")
    for code, expected, _ in copied:
        command = [*program, f"{code[title]}\n{printing}"]
        heard = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)

        answer = json.loads(heard.stdout.splitlines()[-1])
        assert answer == expected
    assert [*tmp_path.iterdir()] == []


def test_the_file_that_curl_writes_is_the_csv(copied, tmp_path):
    if not shutil.which("curl"):
        pytest.skip("no curl here to run the snippets with")
    for code, _, expected in copied:
        command = ["sh", "-c", code["curl, into a file"]]
        subprocess.run(command, capture_output=True, check=True, cwd=tmp_path)

        (file,) = tmp_path.iterdir()
        assert file.read_bytes() == expected
        file.unlink()
