"""Ledgers account for every row read, and the releases for every row opened."""

from django.db.models import Count, F, Sum

from havering_safety.releases.invariants.invariant import Failure, Invariant, in_words, table_of
from havering_safety.releases.invariants.tables import published_tables
from havering_safety.releases.models import Reject, SourceFile
from havering_safety.releases.redaction import opened_by_release

COUNTED = F("stored") + F("outside_area") + F("without_location") + F("rejected") + F("repeated")
MOST = 100


def find_wrong_sums():
    """Yield ledgers whose parts are not the rows read."""
    wrong = SourceFile.objects.annotate(counted=COUNTED).exclude(rows_read=F("counted"))
    for source_file in wrong[:MOST]:
        expected = f"{source_file.rows_read:,} rows read"
        yield Failure(
            table_of(SourceFile), place_of(source_file), expected, f"{source_file.counted:,} counted"
        )  # fmt: skip


def find_missing_rejects():
    """Yield files of which not every rejected row was kept."""
    files = SourceFile.objects.annotate(kept=Count("rejects"))
    for source_file in files.exclude(rejected=F("kept"))[:MOST]:
        expected = f"{source_file.rejected:,} rejected rows kept"
        yield Failure(
            table_of(Reject), place_of(source_file), expected, f"{source_file.kept:,} kept"
        )


def find_unaccounted_rows():
    """Yield releases whose files say that they opened another number of versions than there are."""
    for table in published_tables():
        kind = table.model.kind
        redacted = opened_by_release(kind)
        files = SourceFile.objects.filter(kind=kind).order_by().values_list("release")
        said = dict(files.annotate(n=Sum(F("added") + F("revised"))))
        rows = table.model.objects.filter(first_release__in=said).order_by()
        opened = dict(rows.values_list("first_release").annotate(n=Count("version")))
        for release in sorted(said):
            if said[release] != opened.get(release, 0) + redacted[release]:
                yield Failure(
                    table_of(table.model), f"release {release}",
                    f"the {said[release]:,} versions its files opened",
                    f"{opened.get(release, 0):,}",
                )  # fmt: skip


def place_of(source_file):
    """Return the release and scope of a file, which its name alone does not tell."""
    names = ("release", "kind", "force", "month", "name")
    values = (source_file.release_id, *(getattr(source_file, name) for name in names[1:]))
    return in_words(names, values)


LEDGERS = (
    Invariant("The rows read of a file are those counted in its ledger.", find_wrong_sums),
    Invariant("Every rejected row is kept with its reason.", find_missing_rejects),
    Invariant("A release opened the versions that its files say.", find_unaccounted_rows),
)
