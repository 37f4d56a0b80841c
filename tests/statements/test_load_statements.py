"""Loading statements: one release or none, beside real and invented data, after an editor's hand."""

import pytest
from django.core.management import CommandError

from havering_safety.releases.models import Release, SourceFile
from havering_safety.releases.writer import writing
from incidents.importers.statement_storing import save_statement, withdraw_statements
from incidents.models import Statement
from tests.importing import run

pytestmark = pytest.mark.django_db
COUNT = 20
SLUG = "robberies-per-day"


def load(*arguments):
    return run("load_statements", *map(str, arguments))


def record_of(slug, **changes):
    names = [field.name for field in Statement._meta.fields]
    row = Statement.objects.current().get(slug=slug)
    kept = set(names) - {"version", "first_release", "last_release", "edited_by"}
    return {name: getattr(row, name) for name in kept} | changes


def test_the_shipped_file_makes_one_release_and_then_none():
    assert f"Release 1: {COUNT} added" in load()
    assert "Nothing changed, no release made." in load()
    assert Statement.objects.count() == COUNT
    assert SourceFile.objects.get().kind == "statements"


def test_statements_stand_beside_invented_data():
    with writing("Demo", synthetic=True) as writer:
        writer.report.covered = 1

    load()

    assert Release.objects.newest().synthetic is True


def test_statements_stand_beside_real_data():
    with writing("Real") as writer:
        writer.report.covered = 1

    load()

    assert Release.objects.newest().synthetic is False


def test_a_file_that_lost_a_statement_withdraws_it(tmp_path):
    load()
    path = tmp_path / "fewer.toml"
    path.write_text(
        '[[statement]]\nslug = "one"\nkind = "commitment"\norganisation = "A"\ntext = "More."\n'
        'source_title = "A"\nsource_url = "https://a.example/"\n',
        encoding="utf-8",
    )

    assert f"1 added, 0 revised, {COUNT} withdrawn" in load(path)
    assert Statement.objects.as_of(1).count() == COUNT


def test_a_dry_run_saves_nothing():
    assert f"Dry run, nothing saved: {COUNT} added" in load("--dry-run")
    assert not Release.objects.exists()


def test_what_an_editor_changed_stays_as_it_is():
    load()
    save_statement(record_of(SLUG, text="Corrected."), "editor")

    output = load()

    assert f"{SLUG} was edited in the admin and stays as it is." in output
    assert "no release made" in output
    assert Statement.objects.current().get(slug=SLUG).text == "Corrected."


def test_what_an_editor_withdrew_stays_withdrawn():
    load()
    withdraw_statements([SLUG], "editor")

    load()

    assert not Statement.objects.current().filter(slug=SLUG).exists()
    assert Statement.objects.as_of(1).filter(slug=SLUG).exists()


def test_what_an_editor_added_is_left_alone():
    load()
    save_statement(record_of(SLUG) | {"slug": "another"}, "editor")

    assert "no release made" in load()
    assert Statement.objects.current().count() == COUNT + 1


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        load(tmp_path / "none.toml")
