"""Hand statements to the writer: those of the shipped file together, one edited in the admin alone.

What was saved or withdrawn in the admin is in the editors' hands from then on: loading the file
again leaves it as they left it.
"""

from pathlib import Path

from havering_safety.releases.commands import read_small_file, whole_file
from havering_safety.releases.models import Tombstone
from havering_safety.releases.writer import writing
from incidents.importers.statements import read_statements
from incidents.models import Statement

KEY = ("slug",)
SHIPPED_STATEMENTS = Path(__file__).resolve().parents[1] / "statements.toml"


def load_statements(writer, path):
    """Store the statements of a file and record it; return slugs left as editors left them."""
    content = read_small_file(path)
    records = read_statements(content, path.name)
    changes, left = store_statements(writer, records)
    writer.record_file(
        whole_file(
            path, content, source="statements", kind="statements",
            rows=len(records), changes=changes,
        )
    )  # fmt: skip
    return left


def store_statements(writer, records):
    """Make the statements that no editor changed those of the file; return the changes.

    Returns ((added, revised, withdrawn), slugs left as editors left them).
    """
    edited = Statement.objects.in_editors_hands()
    not_ours = edited | redacted_slugs()
    own = [record for record in records if record["slug"] not in not_ours]
    changes = writer.store_set(Statement, KEY, own, within={"edited_by": ""})
    return changes, sorted(record["slug"] for record in records if record["slug"] in edited)


def redacted_slugs():
    """Return the slugs of statements withdrawn for privacy: they name nothing any more."""
    redacted = Tombstone.objects.filter(kind=Statement.tombstones)
    return set(redacted.values_list("public_id", flat=True))


def save_statement(record, editor):
    """Store one statement as an editor saved it: a release, or none where nothing changed."""
    slug = record["slug"]
    standing = Statement.objects.current().filter(slug=slug).first()
    if standing and _is_same(standing, record):
        return standing
    with writing(f"Statement {slug} edited", synthetic=None) as writer:
        record = record | {"edited_by": editor}
        writer.report.count(*writer.store_set(Statement, KEY, [record], within={"slug": slug}))
    return Statement.objects.current().get(slug=slug)


def _is_same(statement, record):
    """Tell whether a statement says what a record says, whoever edited it."""
    return all(getattr(statement, name) == record[name] for name in record.keys() - {"edited_by"})


def withdraw_statements(slugs, editor):
    """Withdraw statements in one release: earlier releases still hold them."""
    with writing(f"Statements withdrawn ({', '.join(slugs)})"[:300], synthetic=None) as writer:
        within = {"slug__in": list(slugs)}
        Statement.objects.current().filter(**within).update(edited_by=editor)
        writer.report.count(*writer.store_set(Statement, KEY, [], within=within))
