"""Archives that are refused: one clear line that names the place, and nothing written."""

import struct

import pytest

from tests.importing import import_archive, refusal_of
from tests.police_files import (
    make_archive,
    make_month,
    make_rows,
    make_street,
    street_name,
)

pytestmark = pytest.mark.django_db

NAME = street_name()
LABEL = f"broken.zip/{NAME}"

GOOD = make_street(make_rows(3))


@pytest.mark.parametrize(
    "name",
    ["../2024-01-metropolitan-street.csv", "/tmp/2024-01-metropolitan-street.csv",
     "2024-01/../../2024-01-metropolitan-street.csv", "..\\2024-01-metropolitan-street.csv",
     "C:\\2024-01-metropolitan-street.csv"],
)  # fmt: skip
def test_member_whose_path_leads_out_is_refused(two_wards_loaded, tmp_path, name):
    path = make_archive(tmp_path / "broken.zip", {NAME: GOOD, name: GOOD})

    assert (
        refusal_of(import_archive, path) == f"broken.zip: member {name!r} leads out of the archive."
    )


def test_member_with_an_endless_name_is_refused(two_wards_loaded, tmp_path):
    path = make_archive(tmp_path / "broken.zip", {"a" * 300 + "/" + NAME: GOOD})

    assert (
        refusal_of(import_archive, path) == f"broken.zip: member {'a' * 60!r}… has too long a name."
    )


def test_archives_that_unpack_to_more_than_the_limit_are_refused(
    two_wards_loaded, tmp_path, settings
):
    settings.IMPORT_MAX_UNPACKED_BYTES = 1_000_000
    path = make_archive(tmp_path / "broken.zip", {NAME: GOOD + "\n" * 1_000_000})
    size = len(GOOD) + 1_000_000

    assert refusal_of(import_archive, path) == (
        f"{LABEL}: the archives unpack to {size:,} bytes, more than the 1,000,000 allowed "
        "(IMPORT_MAX_UNPACKED_BYTES)."
    )


def test_archives_are_limited_together(two_wards_loaded, tmp_path, settings):
    settings.IMPORT_MAX_UNPACKED_BYTES = len(GOOD) + 10
    first = make_archive(tmp_path / "first.zip", {NAME: GOOD})
    second = make_archive(tmp_path / "second.zip", {street_name("2024-02"): GOOD})

    assert f"unpack to {2 * len(GOOD):,} bytes" in refusal_of(import_archive, first, second)


def test_member_that_lies_about_its_size_is_refused(two_wards_loaded, tmp_path):
    content = GOOD + "\n" * 1_000_000
    path = make_archive(tmp_path / "broken.zip", {NAME: content})
    lie_about_size(tmp_path / "broken.zip", len(content), len(GOOD))

    assert (
        refusal_of(import_archive, path)
        == f"{LABEL}: cannot be unpacked: Bad CRC-32 for file {NAME!r}."
    )


def lie_about_size(path, true, told):
    """Put another unpacked size in the directory of a zip and in the header of its member."""
    content = path.read_bytes()
    assert content.count(struct.pack("<L", true)) == 2
    path.write_bytes(content.replace(struct.pack("<L", true), struct.pack("<L", told)))


def test_encrypted_member_is_refused(two_wards_loaded, tmp_path):
    path = tmp_path / "broken.zip"
    make_archive(path, {NAME: GOOD})
    flag_in_directory = path.read_bytes().rindex(b"PK\x01\x02") + 8
    overwrite(path, flag_in_directory, b"\x01")

    message = refusal_of(import_archive, path)

    assert message.startswith(f"{LABEL}: cannot be unpacked: ")
    assert message.endswith("is encrypted, password required for extraction.")


def test_member_packed_in_an_unknown_way_is_refused(two_wards_loaded, tmp_path):
    path = tmp_path / "broken.zip"
    make_archive(path, {NAME: GOOD})
    method_in_directory = path.read_bytes().rindex(b"PK\x01\x02") + 10
    overwrite(path, method_in_directory, struct.pack("<H", 9))

    assert (
        refusal_of(import_archive, path)
        == f"{LABEL}: cannot be unpacked: That compression method is not supported."
    )


def test_damaged_member_is_refused(two_wards_loaded, tmp_path):
    path = tmp_path / "broken.zip"
    make_archive(path, {NAME: make_street(make_rows(200))})
    overwrite(path, path.stat().st_size // 2, b"\xff" * 16)

    assert refusal_of(import_archive, path).startswith(f"{LABEL}: cannot be unpacked: ")


def overwrite(path, at, content):
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)


def test_truncated_archive_is_refused(two_wards_loaded, tmp_path):
    path = tmp_path / "broken.zip"
    make_archive(path, {NAME: GOOD})
    path.write_bytes(path.read_bytes()[:-30])

    assert refusal_of(import_archive, path) == f"{path}: is neither a zip archive nor a folder."


def test_archive_without_its_beginning_is_refused(two_wards_loaded, tmp_path):
    path = tmp_path / "broken.zip"
    make_archive(path, {NAME: GOOD})
    path.write_bytes(path.read_bytes()[-60:])

    assert refusal_of(import_archive, path).startswith("broken.zip: is a broken zip archive: ")


def test_file_that_is_no_archive_is_refused(two_wards_loaded, tmp_path):
    path = tmp_path / "street.csv"
    path.write_text(GOOD)

    assert refusal_of(import_archive, path) == f"{path}: is neither a zip archive nor a folder."


def test_missing_path_is_refused(two_wards_loaded, tmp_path):
    assert (
        refusal_of(import_archive, tmp_path / "absent.zip")
        == f"{tmp_path / 'absent.zip'}: does not exist."
    )


def test_archive_without_police_files_is_refused(two_wards_loaded, tmp_path):
    path = make_archive(tmp_path / "other.zip", {"2024-13/2024-13-metropolitan-street.csv": GOOD})

    assert refusal_of(import_archive, path) == (
        f"{path}: holds no file named like 2024-01/2024-01-metropolitan-street.csv."
    )


def test_file_given_twice_is_refused(two_wards_loaded, tmp_path):
    first = make_month(tmp_path / "first.zip", make_rows(3))
    second = make_month(tmp_path / "second.zip", make_rows(4))

    assert refusal_of(import_archive, first, second) == (
        f"second.zip/{NAME}: is the same month, force and kind as first.zip/{NAME}; import one."
    )


def test_import_without_boundaries_is_refused(db, tmp_path):
    path = make_month(tmp_path / "january.zip", make_rows(3))

    assert refusal_of(import_archive, path) == (
        "Havering: no ward boundaries are loaded; run import_ward_boundaries first."
    )


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("--force=metropolitian", "--force metropolitian: the archives hold metropolitan."),
        ("--month=2024-02", "--month 2024-02: the archives hold 2024-01."),
        ("--month=January", "--month January: the archives hold 2024-01."),
    ],
)
def test_option_that_names_nothing_held_is_refused(two_wards_loaded, tmp_path, option, message):
    path = make_month(tmp_path / "january.zip", make_rows(3))

    assert refusal_of(import_archive, path, option) == message


@pytest.mark.parametrize("option", ["crime_type=burglery", "burglary", "ward=west", "crime_type="])
def test_only_option_that_names_no_crime_type_is_refused(two_wards_loaded, tmp_path, option):
    path = make_month(tmp_path / "january.zip", make_rows(3))

    assert refusal_of(import_archive, path, f"--only={option}").startswith(
        f"--only {option}: expected crime_type= and one of anti-social-behaviour, bicycle-theft, "
    )


def test_force_and_month_that_are_not_held_together_are_refused(two_wards_loaded, tmp_path):
    members = {street_name("2024-01", "btp"): GOOD, street_name("2024-02", "essex"): GOOD}
    path = make_archive(tmp_path / "two.zip", members)

    assert refusal_of(import_archive, path, "--force=btp", "--month=2024-02") == (
        "The archives hold no file of that force and month."
    )


def test_unpacked_folder_is_named_like_an_archive(two_wards_loaded, tmp_path):
    folder = tmp_path / "2024-01"
    folder.mkdir()
    (folder / "2024-01-metropolitan-street.csv").write_text("")

    assert refusal_of(import_archive, tmp_path) == f"{NAME}, line 1: is empty."
