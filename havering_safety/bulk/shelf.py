"""The folder of bulk files. A build becomes visible by one rename, and whole or not at all.

    BULK_DIR/7 -> builds/7-3f9c…    what is served of release 7
    BULK_DIR/builds/part            a build under way, or what a killed one left

Whatever a process is killed at, the links name finished builds; the next run clears the rest away.
"""

import fcntl
import os
import secrets
import shutil
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

PART = "part"
SWITCH = ".switch"


class BuildRunningError(Exception):
    """Another build is at work in the same folder."""


class Shelf:
    """The builds in a folder, by release."""

    def __init__(self, root=None):
        self.root = Path(root or settings.BULK_DIR)
        self.builds = self.root / "builds"

    def releases(self):
        """Return the numbers of the releases that have files, newest first."""
        try:
            names = os.listdir(self.root)
        except FileNotFoundError:
            return []
        return sorted((int(name) for name in names if name.isdigit()), reverse=True)

    def folder_of(self, number):
        """Return the real folder of a release's files: it stays what it is when the link moves on."""
        return (self.root / str(number)).resolve()

    @contextmanager
    def locked(self):
        """Keep other builds out, and clear up what a killed one left. Raises BuildRunningError."""
        self.builds.mkdir(parents=True, exist_ok=True)
        with open(self.root / ".lock", "w") as lock:
            try:
                # Gone with the process, however it ends.
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BuildRunningError(
                    f"Another build is at work in {self.root}. Nothing was changed."
                ) from None
            self.clear()
            yield

    @contextmanager
    def part(self):
        """Give an empty folder to build in; what is left of it afterwards is removed."""
        part = self.builds / PART
        part.mkdir()
        try:
            yield part
        finally:
            shutil.rmtree(part, ignore_errors=True)

    def clear(self):
        """Remove every build that no link names, and links that were never put in place."""
        for left in self.root.glob(f"{SWITCH}*"):
            left.unlink()
        kept = {self.folder_of(number) for number in self.releases()}
        for folder in self.builds.iterdir():
            if folder.resolve() not in kept:
                shutil.rmtree(folder)

    def publish(self, part, number):
        """Put a finished build in place of the one before."""
        for path in part.iterdir():
            _sync(path)
        _sync(part)
        folder = self.builds / f"{number}-{secrets.token_hex(8)}"
        part.rename(folder)
        _sync(self.builds)
        switch = self.root / f"{SWITCH}-{number}"
        switch.symlink_to(folder.relative_to(self.root))
        switch.replace(self.root / str(number))
        _sync(self.root)
        self.clear()

    def withdraw(self, number):
        """Take the files of a release away."""
        (self.root / str(number)).unlink()
        _sync(self.root)
        self.clear()


def _sync(path):
    """Wait until a file or folder is on the disk: a rename must not outlive what it names."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
