"""A client has so many requests a minute, whoever it says it is and whichever worker it meets."""

import pytest
from django.core.cache import cache

ENTRY = "/api/v1"
OWN = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "throttling"}
DEAD = {
    "BACKEND": "django.core.cache.backends.redis.RedisCache",
    "LOCATION": "redis://127.0.0.1:1/0",
}


@pytest.fixture(autouse=True)
def three_a_day(settings, two_wards_loaded):
    """Three requests; the window is long, so that no test meets its end."""
    settings.THROTTLE_REQUESTS, settings.THROTTLE_SECONDS = 3, 86_400
    settings.CACHES = {"default": OWN}
    cache.clear()


def statuses(client, times, **extra):
    return [client.get(ENTRY, **extra).status_code for _ in range(times)]


def test_fourth_request_is_told_to_wait(client):
    assert statuses(client, 4) == [200, 200, 200, 429]

    refused = client.get(ENTRY, headers={"Origin": "https://example.org"})

    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json()["type"].endswith("/problems/too-many-requests")
    assert 0 < int(refused["Retry-After"]) <= 86_400
    assert refused["RateLimit-Policy"] == '"client";q=3;w=86400'
    assert refused["RateLimit"] == f'"client";r=0;t={refused["Retry-After"]}'
    assert refused["Access-Control-Allow-Origin"] == "*"


def test_answer_that_caches_share_says_nothing_of_one_client(client):
    assert "RateLimit" not in client.get(ENTRY)


def test_refusal_counts_and_says_what_is_left(client):
    assert client.get(f"{ENTRY}/incidents?wrd=x")["RateLimit"].startswith('"client";r=2;')


def test_people_are_told_on_a_page(client):
    statuses(client, 3)

    assert "<h1>Too much at once</h1>" in client.get("/problems/gone").content.decode()


def test_each_client_has_its_own(client):
    statuses(client, 3, REMOTE_ADDR="192.0.2.1")

    assert statuses(client, 1, REMOTE_ADDR="192.0.2.2") == [200]


def test_household_is_one_client(client):
    statuses(client, 3, REMOTE_ADDR="2001:db8:0:1::7")

    assert statuses(client, 1, REMOTE_ADDR="2001:db8:0:1:ffff::8") == [429]
    assert statuses(client, 1, REMOTE_ADDR="2001:db8:0:2::7") == [200]


def test_address_that_a_client_makes_up_is_not_believed(client):
    forged = [
        client.get(ENTRY, headers={"X-Forwarded-For": f"198.51.100.{n}"}).status_code
        for n in range(4)
    ]

    assert forged == [200, 200, 200, 429]


@pytest.mark.parametrize("made_up", ["", "198.51.100.{n}, ", "x, , {n}, "])
def test_address_that_the_trusted_proxy_saw_counts(client, settings, made_up):
    settings.TRUSTED_PROXIES = 1

    def ask(number, address):
        forwarded = made_up.format(n=number) + address
        return client.get(ENTRY, headers={"X-Forwarded-For": forwarded}).status_code

    assert [ask(n, "192.0.2.1") for n in range(4)] == [200, 200, 200, 429]
    assert ask(5, "192.0.2.2") == 200


@pytest.mark.usefixtures("redis")
def test_workers_share_the_count(client, settings):
    statuses(client, 3)
    # Another worker: connections and memory of its own.
    settings.CACHES = {"default": {**settings.CACHES["default"]}}

    assert statuses(client, 1) == [429]


def test_dead_cache_refuses_nobody_and_is_asked_once(client, settings, caplog):
    settings.CACHES = {"default": DEAD}

    assert statuses(client, 5) == [200] * 5
    assert caplog.text.count("not counted") == 1
