"""The one writer: an import is a difference, in one transaction, and makes at most one release."""

from contextlib import contextmanager
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from havering_safety.releases.collector import collector_at_rest
from havering_safety.releases.first_load import FirstLoad
from havering_safety.releases.identity import prefix_of, public_id_of
from havering_safety.releases.matching import Standing, compare
from havering_safety.releases.models import (
    CURRENT,
    CountDifference,
    Coverage,
    Reject,
    Release,
    UnlistedCode,
)
from havering_safety.releases.removals import refuse_removed_rows, refuse_shrunken_file
from havering_safety.releases.report import Report
from havering_safety.releases.storage import close_versions, insert_rows
from havering_safety.releases.tally import record_differences
from havering_safety.releases.transaction import settle, writer_transaction
from havering_safety.releases.withholding import highest_ordinals, withhold


class MixedDataError(Exception):
    """Real data for a database that holds synthetic data, or the reverse."""


@dataclass(frozen=True)
class Scope:
    """What a file claims to hold. `month` is `YYYY-MM`; no codes means all of them."""

    source: str
    kind: str
    force: str | None
    month: str
    codes: tuple[str, ...] = ()

    @property
    def prefix(self):
        return prefix_of(self.kind, self.source, self.force, self.month)


class Writer:
    """The open transaction of one import. Comes from `writing()`; nothing else makes a release."""

    def __init__(self, release, allow_removals):
        self.release = release
        self.allow_removals = allow_removals
        self.report = Report()
        self.touched = {Coverage, CountDifference}
        # Months whose counts may have changed, by table; None for all of them.
        self.months = {}
        self.first_load = FirstLoad()

    @property
    def last_release(self):
        """The number that a version closed by this import gets as its last release."""
        return self.release.number - 1

    def store_file(self, model, scope, rows, source_file, rejects=()):
        """Make the current rows of a scope those of a file, and record the file with its ledger.

        `rows` maps an identity to a list of (published columns as texts,
        attributes) and is used up. Raises RemovalsRefusedError.
        """
        difference = self.store_rows(model, scope, rows, source_file.name)
        if not self.allow_removals:
            refuse_shrunken_file(source_file)
        source_file.added = len(difference.opened)
        source_file.revised = len(difference.revised)
        source_file.withdrawn = len(difference.withdrawn)
        source_file.withheld = difference.withheld
        self.record_file(source_file, rejects)

    def store_rows(self, model, scope, rows, name, *, judged=False):
        """Make the current rows of a scope those given, which are used up, and cover the scope.

        Returns the Difference, for the files that `name` stands for. Raises RemovalsRefusedError,
        unless the caller has `judged` what may go by another rule.
        """
        standing, held = _standing(model, scope)
        withheld = withhold(model, scope, standing, rows)
        difference = compare(standing, rows)
        difference.withheld = withheld
        if not (judged or self.allow_removals):
            refuse_removed_rows(name, len(difference.withdrawn), held)
        self._write(model, scope, difference)
        self._cover(scope)
        return difference

    def close_month(self, model, month, **lookups):
        """Withdraw the current rows of a month that fit, whatever the share; return how many."""
        self._touch(model, month)
        rows = model.objects.current().filter(month=month, **lookups)
        return rows.update(last_release=self.last_release)

    def _touch(self, model, month):
        table = model._meta.concrete_model
        self.touched.add(table)
        if (months := self.months.setdefault(table, set())) is not None:
            months.add(month)

    def record_file(self, source_file, rejects=()):
        """Record a file whose rows are stored, and count what it changed."""
        source_file.release = self.release
        source_file.save()
        Reject.objects.bulk_create(
            [Reject(source_file=source_file, **asdict(reject)) for reject in rejects],
            batch_size=500,
        )
        self.report.files.append(source_file)
        self.report.count(source_file.added, source_file.revised, source_file.withdrawn)

    def store_set(self, model, key, records, within=None):
        """Make the current rows of a small table those given; return (added, revised, withdrawn).

        `key` names the fields that tell rows apart, `records` are dictionaries of
        all fields, `within` (look-ups) limits which rows may be withdrawn.
        """
        self.touched.add(model)
        standing = {
            tuple(getattr(row, name) for name in key): row
            for row in model.objects.current().filter(**(within or {}))
        }
        closed, opened, revised = [], [], 0
        for record in records:
            row = standing.pop(tuple(record[name] for name in key), None)
            if row and all(getattr(row, name) == value for name, value in record.items()):
                continue
            if row:
                closed.append(row.version)
                revised += 1
            opened.append(model(first_release=self.release.number, **record))
        closed += [row.version for row in standing.values()]
        close_versions(model, closed, self.last_release)
        model.objects.bulk_create(opened, batch_size=500)
        return len(opened) - revised, revised, len(standing)

    def note_unlisted(self, codelist, slug, label):
        """Keep a published value that no codelist knows, and report it; the first label of a slug stands."""
        self.report.unlisted.add((codelist, slug, label))
        UnlistedCode.objects.get_or_create(
            codelist=codelist,
            slug=slug,
            defaults={"label": label, "first_release": self.release.number},
        )

    def move_rows(self, model, attribute, values):
        """Give current rows, by version, a new value of one attribute; None withdraws the row."""
        self.touched.add(model)
        moved = {version: value for version, value in values.items() if value is not None}
        if not self.allow_removals:
            held = model.objects.current().count()
            refuse_removed_rows(model._meta.verbose_name_plural, len(values) - len(moved), held)
        copies = model.objects.in_bulk(list(moved))
        close_versions(model, values, self.last_release)
        for version, row in copies.items():
            row.version, row.first_release, row.last_release = None, self.release.number, CURRENT
            setattr(row, attribute, moved[version])
        model.objects.bulk_create(copies.values(), batch_size=500)
        self.months[model._meta.concrete_model] = None
        self.report.count(0, len(moved), len(values) - len(moved))

    def _write(self, model, scope, difference):
        if not difference:
            return
        self._touch(model, scope.month)
        gone = [twin.version for _, twin, _ in difference.revised]
        gone += [twin.version for twin in difference.withdrawn]
        close_versions(model, gone, self.last_release)
        # Read before COPY begins: the connection is busy from then on.
        used = _used_ordinals(model, scope) if difference.opened else {}
        names = (
            "public_id", "identity", "ordinal", "first_release", "last_release",
            "source", "force", "month", *model.column_fields, *model.attribute_fields,
        )  # fmt: skip
        self.first_load.begin(model._meta.concrete_model)
        insert_rows(model, names, self._new_rows(model, scope, difference, used))

    def _new_rows(self, model, scope, difference, used):
        prefix, release = scope.prefix, self.release.number
        start = (scope.source, scope.force, scope.month)
        columns_of = model.columns_of
        for identity, (texts, attributes) in difference.opened:
            ordinal = used[identity] = used.get(identity, 0) + 1
            public_id = public_id_of(prefix, texts, ordinal)
            key = (public_id, identity, ordinal, release, CURRENT)
            yield (*key, *start, *columns_of(texts), *attributes)
        for identity, twin, (texts, attributes) in difference.revised:
            public_id = public_id_of(prefix, texts, twin.ordinal)
            key = (public_id, identity, twin.ordinal, release, CURRENT)
            yield (*key, *start, *columns_of(texts), *attributes)

    def _cover(self, scope):
        held = Coverage.objects.current().filter(
            source=scope.source, kind=scope.kind, force=scope.force or "", month=scope.month
        )
        known = set(held.values_list("code", flat=True))
        if "" in known:
            return
        missing = [code for code in scope.codes or ("",) if code not in known]
        Coverage.objects.bulk_create(
            Coverage(
                source=scope.source, kind=scope.kind, force=scope.force or "", month=scope.month,
                code=code, first_release=self.release.number,
            )
            for code in missing
        )  # fmt: skip
        self.report.covered += len(missing)


@contextmanager
def writing(summary, *, synthetic=False, allow_removals=False, dry_run=False):
    """Open the writer; on leaving, make the release, or none when nothing changed.

    An exception inside rolls everything back. Raises ImportRunningError when
    another import runs, MixedDataError for real data on a demo database.
    Reference data (`synthetic=None`) stand beside either.
    """
    with writer_transaction(), collector_at_rest():
        newest = Release.objects.newest()
        if synthetic is None:
            synthetic = bool(newest and newest.synthetic)
        _refuse_mixture(newest, synthetic)
        release = Release.objects.create(
            number=newest.number + 1 if newest else 1,
            created_at=timezone.now(),
            synthetic=synthetic,
            redactions=newest.redactions if newest else 0,
        )
        writer = Writer(release, allow_removals)
        yield writer
        writer.first_load.end()
        for model, months in writer.months.items():
            record_differences(model, months, release.number)
        report = writer.report
        if dry_run or not report:
            transaction.set_rollback(True)
        else:
            release.summary = (
                f"{summary}: {report.added:,} rows added, {report.revised:,} revised, "
                f"{report.withdrawn:,} withdrawn"
            )
            release.save(update_fields=["summary"])
            report.release = release
    if report.release:
        settle(sorted(writer.touched, key=lambda model: model._meta.label))


def _refuse_mixture(newest, synthetic):
    if newest and newest.synthetic != synthetic:
        held, given = ("synthetic demo", "real") if newest.synthetic else ("real", "synthetic demo")
        raise MixedDataError(
            f"This database holds {held} data and takes no {given} data beside it. "
            "Use another database (DATABASE_URL)."
        )


def _standing(model, scope):
    """Return the current rows of a scope by identity, and how many there are."""
    found, shared, held = {}, {}, 0
    names = ("version", "identity", "ordinal", *model.attribute_fields)
    rows = model.objects.in_scope(scope).current().values_list(*names)
    for row in rows.iterator(1_000):
        attributes = row[3:]
        twin = Standing(row[0], row[2], shared.setdefault(attributes, attributes))
        found.setdefault(row[1], []).append(twin)
        held += 1
    return found, held


def _used_ordinals(model, scope):
    """Return the highest ordinal ever given to each identity of a scope: none is given twice."""
    rows = model.objects.in_scope(scope).values_list("identity")
    used = dict(rows.annotate(Max("ordinal")).iterator(10_000))
    for identity, ordinal in highest_ordinals(model, scope).items():
        used[identity] = max(ordinal, used.get(identity, 0))
    return used
