"""Take parts of a running site away, one at a time, under load, and count what readers saw."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

from bench.page_speed import ROOT
from bench.site.build import manage
from bench.site.traffic import crowd, witness

CONNECTIONS, SECONDS = 50, 20
BEFORE, AWAY = 4, 8


@contextmanager
def under_load(site, name):
    """Have readers ask meanwhile; then print what they saw, and how soon all was well again."""
    print(f"\n## {name}", flush=True)
    with witness(site.address) as watching, crowd(site.address, CONNECTIONS, SECONDS) as seen:
        time.sleep(BEFORE)
        yield
    print(f"- crowd of {CONNECTIONS}, {SECONDS} s: {seen[0]}")
    print(f"- a reader one by one: {dict(watching.statuses)}, slowest {watching.slowest:.2f} s")
    well = _seconds_until_well(watching)
    print(f"- after the load: answering again within {well:.1f} s")
    wrong = watching.check()
    print(
        f"- of {len(watching.answers)} answers noted, {wrong} differ when asked again as of their release; "
        f"{watching.contradictions} contradicted an earlier one, {watching.backwards} went back a release",
        flush=True,
    )


def _seconds_until_well(watching, of_ten=10):
    start = time.monotonic()
    while time.monotonic() - start < 60:
        if all(watching.ask("page_size=1")[0] == 200 for _ in range(of_ten)):
            return time.monotonic() - start
    return float("inf")


def web_killed(site):
    with under_load(site, "A web process killed (started again a second later, as systemd would)"):
        site.parts["web1"].kill()


def redis_killed(site):
    _away(site, "redis", "Redis killed, and back")


def replica_killed(site):
    _away(site, "replica", "Replica killed, and back")


def primary_stopped(site):
    _away(site, "primary", "Primary stopped at once, and back", signal.SIGQUIT)


def _away(site, name, words, number=signal.SIGKILL):
    part = site.parts[name]
    with under_load(site, f"{words} after {AWAY} s"):
        part.kill(number)
        time.sleep(AWAY)
        part.start()


def import_killed(site):
    """Kill an import of a month between its first statement and its end, then let it finish."""
    before, month = site.newest, site.new_month()
    with under_load(site, "An import killed, and run again"):
        for seconds in (1.5, 3):
            command = [sys.executable, "manage.py", "import_police_archive", month]
            with subprocess.Popen(
                command, cwd=ROOT, env=os.environ | site.environment(), start_new_session=True,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            ) as importing:  # fmt: skip
                time.sleep(seconds)
                os.killpg(importing.pid, signal.SIGKILL)
        print(f"- after two kills the newest release is {site.newest} (before: {before})")
    said = manage(site.environment(), "import_police_archive", month)
    print(f"- the next run: exit {said.returncode}, newest release {site.newest}")


def nothing_lost(site):
    """Prove the rules of the data over what all this left behind."""
    print("\n## What is left", flush=True)
    proved = manage(site.environment(), "check_data", check=False)
    print(f"- check_data: exit {proved.returncode}{proved.stderr and ': ' + proved.stderr[-500:]}")


FAULTS = {
    "web": web_killed, "redis": redis_killed, "replica": replica_killed,
    "primary": primary_stopped, "import": import_killed,
}  # fmt: skip
