"""What the documents for operators name exists: settings, commands, tests."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
DEPLOYMENT = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
SECURITY = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted({*re.findall(r"\b([A-Z]+_[A-Z_]+)=", DEPLOYMENT)}))
def test_setting_of_the_deployment_is_one_of_the_readme(name):
    assert f"`{name}`" in README


@pytest.mark.parametrize(
    "name", sorted({*re.findall(r"^ +manage (\w+)|manage\.py (\w+)", DEPLOYMENT, re.M)})
)
def test_command_of_the_deployment_exists(name):
    assert "".join(name) in get_commands()


def test_threats_name_what_proves_them():
    threats = re.findall(r"^\| (?!threat|-)(.+?) \| .+ \| (.+) \|$", SECURITY, re.M)

    assert len(threats) > 20
    assert [threat for threat, proved in threats if "`" not in proved] == []


@pytest.mark.parametrize("name", sorted({*re.findall(r"`(tests/[^`]+)`", SECURITY)}))
def test_test_of_a_threat_exists(name):
    path, _, test = name.partition("::")

    assert (ROOT / path).exists()
    assert not test or f"def {test}(" in (ROOT / path).read_text(encoding="utf-8")
