"""How the files of the area's own forces were found when they were read, month by month."""

from django.conf import settings

from havering_safety.releases.memory import once_a_release
from havering_safety.releases.models import Quality


@once_a_release
def quality_of(release, kind):
    """Return {month: (days covered, flags)} of the area's own forces; the worst of several files."""
    months = {}
    rows = Quality.objects.as_of(release.number).filter(kind=kind, force__in=settings.AREA_FORCES)
    for month, days, flags in rows.values_list("month", "days_covered", "flags"):
        least, known = months.get(month, (days, frozenset()))
        months[month] = (min(days, least), known | set(flags))
    return months
