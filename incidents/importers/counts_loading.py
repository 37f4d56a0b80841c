"""Hand files of recorded crime to the writer: where they overlap, the last one given stands."""

from collections import defaultdict
from dataclasses import asdict

from django.conf import settings
from django.db.models import Sum

from havering_safety.releases.faults import FileRefusedError
from havering_safety.releases.identity import identity_of
from havering_safety.releases.models import SourceFile
from havering_safety.releases.removals import RemovalsRefusedError
from havering_safety.releases.writer import Scope
from incidents.importers.counts_file import Area
from incidents.models import RecordedCrime

SOURCE, FORCE = "datastore", "metropolitan"


def area_of(ward_codes):
    """Return the Area of the wards in force; without boundaries there is no area and no import."""
    if not ward_codes:
        raise FileRefusedError(
            settings.AREA_NAME, "no ward boundaries are loaded; run import_ward_boundaries first."
        )
    return Area(frozenset(ward_codes), settings.AREA_BOROUGHS)


def scope_of(series, month):
    """Return the Scope of one series in one month: what is replaced as a whole."""
    return Scope(SOURCE, RecordedCrime.kind, FORCE, month, (series,))


def store_counts(writer, files):
    """Store the figures of CountsFiles, each a release's source file. Raises RemovalsRefusedError.

    Where two files speak for the same month of a series, the later one in the list stands; the
    ledger of the other counts those figures as repeated.
    """
    standing = {claim: file for file in files for claim in file.figures}
    if not writer.allow_removals:
        _refuse_falls(standing)
    for file in files:
        own = sorted(claim for claim in file.figures if standing[claim] is file)
        repeated = sum(len(file.figures[claim]) for claim in file.figures.keys() - set(own))
        file.ledger.stored -= repeated
        file.ledger.repeated += repeated
        for codelist, slug, label in sorted(file.unlisted):
            writer.note_unlisted(codelist, slug, label)
        _store(writer, file, own)


def _store(writer, file, claims):
    source_file = SourceFile(
        source=SOURCE, kind=RecordedCrime.kind, force=FORCE, name=file.name,
        codes=sorted({series for series, _ in file.figures}),
        size=file.size, sha256=file.sha256, **asdict(file.ledger),
    )  # fmt: skip
    for series, month in claims:
        scope = scope_of(series, month)
        rows = {
            identity_of(scope.prefix, texts): [(texts, attributes)]
            for texts, attributes in file.figures[series, month].items()
        }
        difference = writer.store_rows(RecordedCrime, scope, rows, file.name, judged=True)
        source_file.added += len(difference.opened)
        source_file.revised += len(difference.revised)
        source_file.withdrawn += len(difference.withdrawn)
    writer.record_file(source_file, file.rejects)


def _refuse_falls(standing):
    """Raise RemovalsRefusedError for months whose sum falls by more than a revision explains.

    Rows are no measure here: when categories are merged, most of them vanish and no crime does.
    """
    falls, held = defaultdict(list), _sums({series for series, _ in standing})
    for (series, month), file in sorted(standing.items(), key=lambda item: item[0]):
        before = held.get((series, month), 0)
        after = sum(count for count, *_ in file.figures[series, month].values())
        if before - after > settings.IMPORT_MAX_REMOVED_SHARE * before:
            falls[file.name].append(f"{month} from {before:,} to {after:,} ({series})")
    if falls:
        listed = "; ".join(f"{name}: {', '.join(months)}" for name, months in falls.items())
        raise RemovalsRefusedError(
            f"Sums would fall by more than {settings.IMPORT_MAX_REMOVED_SHARE:.0%}: {listed}. "
            "Nothing was written. If the publisher really took so many back, add --allow-removals."
        )


def _sums(series_names):
    """Return the sums held now by (series, month)."""
    held = {}
    for series in series_names:
        rows = RecordedCrime.objects.in_series(series).current().values_list("month")
        held |= {(series, month): total for month, total in rows.annotate(total=Sum("count"))}
    return held
