"""Editing statements: each save a release, who made it kept, withdrawn where deleted."""

from contextlib import contextmanager

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth.models import User

from havering_safety.releases.models import Release
from havering_safety.releases.transaction import BUSY, ImportRunningError
from incidents.models import Statement
from tests.importing import run

SLUG = "robberies-per-day"
LIST = "/admin/incidents/statement/"


@pytest.fixture
def editor(client, db):
    """Load the shipped statements as release 1, and log an editor in."""
    run("load_statements")
    user = User.objects.create_superuser("editor")
    client.force_login(user)
    return client


def current(slug=SLUG):
    return Statement.objects.current().get(slug=slug)


def form_of(statement, **changes):
    """Return what a browser sends of the form, changed as asked."""
    fields = (
        "slug", "kind", "speaker_name", "role", "organisation", "said_on", "published_on", "text",
        "measure", "value", "unit", "qualifier", "period_from", "period_to", "ward_code", "area",
        "team_name", "source_title", "source_url", "dataset", "comparability", "caveat", "note",
    )  # fmt: skip
    sent = {name: getattr(statement, name) or "" for name in fields}
    return sent | {"query": '{"offence_group": "robbery"}'} | changes


def change(client, statement, **changes):
    return client.post(f"{LIST}{statement.pk}/change/", form_of(statement, **changes))


def errors_of(response):
    assert response.status_code == 200
    return response.context["adminform"].form.errors


def test_each_save_is_a_release_and_who_made_it_is_kept(editor):
    response = change(editor, current(), text="Robberies come to about 1.4 a day.")

    assert response.status_code == 302
    entry = LogEntry.objects.get()
    assert current().text == "Robberies come to about 1.4 a day."
    assert (current().first_release, current().edited_by) == (2, "editor")
    assert Statement.objects.as_of(1).get(slug=SLUG).text != current().text
    assert (entry.user.username, entry.action_flag, entry.object_repr) == ("editor", CHANGE, SLUG)
    assert entry.object_id == str(current().pk)
    assert Release.objects.newest().summary == (
        f"Statement {SLUG} edited: 0 rows added, 1 revised, 0 withdrawn"
    )


def test_a_save_without_a_change_makes_no_release(editor):
    change(editor, current())

    assert Release.objects.newest().number == 1


def test_a_new_statement_gets_its_slugs(editor):
    sent = form_of(current(), slug="another", speaker_name="Jo O'Hara", team_name="Town Team")

    editor.post(f"{LIST}add/", sent)

    added = current("another")
    assert (added.speaker, added.team, added.edited_by) == ("jo-ohara", "town-team", "editor")
    assert LogEntry.objects.get().action_flag == ADDITION


def test_a_deleted_statement_is_withdrawn_and_the_old_release_still_holds_it(editor):
    editor.post(f"{LIST}{current().pk}/delete/", {"post": "yes"})

    assert not Statement.objects.current().filter(slug=SLUG).exists()
    assert Statement.objects.as_of(1).get(slug=SLUG).edited_by == "editor"
    assert Release.objects.newest().number == 2
    assert LogEntry.objects.get().action_flag == DELETION


def test_several_are_withdrawn_in_one_release(editor):
    chosen = Statement.objects.current().filter(kind="commitment")
    sent = {
        "action": "delete_selected",
        "_selected_action": [statement.pk for statement in chosen],
        "post": "yes",
    }

    editor.post(LIST, sent)

    assert Statement.objects.current().count() == 13
    assert Release.objects.newest().number == 2
    assert LogEntry.objects.count() == 7


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"source_url": ""}, "source_url"),
        ({"source_url": "paper"}, "source_url"),
        ({"value": "1,4"}, "value"),
        ({"measure": ""}, "measure"),
        ({"period_from": "2024-01-01"}, "period_to"),
        ({"ward_code": "Romford"}, "ward_code"),
        ({"query": '{"crime_type": "robbery"}'}, "query"),
        ({"query": "robbery"}, "query"),
        ({"kind": "rumour"}, "kind"),
    ],
)
def test_a_fault_is_shown_at_its_field_and_nothing_is_saved(editor, changes, field):
    assert list(errors_of(change(editor, current(), **changes))) == [field]
    assert Release.objects.newest().number == 1


def test_a_slug_in_use_is_refused(editor):
    response = editor.post(f"{LIST}add/", form_of(current()))

    assert list(errors_of(response)) == ["slug"]


def test_an_older_version_is_not_there_to_edit(editor):
    old = current()
    change(editor, old, text="Other words.")

    response = editor.get(f"{LIST}{old.pk}/change/")

    assert response.status_code == 302
    assert (
        "release 1: shipped file; release 2: editor"
        in editor.get(f"{LIST}{current().pk}/change/").content.decode()
    )


def test_while_an_import_runs_an_editor_is_told_so(editor, monkeypatch):
    @contextmanager
    def running():
        raise ImportRunningError(BUSY)
        yield

    monkeypatch.setattr("incidents.admin.writer_transaction", running)

    response = change(editor, current(), text="Other words.")

    page = editor.get(response.headers["Location"]).content.decode()
    assert "Another import (or an edit in the admin) is writing to this database." in page
    assert Release.objects.newest().number == 1


def test_the_list_shows_current_statements_alone(editor):
    change(editor, current(), text="Other words.")

    assert "20 statements" in editor.get(LIST).content.decode()


@pytest.mark.django_db
def test_nobody_else_gets_in(client):
    assert client.get(LIST).status_code == 302
