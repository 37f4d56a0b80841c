"""How an export is read from the database: by a cursor, held no longer than the client listens."""

from itertools import islice

import pytest
from django.db import connection
from django.http import StreamingHttpResponse

from tests.asking import INCIDENTS
from tests.borough import make_borough, make_incidents, publish


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite reads row by row as it is")
@pytest.mark.django_db(transaction=True)
def test_export_reads_by_a_cursor_of_the_server_and_ends_it_when_the_client_leaves(
    client, tmp_path
):
    make_borough(tmp_path)
    publish(tmp_path, make_incidents(3_000))

    response = client.get(f"{INCIDENTS}.csv")
    assert isinstance(response, StreamingHttpResponse)
    header, row = islice(response.streaming_content, 2)
    assert header.startswith(b"id,")
    assert row

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_cursors WHERE is_holdable = false")
        assert cursor.fetchone() == (1,)
    assert connection.in_atomic_block
    response.close()
    assert not connection.in_atomic_block
