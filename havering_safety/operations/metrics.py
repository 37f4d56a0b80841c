"""Counts and times of requests for Prometheus, where METRICS is set.

Labels are routes, never addresses: their number is bounded by the code. With several worker
processes `PROMETHEUS_MULTIPROC_DIR` names the folder in which they add up.
"""

import os
import time

from django.conf import settings
from django.http import HttpResponse
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)

from havering_safety.releases.replica import database_chosen

METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST"})

requests = Counter("havering_requests_total", "Requests answered.", ["method", "route", "status"])
seconds = Histogram(
    "havering_request_seconds",
    "Time to the first byte of an answer.",
    ["route"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
answers = Counter(
    "havering_answers_total",
    "Requests by the database that rows were read from, where there is a replica.",
    ["database"],
)


def measure_requests(get_response):
    """Middleware: count and time each request, and answer `/metrics`."""

    def middleware(request):
        if not settings.METRICS:
            return get_response(request)
        if request.path_info == "/metrics":
            return HttpResponse(report(), content_type=CONTENT_TYPE_LATEST)
        started = time.perf_counter()
        response = get_response(request)
        route = request.resolver_match.route if request.resolver_match else "none"
        method = request.method if request.method in METHODS else "other"
        requests.labels(method, route, response.status_code).inc()
        if database_chosen():
            answers.labels(database_chosen()).inc()
        seconds.labels(route).observe(time.perf_counter() - started)
        return response

    return middleware


def report():
    """Return all metrics of this process, or of all workers together."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    return generate_latest(registry)
