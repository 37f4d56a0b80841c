"""Generate six clients, build them, let each play the story, and write docs/clients.md.

    python -m clients [NAME …]

Needs Node 20 and Java 17; PyPI and npm are asked once, into var/clients. Anything missing or
failing ends with exit status 1, after all the others were tried.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from clients.generators import GENERATORS, HERE
from clients.server import ROOT, serving
from clients.story import tell
from clients.table import write_table

TOOLS = ROOT / "var" / "clients"
NEEDED = ("node", "npm", "java")


def main(names):
    lacking = [tool for tool in NEEDED if not shutil.which(tool)]
    if lacking:
        raise SystemExit(f"Needed and not here: {', '.join(lacking)}.")
    chosen = [generator for generator in GENERATORS if not names or generator.name in names]
    if not chosen:
        raise SystemExit(f"Name some of: {', '.join(generator.name for generator in GENERATORS)}.")
    install()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with serving(folder) as (base, held):
            expected = tell(base)
            results = [attempt(generator, folder, base, expected) for generator in chosen]
    if len(chosen) == len(GENERATORS):
        write_table(results, held, expected, versions())
    if any(fault for _, _, fault in results):
        raise SystemExit(1)


def install():
    """Install the generators of PyPI and npm, each into a folder below var/clients."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "package.json", TOOLS)
    subprocess.run(
        ["npm", "install", "--silent", "--no-package-lock", "--no-audit"], cwd=TOOLS, check=True
    )
    if not (TOOLS / "venv").exists():
        subprocess.run([sys.executable, "-m", "venv", TOOLS / "venv"], check=True)
    pip = [
        TOOLS / "venv/bin/python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    subprocess.run([*pip, "-r", HERE / "requirements.txt"], check=True)


def attempt(generator, folder, base, expected):
    """Return (generator, seconds to generate and build, what went wrong or None)."""
    work = TOOLS / "work" / generator.name.replace("/", "-").replace(" ", "-")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    shutil.copy(ROOT / "docs/openapi.yaml", work)
    (work / "node_modules").symlink_to(TOOLS / "node_modules")
    environment = os.environ | {
        "PATH": f"{TOOLS}/venv/bin:{TOOLS}/node_modules/.bin:{os.environ['PATH']}",
        "BASE": base,
    }
    started = time.perf_counter()
    try:
        for command in [*generator.generate, *generator.build]:
            run(command, work, environment)
        seconds = time.perf_counter() - started
        fault = difference(expected, json.loads(run(generator.play, work, environment)))
    except CommandFailedError as failure:
        seconds, fault = time.perf_counter() - started, str(failure)
    sys.stdout.write(f"{generator.name}: {fault or 'the same story'}\n")
    sys.stdout.flush()
    return generator, seconds, fault


class CommandFailedError(Exception):
    """A command of a generator failed; the message is the end of what it said."""


def run(command, folder, environment):
    """Return what a command printed."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    if done.returncode:
        said = (done.stdout + done.stderr).strip()
        raise CommandFailedError(f"{' '.join(command[:3])} failed:\n{said[-3000:]}")
    return done.stdout


def difference(expected, told):
    """Return in words how a story differs from the answers read without a client, or None."""
    wrong = {
        key: (told.get(key), value) for key, value in expected.items() if told.get(key) != value
    }
    return f"told something else (told, true): {wrong}" if wrong else None


def versions():
    """Return the version of each package of a generator."""
    package = json.loads((HERE / "package.json").read_text())["dependencies"]
    lines = (HERE / "requirements.txt").read_text().splitlines()
    pinned = dict(line.split()[0].split("==") for line in lines if "==" in line.split(" ")[0])
    return package | pinned


if __name__ == "__main__":
    main(sys.argv[1:])
