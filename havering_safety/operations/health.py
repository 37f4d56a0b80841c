"""Two questions of a load balancer: is this process alive, and can it answer.

Asked by address and over plain HTTP, so they are answered before hosts are checked and before
anything is sent to https.
"""

from functools import cache

from django.db import DatabaseError, OperationalError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse

from havering_safety.api.problems import Fault, problem_response
from havering_safety.releases.answering import release_answering, states_of_databases
from havering_safety.releases.models import BEGINNING
from havering_safety.releases.replica import PRIMARY, REPLICA, is_set_up


def answer_health(get_response):
    """Middleware: answer `/healthz` and `/readyz`, pass everything else on."""

    def middleware(request):
        if request.path_info == "/healthz":
            return _uncached(HttpResponse("alive\n", content_type="text/plain"))
        if request.path_info == "/readyz":
            return ready(request)
        return get_response(request)

    return middleware


def ready(request):
    """Return 200 with the release, or a 503 problem that names what is missing.

    Where there is a replica, one of the two databases is enough, and both are told of.
    """
    try:
        release = release_answering(None) if _migrated() else BEGINNING
    except DatabaseError:
        return _not_ready(request, "database", "The database does not answer.")
    if not _migrated():
        return _not_ready(request, "migrations", "Not all migrations are applied: run migrate.")
    if release is BEGINNING:
        return _not_ready(request, "release", "There is no release: nothing has been imported.")
    body = {"ready": True, "release": release.number} | states_of_databases()
    return _uncached(JsonResponse(body))


def _migrated():
    return _all_applied() or _forget()


@cache
def _all_applied():
    try:
        executor = MigrationExecutor(connections[PRIMARY])
    except OperationalError:
        if not is_set_up():
            raise
        executor = MigrationExecutor(connections[REPLICA])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _forget():
    # Applied once is applied for as long as this process runs this code; missing ones may come.
    _all_applied.cache_clear()
    return False


def _not_ready(request, check, detail):
    fault = Fault(check, None, "not-ready", detail)
    return problem_response(request, "unavailable", detail, [fault], retry_after=5)


def _uncached(response):
    response["Cache-Control"] = "no-store"
    return response
