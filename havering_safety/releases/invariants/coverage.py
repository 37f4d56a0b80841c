"""What is said to be held comes from a file, and what a file held is said to be held."""

from collections import defaultdict

from havering_safety.releases.invariants.invariant import Failure, Invariant, in_words, table_of
from havering_safety.releases.invariants.ledgers import place_of
from havering_safety.releases.invariants.tables import published_tables
from havering_safety.releases.models import Coverage, SourceFile

SCOPE = ("source", "kind", "force", "month", "code")
ALL_CODES = ""


def _kinds():
    return {table.model.kind for table in published_tables()}


def _files():
    return SourceFile.objects.filter(kind__in=_kinds()).defer("archive", "sha256").order_by("id")


def find_coverage_without_file():
    """Yield what is covered and was in no file of the release that began to cover it."""
    held = set()
    for file in _files().iterator():
        for code in file.codes or [ALL_CODES]:
            held.add((file.release_id, file.source, file.kind, file.force or "", file.month, code))
    rows = Coverage.objects.order_by("version").values_list("first_release", *SCOPE)
    for release, source, kind, force, month, code in rows.iterator():
        # A file of counts holds many months, and names none.
        if not held & {(release, source, kind, force, of, code) for of in (month, None)}:
            place = in_words(SCOPE, (source, kind, force, month, code or "all"))
            yield Failure(
                table_of(Coverage), place, f"a source file in release {release}", "no such file"
            )


def find_files_without_coverage():
    """Yield files whose scope was not covered in their own release."""
    spans = defaultdict(list)
    rows = Coverage.objects.values_list(*SCOPE, "first_release", "last_release")
    for source, kind, force, month, code, first, last in rows.iterator():
        for of in (month, None):
            spans[source, kind, force, of, code].append((first, last))
    for file in _files().iterator():
        scope = (file.source, file.kind, file.force or "", file.month)
        # A file repeated throughout by a later one of its import covers nothing itself.
        if not file.stored and file.repeated:
            continue
        for code in file.codes or [ALL_CODES]:
            covering = spans[(*scope, code)] + spans[(*scope, ALL_CODES)]
            if not any(first <= file.release_id <= last for first, last in covering):
                expected = f"coverage of {code or 'all codes'}"
                yield Failure(table_of(SourceFile), place_of(file), expected, "none")


COVERAGE = (
    Invariant("What is covered was in a source file.", find_coverage_without_file),
    Invariant("What a source file held is covered.", find_files_without_coverage),
)
