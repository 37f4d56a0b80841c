"""For each month street crime has one source, archive or API: both would count crimes twice."""

from havering_safety.releases.faults import FileRefusedError
from havering_safety.releases.models import Coverage, Quality
from incidents.codelists import SOURCES
from incidents.models import Incident


def claim_month(writer, source, month, name, replace):
    """Make a source the one of a month, before the rows of `name` are stored.

    Where the other source holds it, raises FileRefusedError, or with `replace` closes the other's
    rows and all that is known of them.
    """
    held = Coverage.objects.current().filter(kind=Incident.kind, month=month)
    other = held.exclude(source=source).values_list("source", flat=True).first()
    if other is None:
        return
    if not replace:
        raise FileRefusedError(
            name,
            f"street crime of {month} is held from the other source ({SOURCES.labels[other]}), "
            "and one crime must not be counted twice. Nothing was written. To take this source "
            "for that month instead, add --replace.",
        )
    writer.report.count(0, 0, writer.close_month(Incident, month, source=other))
    for known in (Coverage, Quality):
        writer.close_month(known, month, source=other, kind=Incident.kind)
