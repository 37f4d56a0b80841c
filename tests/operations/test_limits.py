"""What no honest question needs is refused before it costs anything."""

import pytest
from django.db import OperationalError, connection
from django.db.backends.signals import connection_created
from django.test import RequestFactory

from havering_safety.api.compiled import statement_of
from havering_safety.api.problems import answer_exception
from havering_safety.operations import deadlines
from havering_safety.releases.models import Release

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_overlong_query_is_refused_before_the_database(client):
    # Without a mark pytest-django allows no query.
    answered = client.get("/api/v1/incidents?ward=" + "x" * 61_000)

    assert answered.status_code == 400
    assert "61,005 bytes; at most 60,000" in answered.json()["detail"]


@pytest.mark.parametrize("path", ["/api/v1/incidents", "/no/such/page", "/explore"])
def test_too_many_parameters_are_refused_wherever_they_are_sent(client, path):
    answered = client.get(f"{path}?" + "&".join(["ward=x"] * 1_001))

    assert answered.status_code == 400
    assert "1,001 parameters; at most 1,000" in answered.content.decode()


@pytest.fixture
def limited(settings):
    """A connection limited as the web process limits it, to next to nothing."""
    settings.STATEMENT_SECONDS = 0.05
    connection.ensure_connection()
    deadlines._limit(None, connection)
    yield
    if connection.vendor == "sqlite":
        connection.connection.set_progress_handler(None, 0)
    else:
        connection.cursor().execute("SET statement_timeout = 0")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("limited")
def test_endless_statement_is_stopped_and_named_as_too_much():
    def ask(request):
        with connection.cursor() as cursor:
            cursor.execute(ENDLESS)

    with pytest.raises(OperationalError) as stopped:
        deadlines.keep_deadlines(ask)(None)

    response = answer_exception(stopped.value, {"request": RequestFactory().get("/api/v1/x")})
    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert b"Stopped after 0.05 seconds" in response.content


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("limited")
def test_connection_goes_on_after_a_statement_was_stopped():
    with pytest.raises(OperationalError):
        deadlines.keep_deadlines(lambda _: connection.cursor().execute(ENDLESS))(None)

    with connection.cursor() as cursor:
        assert cursor.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_question_written_on_a_new_connection_is_the_question():
    """The first request of a process writes its SQL before anything else was asked."""
    deadlines.limit_statements()
    try:
        connection.close()
        rows = Release.objects.order_by("-number").values_list("number")[:1]
        statement = statement_of(lambda: list(rows), [])
    finally:
        connection_created.disconnect(dispatch_uid="deadlines")
        connection.close()

    assert statement.rows([]) == []
