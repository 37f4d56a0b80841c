"""For each month street crime has one source, archive or API: both would count crimes twice."""

from havering_safety.releases.faults import FileRefusedError
from havering_safety.releases.models import Coverage, Quality
from incidents.codelists import SOURCES
from incidents.models import Incident


def months_held(beside=None):
    """Return the months of which any street crime is held, from any source but the one given."""
    held = Coverage.objects.current().filter(kind=Incident.kind)
    return set(held.exclude(source=beside).values_list("month", flat=True))


def other_source(source, month):
    """Return the source that holds street crime of a month beside the one given, or None."""
    held = Coverage.objects.current().filter(kind=Incident.kind, month=month)
    return held.exclude(source=source).values_list("source", flat=True).first()


def refuse_second_source(source, month, name):
    """Raise FileRefusedError where the other source holds the month that `name` is for."""
    if other := other_source(source, month):
        raise FileRefusedError(
            name,
            f"street crime of {month} is held from another source ({SOURCES.labels[other]}), "
            "and no crime may be counted twice. Nothing was written. To take this source for that "
            "month instead, add --replace.",
        )


def claim_month(writer, source, month, name, replace):
    """Make a source the one of a month, before the rows of `name` are stored.

    Where the other source holds it, raises FileRefusedError, or with `replace` closes the other's
    rows and all that is known of them.
    """
    if not replace:
        refuse_second_source(source, month, name)
    elif other := other_source(source, month):
        writer.report.count(0, 0, writer.close_month(Incident, month, source=other))
        for known in (Coverage, Quality):
            writer.close_month(known, month, source=other, kind=Incident.kind)
