"""Prometheus reads counts and times by route, where an operator asked for them."""

import re

import pytest

ROUTE = r'havering_requests_total\{method="GET",route="api/v1/incidents",status="200"\} (\d+)'


@pytest.mark.django_db
def test_no_metrics_unless_asked(client):
    assert client.get("/metrics").status_code == 404


@pytest.mark.usefixtures("two_wards_loaded")
def test_requests_are_counted_by_route(client, settings):
    settings.METRICS = True

    def counted():
        found = re.search(ROUTE, client.get("/metrics").content.decode())
        return int(found[1]) if found else 0

    before = counted()
    client.get("/api/v1/incidents?month=2024-01")

    assert counted() == before + 1


@pytest.mark.django_db
def test_addresses_and_methods_made_up_add_no_labels(client, settings):
    settings.METRICS = True

    for name in ("one", "two"):
        client.get(f"/nowhere/{name}")
        client.generic(f"X{name.upper()}", "/nowhere")

    text = client.get("/metrics").content.decode()
    assert 'method="other",route="none"' in text
    assert "nowhere" not in text
    assert "XONE" not in text
