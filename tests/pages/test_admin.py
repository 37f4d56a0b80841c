"""The admin: staff look at releases, ledgers and rejects, and can change none of them."""

import pytest

from havering_safety.releases.models import Reject, SourceFile
from tests.importing import import_archive
from tests.police_files import make_month, make_rows

LISTS = ("release", "sourcefile", "coverage", "quality", "unlistedcode")


@pytest.fixture
def imported(two_wards_loaded, tmp_path):
    """Import a month with one row that cannot be read."""
    rows = make_rows(150)
    rows[7]["Month"] = "2023-12"
    import_archive(make_month(tmp_path / "january.zip", rows))


@pytest.mark.parametrize("name", LISTS)
def test_staff_can_look(admin_client, imported, name):
    assert admin_client.get(f"/admin/releases/{name}/").status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_nobody_can_add(admin_client, imported, name):
    assert admin_client.get(f"/admin/releases/{name}/add/").status_code == 403


def test_release_shows_its_files(admin_client, imported):
    page = admin_client.get("/admin/releases/release/2/change/").content.decode()

    assert "2024-01-metropolitan-street.csv" in page
    assert 'name="_save"' not in page


def test_file_shows_its_rejects_and_nothing_can_be_saved(admin_client, imported):
    file = SourceFile.objects.get(kind="street")
    address = f"/admin/releases/sourcefile/{file.pk}/change/"

    page = admin_client.get(address).content.decode()

    assert Reject.objects.get().detail.split()[0] in page
    assert 'name="_save"' not in page
    assert admin_client.post(address, {"name": "other"}).status_code == 403
    assert (
        admin_client.post("/admin/releases/release/2/delete/", {"post": "yes"}).status_code == 403
    )


def test_others_are_asked_to_log_in(client, db):
    response = client.get("/admin/releases/release/")

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_login_page_keeps_the_strict_policy(client, db):
    response = client.get("/admin/login/")

    assert response.status_code == 200
    assert "default-src 'none'" in response["Content-Security-Policy"]
