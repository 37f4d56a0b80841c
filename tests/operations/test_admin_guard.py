"""The admin cannot be guessed open."""

import pytest
from django.contrib.auth.models import User

LOGIN = "/admin/login/"


def attempt(client, password, address="192.0.2.1"):
    return client.post(
        LOGIN, {"username": "editor", "password": password}, REMOTE_ADDR=address
    ).status_code


@pytest.mark.django_db
def test_five_wrong_passwords_lock_the_name_for_that_client(client):
    User.objects.create_user("editor", password="right password", is_staff=True)

    assert [attempt(client, f"wrong {n}") for n in range(5)] == [200, 200, 200, 200, 429]
    assert attempt(client, "right password") == 429
    # Somebody else's guesses must not lock the editor out.
    assert attempt(client, "right password", "192.0.2.2") == 302
