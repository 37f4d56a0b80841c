"""Hand wards and populations to the writer, and move stored rows into new boundaries."""

from dataclasses import asdict

from django.apps import apps
from shapely.geometry import shape

from havering_safety.releases.faults import FileRefusedError
from havering_safety.releases.models import Coverage
from havering_safety.releases.storage import chunks
from wards.geometry import Placer
from wards.models import PlacedRow, Population, Ward, WardFigure


def store_boundaries(writer, boundaries, status):
    """Make the wards of a status those given; return (added, revised, withdrawn).

    Raises FileRefusedError for a ward that is loaded under the other status.
    """
    codes = [boundary.gss_code for boundary in boundaries]
    other = Ward.objects.current().exclude(status=status).filter(gss_code__in=codes).first()
    if other:
        raise FileRefusedError(
            other.gss_code, f"is loaded as a {other.status} ward; no ward is both."
        )
    records = [_record(boundary, status) for boundary in boundaries]
    return writer.store_set(Ward, ("gss_code",), records, within={"status": status})


def _record(boundary, status):
    record = asdict(boundary)
    record["boundary"] = record.pop("geometry")
    return record | {"slug": boundary.slug, "status": status}


def replace_rows(writer, placer):
    """Give every stored row the ward that now holds its point, and withdraw those outside.

    Rows that lay outside before were never stored: only importing their files
    again brings them in.
    """
    for model in apps.get_models():
        if issubclass(model, PlacedRow) and not model._meta.proxy:
            writer.move_rows(model, "ward_code", _moves(model, placer))
        elif issubclass(model, WardFigure) and _has_other_wards(writer):
            _withdraw_figures(writer, model)


def _has_other_wards(writer):
    """Tell whether the wards in force are others than before, not only drawn otherwise."""
    before, now = Ward.objects.as_of(writer.last_release), Ward.objects.current()
    codes = (set(rows.in_force().values_list("gss_code", flat=True)) for rows in (before, now))
    return next(codes) != next(codes)


def _withdraw_figures(writer, model):
    """Withdraw figures of wards, and what covers them: those of a new ward were never stored.

    Only importing their files again brings them in; until then they are unknown, not zero.
    """
    figures = model.objects.current().filter(ward_code__isnull=False)
    writer.move_rows(model, "ward_code", dict.fromkeys(figures.values_list("version", flat=True)))
    covered = Coverage.objects.current().filter(kind=model.kind, code__contains=model.ward_series)
    writer.report.covered += covered.update(last_release=writer.last_release)


def _moves(model, placer):
    rows = model.objects.current().values_list("version", "longitude", "latitude", "ward_code")
    moves = {}
    for chunk in chunks(rows.iterator(10_000)):
        versions, longitudes, latitudes, codes = zip(*chunk, strict=True)
        found = placer.place(longitudes, latitudes)
        for version, old, new in zip(versions, codes, found, strict=True):
            if old != new:
                moves[version] = new
    return moves


def placer_of(boundaries):
    """Return the Placer of boundaries just read."""
    return Placer([(boundary.gss_code, shape(boundary.geometry)) for boundary in boundaries])


def store_populations(writer, residents, date, derived, name):
    """Store the residents of each ward on a date; refuse a ward that is not loaded."""
    known = set(
        Ward.objects.current().filter(status=Ward.CURRENT_WARD).values_list("gss_code", flat=True)
    )
    unknown = sorted(residents.keys() - known)
    if unknown:
        raise FileRefusedError(name, f"names wards that are not loaded: {', '.join(unknown)}.")
    records = [
        {"gss_code": code, "date": date, "derived": derived, "residents": count}
        for code, count in residents.items()
    ]
    return writer.store_set(Population, ("gss_code", "date"), records, within={"date": date})
