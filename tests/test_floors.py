"""Each module imports from its own floor or a lower one, never up, proved by reading the source.

The floors, from the ground: HTTP, releases, wards, incidents, pages, composition. An import counts
wherever it stands: inside a function or under TYPE_CHECKING it ties two modules all the same.
A new module fails until it has a floor here.
"""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("havering_safety", "wards", "incidents")

# A name stands for everything under it, save the three packages themselves: these hold no code.
FLOORS = {
    6: "havering_safety.settings havering_safety.urls havering_safety.wsgi",
    5.5: "havering_safety.operations",
    5: "havering_safety.pages",
    4: "incidents.views incidents.urls incidents.management incidents.charts incidents.bulk"
    " incidents.metadata incidents.urls_metadata"
    " incidents.admin incidents.apps",
    3: "incidents.statistics incidents.filters incidents.serializers incidents.importers"
    " incidents.demo incidents.coverage incidents.description incidents.warnings"
    " incidents.filters_stop_search incidents.serializers_stop_search incidents.serializers_check"
    " incidents.serializers_geojson incidents.serializers_charts"
    " incidents.quality incidents.versions incidents.filters_recorded_crime"
    " incidents.serializers_statistics"
    " incidents.serializers_recorded_crime incidents.coverage_counts"
    " incidents.description_recorded_crime incidents.warnings_recorded_crime"
    " incidents.filters_changes incidents.serializers_changes"
    " incidents.filters_statements incidents.serializers_statements incidents.statement_names"
    " incidents.invariants incidents.invariants_stop_search incidents.redaction",
    2.2: "incidents.models incidents.migrations",
    2.1: "incidents.querysets",
    2.0: "incidents.codelists incidents.codelists_people incidents.codelists_quality"
    " incidents.codelists_stop_search incidents.codelists_offences incidents.codelists_statements"
    " incidents.london_time incidents.unlisted",
    1.4: "wards.views wards.views_lookup wards.urls wards.management wards.admin wards.apps",
    1.3: "wards.filters wards.serializers wards.importers wards.gazetteer wards.place_filters"
    " wards.serializers_lookup wards.lookup wards.invariants",
    1.2: "wards.models wards.migrations",
    1.1: "wards.querysets",
    1.0: "wards.codelists wards.former wards.geometry wards.slugs wards.postcodes",
    0.6: "havering_safety.bulk",
    0.5: "havering_safety.releases",
    0: "havering_safety.api havering_safety.operations.warming havering_safety wards incidents",
}
FLOOR_OF = {name: floor for floor, names in FLOORS.items() for name in names.split()}


def floor_of(module):
    """Return the floor of a module, or of the package in the table that holds it, or None."""
    if module in PACKAGES:
        return FLOOR_OF[module]
    while module not in FLOOR_OF and "." in module:
        module = module.rpartition(".")[0]
    return None if module in PACKAGES else FLOOR_OF.get(module)


def module_of(path):
    parts = Path(path).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path, source, modules):
    """Yield each import of our own code: line, module, and whether its form hides what it takes."""
    package = ".".join(Path(path).parts[:-1])
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found = {alias.name: False for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(filter(None, [package if node.level else "", node.module]))
            # `from wards import models` names a module, `from wards.models import Ward` does not.
            names = [(f"{base}.{alias.name}", alias.name == "*") for alias in node.names]
            found = {n if n in modules else base: star or node.level > 1 for n, star in names}
        else:
            continue
        for name, hidden in found.items():
            if name.partition(".")[0] in PACKAGES:
                yield node.lineno, name, hidden


def breach(importer, imported, hidden):
    """Return why one module may not import another so, or None."""
    if hidden:
        return "neither * nor a parent's relative name says what is taken"
    if imported == "havering_safety.settings":
        return "read django.conf.settings"
    if "importers" in importer.split(".") and {"views", "serializers"} & {*imported.split(".")}:
        return "importers know neither views nor serializers"
    if floor_of(imported) is None:
        return "it has no floor"
    if floor_of(imported) > floor_of(importer):
        return f"from floor {floor_of(importer)} up to floor {floor_of(imported)}"
    return None


def breaches(sources):
    """Return every breach in sources, which maps a path from the root to its text."""
    found, graph = [], {}
    modules = {module_of(path) for path in sources}
    for path, source in sources.items():
        importer = module_of(path)
        if floor_of(importer) is None:
            found.append(f"{path}: give it a floor in tests/test_floors.py")
            continue
        for line, imported, hidden in imports(path, source, modules):
            graph.setdefault(importer, set()).add(imported)
            if why := breach(importer, imported, hidden):
                found.append(f"{path}:{line} may not import {imported}: {why}")
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found.append("circular imports: " + " <- ".join(error.args[1]))
    return found


def test_every_module_keeps_to_its_floor():
    sources = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
    }

    assert breaches(sources) == []


# The modules that the made imports below name.
BUILDING = dict.fromkeys(
    [
        "havering_safety/settings.py",
        "havering_safety/api/views.py",
        "havering_safety/releases/models.py",
        "wards/codelists.py",
        "wards/models.py",
        "wards/serializers.py",
        "incidents/__init__.py",
        "incidents/models/incident.py",
        "incidents/querysets.py",
        "incidents/serializers.py",
    ],
    "",
)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("havering_safety/api/ordering.py", "from django.conf import settings"),
        ("havering_safety/urls.py", "import incidents.querysets, havering_safety.api.views"),
        ("wards/models.py", "from . import codelists\nfrom .codelists import KINDS"),
        ("incidents/importers/street.py", "from wards.models import Ward"),
        ("incidents/views/incident.py", "from incidents import __doc__, serializers"),
        ("incidents/statistics/grid.py", "from incidents.models import incident"),
    ],
    ids=["django", "below", "beside", "wards", "docstring", "own models"],
)
def test_an_import_from_the_same_floor_or_below_is_allowed(path, source):
    assert breaches({**BUILDING, path: source}) == []


HIDES = "neither * nor a parent's relative name says what is taken"
TOO_HIGH = "importers know neither views nor serializers"


@pytest.mark.parametrize(
    ("path", "source", "expected"),
    [
        (
            "havering_safety/api/fields.py",
            "import os\nimport wards.models",
            ":2 may not import wards.models: from floor 0 up to floor 1.2",
        ),
        (
            "havering_safety/releases/writer.py",
            "from incidents import querysets",
            ":1 may not import incidents.querysets: from floor 0.5 up to floor 2.1",
        ),
        (
            "wards/views.py",
            "def view():\n    from incidents.models.incident import Incident",
            ":2 may not import incidents.models.incident: from floor 1.4 up to floor 2.2",
        ),
        (
            "wards/querysets.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .models import Ward",
            ":3 may not import wards.models: from floor 1.1 up to floor 1.2",
        ),
        (
            "incidents/importers/street.py",
            "from incidents import serializers",
            f":1 may not import incidents.serializers: {TOO_HIGH}",
        ),
        (
            "incidents/importers/street.py",
            "from havering_safety.api.views import ListView",
            f":1 may not import havering_safety.api.views: {TOO_HIGH}",
        ),
        (
            "incidents/filters.py",
            "from havering_safety import settings",
            ":1 may not import havering_safety.settings: read django.conf.settings",
        ),
        (
            "incidents/importers/street.py",
            "from ..models import Incident",
            f":1 may not import incidents.importers.models: {HIDES}",
        ),
        (
            "incidents/views.py",
            "from wards.models import *",
            f":1 may not import wards.models: {HIDES}",
        ),
        (
            "incidents/filters.py",
            "from incidents.missing import thing",
            ":1 may not import incidents.missing: it has no floor",
        ),
        ("wards/loft.py", "", ": give it a floor in tests/test_floors.py"),
    ],
    ids=[
        "wards from api",
        "incidents from releases",
        "in a function",
        "under TYPE_CHECKING",
        "serializers from an importer",
        "views from an importer",
        "settings",
        "relative from a parent",
        "wildcard",
        "unknown module",
        "new module",
    ],
)
def test_an_import_against_the_floors_is_named(path, source, expected):
    assert breaches({**BUILDING, path: source}) == [path + expected]


def test_a_circle_of_imports_is_named():
    circle = {
        "incidents/coverage.py": "from incidents.warnings import Warning",
        "incidents/warnings.py": "def later():\n    from incidents.coverage import months",
    }

    (found,) = breaches(circle)

    assert found.startswith("circular imports: ")
    assert {"incidents.coverage", "incidents.warnings"} <= set(found.split())
