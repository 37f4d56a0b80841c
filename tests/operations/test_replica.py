"""Rows come from the replica where it has the release that answers, and from the primary otherwise."""

import pytest
from django.core.signals import request_finished, request_started
from django.db import connections
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from havering_safety.api.answers import answers
from havering_safety.api.repeated import repeated
from havering_safety.releases import replica
from havering_safety.releases.models import CountDifference, Release
from incidents.models import Incident
from tests.borough import make_borough, make_incident, publish
from tests.operations.two_databases import catch_up, make_database, out_of_reach

LIST = "/api/v1/incidents?fields=location"


pytestmark = pytest.mark.django_db(databases=["default", "replica"])


@pytest.fixture(scope="module", autouse=True)
def replica_database(django_db_setup, django_db_blocker, tmp_path_factory):
    """Make the second database, for this module alone."""
    with django_db_blocker.unblock():
        folder = tmp_path_factory.mktemp("replica")
        connections.settings["replica"] = make_database(connections["default"], folder)
    replica.watch_requests()
    yield
    request_started.disconnect(dispatch_uid="replica")
    request_finished.disconnect(dispatch_uid="replica")
    connections["replica"].close()
    del connections["replica"], connections.settings["replica"]


@pytest.fixture(autouse=True)
def two_databases(db, settings, tmp_path):
    """Two releases on both databases; on the replica everything happened in Replica Road."""
    make_borough(tmp_path)
    publish(tmp_path, [make_incident(Location="On or near High Street")])
    catch_up()
    Incident.objects.using("replica").update(location="On or near Replica Road")
    CountDifference.objects.using("replica").update(n=F("n") * 100)
    settings.DATABASE_ROUTERS = ["havering_safety.releases.replica.Router"]
    forget()
    yield
    forget()


def forget():
    """Be a process that has seen nothing yet."""
    replica._seen.clear()
    for rest in replica._rests.values():
        rest.end()


def database_that_answers(client, address=LIST):
    response = client.get(address)
    assert response.status_code == 200, response.content
    return "replica" if b"Replica Road" in response.getvalue() else "primary"


@pytest.mark.parametrize(
    "address",
    [LIST, f"{LIST}&search=road", f"{LIST}&release=2", "/api/v1/incidents.ndjson"],
    ids=["written once", "by the ORM", "pinned", "streamed"],
)
def test_replica_that_has_the_release_answers(client, address):
    assert database_that_answers(client, address) == "replica"


def test_grid_comes_from_the_replica(client):
    assert client.get("/api/v1/stats/incidents").json()["total"] == 100


def test_primary_answers_what_the_replica_does_not_have_yet(client, tmp_path):
    publish(tmp_path, [make_incident(month="2024-02", serial=2)], month="2024-02")

    assert database_that_answers(client) == "primary"
    assert database_that_answers(client, f"{LIST}&release=3") == "primary"
    assert database_that_answers(client, f"{LIST}&release=2") == "replica"


def test_replica_whose_release_reads_otherwise_is_no_copy(client):
    """It lags behind what changed the release itself, or was restored from something else."""
    Release.objects.using("replica").filter(number=2).update(created_at=timezone.now())

    assert database_that_answers(client) == "primary"


def test_kept_answer_asks_the_replica_nothing(client, settings):
    settings.ANSWER_CACHE_BYTES = 1_000_000
    answers.clear()
    repeated.clear()
    client.get(LIST)

    with CaptureQueriesContext(connections["replica"]) as asked:
        assert database_that_answers(client) == "replica"

    assert len(asked) == 0


def test_who_answers_no_request_reads_the_primary(client):
    database_that_answers(client)

    assert Incident.objects.get().location == "On or near High Street"


def test_dead_replica_costs_one_attempt(client, caplog):
    with out_of_reach("replica"):
        found = [database_that_answers(client) for _ in range(3)]

    assert found == ["primary"] * 3
    assert caplog.text.count("the replica database does not answer") == 1


def test_replica_is_asked_again_after_its_rest(client):
    with out_of_reach("replica"):
        database_that_answers(client)

    assert database_that_answers(client) == "primary"
    replica._rests["replica"].end()
    assert database_that_answers(client) == "replica"


@pytest.mark.parametrize("address", [LIST, f"{LIST}&release=2"], ids=["newest", "pinned"])
def test_replica_answers_alone_while_the_primary_is_away(client, caplog, address):
    with out_of_reach("default"):
        found = [database_that_answers(client, address) for _ in range(3)]

    assert found == ["replica"] * 3
    assert caplog.text.count("the default database does not answer") == 1


def test_replica_alone_never_goes_back_before_a_release_that_was_seen(client, tmp_path):
    publish(tmp_path, [make_incident(month="2024-02", serial=2)], month="2024-02")
    client.get(LIST)

    with out_of_reach("default"):
        response = client.get(LIST)

    assert (response.status_code, response["Retry-After"]) == (503, "5")


def test_replica_alone_cannot_say_that_there_is_no_such_release(client):
    with out_of_reach("default"):
        response = client.get(f"{LIST}&release=3")

    assert response.status_code == 503
    assert response.json()["type"].endswith("/problems/unavailable")


def test_bulk_files_are_found_while_the_primary_is_away(client, settings, tmp_path):
    settings.BULK_DIR = tmp_path / "bulk"
    with out_of_reach("default"):
        missing = client.get("/bulk/2/manifest.json")

    # The release is known: only nobody has made its files.
    assert missing.status_code == 404
    assert "no files of release 2" in missing.json()["detail"]


def test_without_both_databases_there_is_no_answer(client):
    with out_of_reach("default"), out_of_reach("replica"):
        assert client.get(LIST).status_code == 503
        assert client.get("/readyz").status_code == 503


def test_readiness_tells_how_both_databases_stand(client, tmp_path):
    before = client.get("/readyz").json()
    with out_of_reach("default"):
        away = client.get("/readyz").json()
    forget()
    with out_of_reach("replica"):
        alone = client.get("/readyz").json()
    forget()
    publish(tmp_path, [make_incident(month="2024-02", serial=2)], month="2024-02")
    behind = client.get("/readyz").json()

    assert before == {"ready": True, "release": 2, "primary": "ok", "replica": "ok"}
    assert away == {"ready": True, "release": 2, "primary": "unreachable", "replica": "ok"}
    assert alone == {"ready": True, "release": 2, "primary": "ok", "replica": "unreachable"}
    assert behind == {"ready": True, "release": 3, "primary": "ok", "replica": "behind"}


def test_answers_are_counted_by_database(client, settings):
    settings.METRICS = True
    client.get(LIST)

    assert 'havering_answers_total{database="replica"}' in client.get("/metrics").content.decode()
