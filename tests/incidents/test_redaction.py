"""A redacted row is in no answer of any release, and no answer of before outlives it."""

import io
import zipfile

import pytest
from django.core.management import CommandError

from havering_safety.api.answers import answers
from havering_safety.api.repeated import repeated
from havering_safety.releases.models import Release, Tombstone
from incidents.models import Incident
from tests.asking import INCIDENTS, count_of, serials
from tests.importing import contents, refusal_of, run
from tests.invariants.checking import report_of
from tests.problems import read_problem

REASON = "--reason=the place names a home"


def id_of(serial):
    ids = Incident.objects.filter(crime_id=f"{serial:064x}").values_list("public_id", flat=True)
    return ids.distinct().get()


def redact(public_id, *arguments):
    return run("redact_row", public_id, REASON, *arguments)


@pytest.fixture
def redacted(february):
    """Redact incident 1, which has two versions, of releases 2 and 4: release 5."""
    public_id = id_of(1)
    redact(public_id)
    return public_id


def test_redacted_row_is_in_no_list_and_no_count(client, redacted):
    for release in range(1, 6):
        query = f"release={release}&ward=st-edwards&crime_type=burglary&month=2024-01"

        listed = serials(client.get(f"{INCIDENTS}?{query}"))
        counted = client.get(f"/api/v1/stats/incidents?{query}").json()["results"][0]["count"]

        # 2 is a robbery, 3 and 4 lie elsewhere; 6 came with release 4.
        assert listed == ([6] if release >= 4 else [])
        assert count_of(client, query) == len(listed) == (counted or 0)


def test_redacted_row_is_in_no_export_of_an_earlier_release(client, february):
    public_id = id_of(1)
    addresses = [
        f"{INCIDENTS}{ending}?release={release}"
        for ending in (".csv", ".ndjson", ".geojson", ".xlsx")
        for release in (2, 4)
    ]
    before = [client.get(address) for address in addresses]
    assert all(public_id in text_of(response) for response in before)

    redact(public_id)
    after = [client.get(address) for address in addresses]

    assert not any(public_id in text_of(response) for response in after)
    assert [int(response["X-Total-Count"]) for response in after] == [
        int(response["X-Total-Count"]) - 1 for response in before
    ]


def text_of(response):
    """Return all text of a response, unpacked."""
    content = b"".join(response) if response.streaming else response.content
    if content[:2] != b"PK":
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


def test_detail_of_a_redacted_row_is_gone_in_every_release(client, redacted):
    for query in ("", "?release=1", "?release=2", "?release=5"):
        problem = read_problem(client.get(f"{INCIDENTS}/{redacted}{query}"), "gone")

        assert problem["detail"] == (
            f"The row {redacted} was withdrawn for privacy in release 5, from every release."
        )


def test_reason_and_name_are_not_published(client, redacted):
    said = [client.get(address).content.decode() for address in (
        f"{INCIDENTS}/{redacted}", "/api/v1/releases", "/api/v1/releases/5",
    )]  # fmt: skip

    assert not any("names a home" in text for text in said)


def test_who_when_and_why_are_kept(february):
    redact(id_of(1), "--by=Data protection officer")

    stone = Tombstone.objects.get()
    assert (stone.reason, stone.redacted_by) == (
        "the place names a home",
        "Data protection officer",
    )
    assert stone.release.created_at == Release.objects.get(number=5).created_at


def test_redaction_is_a_release_that_says_so(client, redacted):
    release = client.get("/api/v1/releases/5").json()

    assert release["summary"] == (
        "Withdrawn for privacy from every release: 0 rows added, 0 revised, 1 withdrawn"
    )
    assert (release["source_files"], release["redacted"]) == ([], [redacted])
    assert client.get("/api/v1/releases/4").json()["redacted"] == []


def test_rules_hold_after_a_redaction(redacted):
    assert "All 24 rules hold in release 5" in report_of()


def test_nothing_of_what_the_row_said_is_left(redacted):
    rows = {name: rows for name, rows in contents().items() if name != "Reject"}

    assert f"{1:064x}" not in repr(rows)


@pytest.mark.parametrize("kept", [0, 1_000_000], ids=["made anew", "kept"])
def test_no_validator_of_before_is_honoured(client, settings, february, kept):
    settings.ANSWER_CACHE_BYTES = kept
    # Of release 2, which held the row and would give the same for ever.
    addresses = [
        f"{INCIDENTS}?release=2", f"{INCIDENTS}.csv?release=2", f"{INCIDENTS}/{id_of(1)}?release=2",
        "/api/v1/stats/incidents?release=2&group_by=ward", "/api/v1/stats/incidents.csv?release=2",
    ]  # fmt: skip
    before = [client.get(address) for address in addresses]
    unchanged = [
        client.get(address, headers={"If-None-Match": response["ETag"]})
        for address, response in zip(addresses, before, strict=True)
    ]
    assert [response.status_code for response in unchanged] == [304] * len(addresses)

    redact(id_of(1))
    # Instants in headers are whole seconds, and this second is not over.
    Release.objects.filter(number=2).update(redacted_at="2030-01-01T00:00:00Z")

    for address, old in zip(addresses, before, strict=True):
        conditions = {"If-None-Match": old["ETag"]}, {"If-Modified-Since": old["Last-Modified"]}
        after = [client.get(address, headers=condition) for condition in ({}, *conditions)]
        assert {response.status_code for response in after} in ({200}, {410})
        assert old["ETag"] not in {response.get("ETag") for response in after}
        assert not any(f"{1:064x}" in text_of(response) for response in after)
    answers.clear()
    repeated.clear()


def test_release_made_later_has_the_number_of_the_redaction(redacted, tmp_path):
    validator = Release.objects.get(number=2).validator

    redact(id_of(2))

    assert Release.objects.get(number=2).validator != validator
    assert set(Release.objects.values_list("redactions", flat=True)) == {2}


def test_redacting_twice_changes_nothing(redacted):
    before = contents()

    said = redact(redacted)

    assert said == f"{redacted} was withdrawn in release 5 already. Nothing changed.\n"
    assert contents() == before


def test_unknown_id_is_refused(borough):
    for public_id in ("aaaaaaaaaaaaa", "", "'; DROP", "E05013983"):
        said = refusal_of(redact, public_id)

        assert said == f"No incident, stop search or statement has the id {public_id!r}."


def test_reason_is_demanded(january):
    for reason in ("", "  ", "x" * 501):
        with pytest.raises(CommandError, match="1 to 500 characters"):
            run("redact_row", id_of(1), f"--reason={reason}")
    with pytest.raises(CommandError, match="--reason"):
        run("redact_row", id_of(1))


def test_row_that_its_publisher_had_withdrawn_can_be_redacted(client, february):
    (gone,) = Incident.objects.filter(crime_id=None)

    redact(gone.public_id)

    assert count_of(client, "release=2") == 4
    assert count_of(client) == 7
    read_problem(client.get(f"{INCIDENTS}/{gone.public_id}?release=4"), "gone")
    assert "All 24 rules hold in release 5" in report_of()
