"""Settings from the environment: a bad value stops the start with a sentence that names it."""

import os
import subprocess
import sys

import pytest

GOOD = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQ",
    "ALLOWED_HOSTS": "safety.example.org",
    "PUBLIC_URL": "https://safety.example.org",
}


def manage(*arguments, **environment):
    """Run manage.py with this environment and no other setting."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_nothing_set_is_enough_on_one_machine():
    assert manage("check").returncode == 0


def test_production_with_all_it_needs_is_clean():
    checked = manage("check", "--deploy", "--fail-level", "WARNING", **GOOD)

    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SECRET_KEY", "", "SECRET_KEY must be set"),
        ("ALLOWED_HOSTS", "", "ALLOWED_HOSTS must be set"),
        ("PUBLIC_URL", "", "PUBLIC_URL must be set"),
        ("SECRET_KEY", "short", "at least 50 characters"),
        ("ALLOWED_HOSTS", "*", "'*' is not safe"),
        ("PUBLIC_URL", "http://safety.example.org", "https address"),
        ("PUBLIC_URL", "safety.example.org", "absolute address"),
        ("DEBUG", "true", "DEBUG must be off"),
        ("DEBUG", "maybe", "DEBUG is one of"),
        ("PORT", "http", "PORT is a number"),
        ("DATABASE_REPLICA_URL", "postgres://h/n", "database of DATABASE_URL's kind"),
        ("ENVIRONMENT", "staging", "ENVIRONMENT is"),
    ],
)
def test_bad_value_stops_the_start(name, value, said):
    started = manage("check", **{**GOOD, name: value})

    assert started.returncode != 0
    assert said in started.stderr
