"""Build bulk files in a process that is killed at any of its steps, and look at what is served."""

import base64
import hashlib
import os
import signal
import sys

from django.db import connection
from django.test import Client, override_settings

from tests.importing import run

# What a build does to its folder, as Python tells of it; opening a file tells of its writing too.
EVENTS = {
    "open", "os.mkdir", "os.rename", "os.symlink", "os.remove", "os.rmdir", "shutil.rmtree",
    "sqlite3.connect", "fcntl.flock", "os.truncate", "os.listdir", "os.scandir",
}  # fmt: skip


class Steps:
    """Counts the steps of this process, and kills it before one of them."""

    def __init__(self, fatal):
        self.fatal, self.names = fatal, []

    def step(self, name):
        self.names.append(name)
        if len(self.names) == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self):
        sys.addaudithook(lambda name, arguments: self.step(name) if name in EVENTS else None)
        connection.execute_wrappers.append(self._statement)
        # What reaches the disk last: Python tells nobody of it.
        fsync, os_fsync = self._fsync, os.fsync
        os.fsync = lambda descriptor: fsync(os_fsync, descriptor)

    def _statement(self, execute, sql, params, many, context):
        self.step("sql")
        return execute(sql, params, many, context)

    def _fsync(self, fsync, descriptor):
        self.step("fsync")
        fsync(descriptor)


def build(folder, code_version, fatal=0):
    """Build as one version of the code, so that two builds of a release differ; tell the steps."""
    with override_settings(BULK_DIR=folder, CODE_VERSION=code_version):
        # What is loaded once is no step of a build.
        steps = Steps(int(fatal))
        steps.watch()
        run("build_bulk_files", "--no-parquet")
    return {"steps": steps.names}


def look(folder):
    """Return the code version of what is served, whether all digests are true, and what lies about."""
    client = Client()
    with override_settings(BULK_DIR=folder):
        (served,) = client.get("/bulk").json()["releases"]
        address = served["manifest"].partition("/bulk")[2]
        manifest = client.get(f"/bulk{address}").json()
        true = [_is_true(client, file) for file in manifest["files"]]
    return {
        "code_version": manifest["code_version"],
        "true": true,
        "builds": len(os.listdir(os.path.join(folder, "builds"))),
    }


def _is_true(client, file):
    response = client.get("/bulk" + file["address"].partition("/bulk")[2])
    content = response.getvalue()
    digest = hashlib.sha256(content)
    told = f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    return (len(content), digest.hexdigest(), told) == (
        file["size"], file["sha256"], response["Repr-Digest"],
    )  # fmt: skip
