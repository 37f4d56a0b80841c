"""The parts of a site on one machine: each a process that is started, killed and started again."""

import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 60
# As systemd does with Restart=always and RestartSec=1.
RESTART_SECONDS = 1


@dataclass(eq=False)
class Part:
    """A process: how it is started, where it listens, and whether somebody starts it again."""

    name: str
    command: list[str]
    port: int
    log: Path
    environment: dict[str, str] = field(default_factory=dict)
    user: str = ""
    supervised: bool = False
    process: subprocess.Popen | None = None
    wanted: bool = False
    starts: int = 0

    def start(self):
        """Start, wait until the port answers; a supervised part is kept running from now on."""
        self.wanted = True
        self._spawn()
        wait_for_port(self.port, self.name)
        if self.supervised and self.starts == 1:
            threading.Thread(target=self._keep_running, daemon=True).start()

    def _spawn(self):
        prefix = ["runuser", "-u", self.user, "--"] if self.user and os.geteuid() == 0 else []
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*prefix, *self.command], stdout=log, stderr=log, start_new_session=True,
                env=os.environ | self.environment,
            )  # fmt: skip
        self.starts += 1

    def _keep_running(self):
        while self.wanted:
            self.process.wait()
            time.sleep(RESTART_SECONDS)
            if self.wanted and self.process.poll() is not None:
                self._spawn()

    def kill(self, number=signal.SIGKILL):
        """Send a signal to the process and all it started, and wait for its end."""
        os.killpg(self.process.pid, number)
        self.process.wait(timeout=PATIENCE)

    def stop(self, number=signal.SIGTERM):
        """End for good."""
        self.wanted = False
        if self.process and self.process.poll() is None:
            try:
                self.kill(number)
            except subprocess.TimeoutExpired:
                self.kill()

    def memory(self):
        """Return the RssAnon, in MB, of the process and those it started."""
        group = subprocess.run(
            ["pgrep", "-g", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        return sum(map(_rss_anon, map(int, group.stdout.split()))) / 1024


def _rss_anon(process):
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0  # it has ended since
    return next((int(line.split()[1]) for line in status.splitlines() if "RssAnon" in line), 0)


def wait_for_port(port, name):
    """Return when something listens on a port of this machine, or stop the script."""
    patience = time.monotonic() + PATIENCE
    while time.monotonic() < patience:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"{name} does not listen on port {port}: see its log.")


def free_port():
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def program(name, *places):
    """Return the path of a program, looked for in places of Debian's packages too, or stop."""
    found = shutil.which(name) or next(
        (str(path) for place in places for path in sorted(Path("/").glob(f"{place}/{name}"))), None
    )
    if found is None:
        raise SystemExit(
            f"{name} is not installed: apt-get install nginx-light postgresql redis-server wrk"
        )
    return found
