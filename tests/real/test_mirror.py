"""A mirror that reads release 1 and then the changes alone holds every later state, row for row.

It knows the API and nothing else: exports of release 1, and the CSV of the changes of each release.
"""

import csv
import json
from collections import Counter
from urllib.parse import urlencode

import pytest
from django.core.management import call_command

from tests.importing import import_archive, import_boundaries, run
from tests.real.conftest import OTHER_FORCES
from tests.real.test_archives import CITY, LATER_DOWNLOAD
from tests.real.transactions import taken_back
from tests.ward_files import make_boundaries

pytestmark = [pytest.mark.usefixtures("releases", "db"), pytest.mark.xdist_group("real")]

# Data set: the field that is the key of a row, where the row holds it.
DATASETS = {
    "wards": "gss_code", "incidents": "id", "stop-searches": "id", "arrests": "id",
    "weapon-recoveries": "id", "recorded-crime": None, "statements": "slug",
}  # fmt: skip
# What changes but has no list of its own.
OUTCOMES = "outcomes"


@pytest.fixture(scope="module")
def releases(real_database, real_data, tmp_path_factory, django_db_blocker):
    """Add to releases 1 to 5: searches, counts and their revision, statements; then another area, whose
    incidents are revised and revised back."""
    city = make_boundaries(tmp_path_factory.mktemp("city") / "city.geojson", [CITY])
    counts = "met/MPS Ward Level Crime ({}).csv"
    with taken_back(django_db_blocker):
        with django_db_blocker.unblock():
            import_archive(str(real_data / "police/2023-stop-and-search.zip"), "--month=2023-05")
            run("import_recorded_crime", str(real_data / counts.format("202112-202311")))
            run("import_recorded_crime", str(real_data / counts.format("202307-202506")))
            call_command("load_statements", verbosity=0)
            import_boundaries(city, "--allow-removals")
            first = (str(real_data / OTHER_FORCES), "--force=city-of-london")
            import_archive(*first)
            import_archive(str(real_data / LATER_DOWNLOAD))
            import_archive(*first)
        yield


class Mirror:
    """Rows by data set and key, brought from release to release."""

    def __init__(self, client):
        self.client, self.release = client, 1
        self.rows = {
            name: {row[key]: row for row in exported(client, name, 1)} if key else {}
            for name, key in DATASETS.items()
        }
        self.rows[OUTCOMES] = {}
        self.told = Counter()

    def advance(self, release):
        """Take in the changes up to a release."""
        for line in changes(self.client, release, self.release):
            rows, key = self.rows[line["dataset"]], line["id"]
            self.told[line["dataset"], line["change"]] += 1
            if line["change"] == "withdrawn":
                assert rows.pop(key) == json.loads(line["before"])
            else:
                before = rows.get(key, {}) if line["change"] == "revised" else None
                assert (before is None) == (key not in rows)
                assert not before or json.loads(line["before"]).items() <= before.items()
                rows[key] = json.loads(line["after"])
        self.release = release

    def state(self):
        return {name: texts_of(rows.values()) for name, rows in self.rows.items()}


def changes(client, release, since):
    query = {"since": since, "dataset": ",".join([*DATASETS, OUTCOMES])}
    response = client.get(f"/api/v1/releases/{release}/changes.csv?{urlencode(query)}")
    lines = [*csv.DictReader(response.getvalue().decode().splitlines())]
    assert response["X-Total-Count"] == str(len(lines))
    return lines


def exported(client, name, release, **query):
    asked = urlencode({"release": release, **query})
    text = client.get(f"/api/v1/{name}.ndjson?{asked}").getvalue()
    return [json.loads(line) for line in text.splitlines()]


def texts_of(rows):
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def published(client, release):
    """Return the rows of every list of a release, as texts."""
    found = {name: exported(client, name, release) for name in DATASETS}
    found["recorded-crime"] += exported(
        client, "recorded-crime", release, counted="positive-outcomes"
    )
    return {name: texts_of(rows) for name, rows in found.items()}


def test_mirror_holds_every_state(client):
    newest = client.get("/api/v1").json()["meta"]["release"]
    mirror = Mirror(client)

    for release in range(2, newest + 1):
        mirror.advance(release)
        held = mirror.state()
        held.pop(OUTCOMES)
        assert held == published(client, release), f"release {release}"

    told = mirror.told
    assert newest >= 12
    assert told["incidents", "revised"] == 2 * 723
    assert told["incidents", "withdrawn"] > 1_000
    assert told["recorded-crime", "revised"] > 2_000
    assert told["recorded-crime", "withdrawn"] > 1_000
    assert told["arrests", "added"] > 10
    assert told["weapon-recoveries", "added"] > 0
    assert told["statements", "added"] > 0
    assert told["wards", "withdrawn"] == 20


def test_one_great_step_leads_where_the_small_ones_do(client):
    newest = client.get("/api/v1").json()["meta"]["release"]
    by_steps, at_once = Mirror(client), Mirror(client)

    for release in range(2, newest):
        by_steps.advance(release)
    at_once.advance(newest - 1)

    assert at_once.state() == by_steps.state()


def test_outcomes_revised_and_revised_back_have_not_changed(client):
    newest = client.get("/api/v1").json()["meta"]["release"]

    assert len(changes(client, newest - 1, newest - 2)) == 723
    assert changes(client, newest, newest - 2) == []
